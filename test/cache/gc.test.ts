import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { collectGarbage } from '../../cache/gc';
import { run } from '../../cache/graph';
import { Store } from '../../cache/store';
import { never, textStep } from '../support/steps';
import { temporaryFolder } from '../support/temporary';

describe('collectGarbage', () => {
  it('removes leftovers of interrupted runs and what was long unused, and keeps what the current run uses', async () => {
    const store = new Store(await temporaryFolder());
    const steps = [textStep('one:kept', 'a'), textStep('one:old', 'b'), textStep('one:young', 'c')];
    const made = await run(steps, store, { signal: never, lanes: {}, onEvent: () => undefined });
    const longAgo = new Date('2020-01-01');
    for (const id of ['one:kept', 'one:old']) await utimes(made.get(id)?.dir ?? '', longAgo, longAgo);
    await mkdir(path.join(store.root, 'tmp', '1-abc'), { recursive: true });
    await writeFile(path.join(store.root, 'tmp', '1-abc', 'half.npy'), 'x');
    await mkdir(path.join(store.root, 'store', 'one', 'broken-000000000000'));

    const { removed, bytes } = await collectGarbage(store, new Set([made.get('one:kept')?.path ?? '']), 14);

    expect([...removed].sort()).toEqual(
      ['tmp/1-abc', `store/${made.get('one:old')?.path}`, 'store/one/broken-000000000000'].sort(),
    );
    expect(bytes).toBeGreaterThan(0);
    expect(await readdir(path.join(store.root, 'tmp'))).toEqual([]);
    expect((await readdir(path.join(store.root, 'store', 'one'))).length).toBe(2);
  });
});
