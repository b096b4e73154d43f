import { readFile, readdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { RequestError } from '../../cache/errors';
import { Store } from '../../cache/store';
import type { Artefact } from '../../cache/step';
import { checkWritable, deliver, outFiles } from '../../remotion/render/deliver';
import { temporaryFolder } from '../support/temporary';

const filmIn = (root: string, text: string): Promise<Artefact> =>
  new Store(path.join(root, 'cache')).build(
    { id: 'film:film', area: 'segments', stage: 'film', name: 'film', key: text.padEnd(64, '0') },
    {},
    async (draft) => {
      for (const name of ['film.mp4', 'film.srt', 'film.vtt'])
        await draft.bytes(name, Buffer.from(text + name));
      return {};
    },
  );

describe('outFiles', () => {
  it('puts captions and summary beside the film', () => {
    const files = outFiles('out/my.film.mp4');
    expect(Object.values(files).map((file) => path.basename(file))).toEqual([
      'my.film.mp4',
      'my.film.srt',
      'my.film.vtt',
      'my.film.json',
    ]);
  });

  it('refuses a name that is no MP4', () => {
    expect(() => outFiles('film.mov')).toThrow(RequestError);
  });
});

describe('deliver', () => {
  it('writes four files, leaves them alone the second time, and replaces them when the film is another', async () => {
    const root = await temporaryFolder();
    const files = outFiles(path.join(root, 'film.mp4'));
    expect(await deliver(await filmIn(root, 'a'), files, { made: 1 })).toBe(true);
    const before = await stat(files.mp4);
    expect(await deliver(await filmIn(root, 'a'), files, { made: 1 })).toBe(false);
    expect((await stat(files.mp4)).mtimeMs).toBe(before.mtimeMs);
    expect(await deliver(await filmIn(root, 'b'), files, { made: 2 })).toBe(true);
    expect(await readFile(files.mp4, 'utf8')).toBe('bfilm.mp4');
    expect((await readdir(root)).sort()).toEqual(['cache', 'film.json', 'film.mp4', 'film.srt', 'film.vtt']);
  });

  it('mends a film that somebody changed, and sweeps what a killed run left', async () => {
    const root = await temporaryFolder();
    const files = outFiles(path.join(root, 'film.mp4'));
    const film = await filmIn(root, 'a');
    await deliver(film, files, {});
    await writeFile(files.mp4, 'changed');
    await writeFile(path.join(root, '.film.mp4.123.part'), 'half');
    expect(await deliver(film, files, {})).toBe(true);
    expect(await readFile(files.mp4, 'utf8')).toBe('afilm.mp4');
    expect((await readdir(root)).filter((name) => name.startsWith('.'))).toEqual([]);
  });
});

describe('checkWritable', () => {
  it('makes the folder, leaves nothing in it, and names the option where it cannot', async () => {
    const root = await temporaryFolder();
    await checkWritable(path.join(root, 'new', 'film.mp4'));
    expect(await readdir(path.join(root, 'new'))).toEqual([]);
    await writeFile(path.join(root, 'file'), '');
    await expect(checkWritable(path.join(root, 'file', 'film.mp4'))).rejects.toThrow(
      /^--out is .*cannot be written/,
    );
  });
});
