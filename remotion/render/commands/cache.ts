import { rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { RequestError, WorkError } from '../../../cache/errors';
import { collectGarbage } from '../../../cache/gc';
import { cacheRoot } from '../../../cache/paths';
import { areas } from '../../../cache/step';
import { Store } from '../../../cache/store';
import { readIndex } from '../index-file';
import { withSession } from '../session';

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

/** `cache list`: what is there, newest use first. */
export async function list(): Promise<void> {
  const store = new Store(cacheRoot());
  const current = new Set(Object.values((await readIndex(store))?.run ?? {}));
  let total = 0;
  for (const area of areas)
    for (const { path: place, used, manifest } of await store.list(area)) {
      const bytes = Object.values(manifest?.files ?? {}).reduce((sum, file) => sum + file.bytes, 0);
      total += bytes;
      const state = manifest ? (current.has(place) ? 'current' : '') : 'damaged';
      process.stdout.write(
        `${used.toISOString().slice(0, 16)}  ${megabytes(bytes).padStart(9)}  ${state.padEnd(8)} ${area}/${place}\n`,
      );
    }
  process.stdout.write(`${megabytes(total)} in all\n`);
}

/** `cache verify`: hashes every file. Exit code 1 when something does not match; the next run makes that again. */
export async function verify(): Promise<void> {
  const store = new Store(cacheRoot());
  const damaged: string[] = [];
  let checked = 0;
  for (const area of areas)
    for (const { dir, path: place, manifest } of await store.list(area)) {
      checked++;
      const reason = manifest ? await store.check(dir, manifest, true) : 'manifest.json cannot be read';
      if (reason !== undefined) damaged.push(`${area}/${place}: ${reason}`);
    }
  if (damaged.length > 0)
    throw new WorkError(
      `${damaged.join('\n')}\n${damaged.length} of ${checked} artefacts are damaged; the next run makes them again`,
    );
  process.stdout.write(`${checked} artefacts, every file as its manifest says\n`);
}

const gcSchema = z.object({ days: z.string() });

/** `cache gc`: removes leftovers and what was not used for a while. */
export async function gc(options: unknown): Promise<void> {
  const { days: text } = gcSchema.parse(options);
  const days = Number(text);
  if (text.trim() === '' || !Number.isFinite(days) || days < 0)
    throw new RequestError(`--days is ${text}; it may be a number from 0`);
  await withSession('cache gc', async ({ store, hold }) => {
    await hold();
    const keep = new Set(Object.values((await readIndex(store))?.run ?? {}));
    const { removed, bytes } = await collectGarbage(store, keep, days);
    await rm(path.join(store.root, 'verified.json'), { force: true });
    for (const place of removed) process.stdout.write(`removed ${place}\n`);
    process.stdout.write(`${removed.length} removed, ${megabytes(bytes)} freed\n`);
  });
}
