import { access, copyFile, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { RequestError, toldFileError } from '../../cache/errors';
import type { Json } from '../../cache/manifest';
import { hashFile } from '../../cache/store';
import type { Artefact } from '../../cache/step';

/** The files of a film beside each other: `film.mp4`, `film.srt`, `film.vtt`, `film.json`. */
export interface OutFiles {
  readonly mp4: string;
  readonly srt: string;
  readonly vtt: string;
  readonly json: string;
}

/** @throws RequestError when the name does not end in .mp4 */
export function outFiles(out: string): OutFiles {
  const mp4 = path.resolve(out);
  if (path.extname(mp4) !== '.mp4')
    throw new RequestError(`--out is ${out}; it may be a file name that ends in .mp4`);
  const stem = mp4.slice(0, -'.mp4'.length);
  return { mp4, srt: `${stem}.srt`, vtt: `${stem}.vtt`, json: `${stem}.json` };
}

/**
 * Finds out before hours of work whether a folder can be written.
 * @throws RequestError naming the option
 */
export async function checkWritable(file: string, option = '--out'): Promise<void> {
  const dir = path.dirname(file);
  const probe = path.join(dir, `.untangle-${process.pid}`);
  try {
    await mkdir(dir, { recursive: true });
    await writeFile(probe, '');
    await rm(probe);
  } catch {
    throw new RequestError(
      `${option} is ${path.relative('', file) || file}; its folder cannot be written: choose another place`,
    );
  }
}

/**
 * Brings a finished film from the cache to where the user wants it. A file that is there already keeps its bytes; one that
 * is replaced is replaced in one rename, so that a failure leaves the last film in place.
 * @returns true when anything was written
 */
export async function deliver(film: Artefact, out: OutFiles, summary: Json): Promise<boolean> {
  await sweepParts(out);
  let written = false;
  const put = async (target: string, write: (part: string) => Promise<void>): Promise<void> => {
    const part = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.part`);
    try {
      await write(part);
      if (await sameBytes(part, target)) return;
      await rename(part, target);
      written = true;
    } catch (error) {
      throw toldFileError(error, path.dirname(target));
    } finally {
      await rm(part, { force: true });
    }
  };
  const files = [
    ['film.mp4', out.mp4],
    ['film.srt', out.srt],
    ['film.vtt', out.vtt],
  ] as const;
  for (const [name, target] of files) {
    const entry = film.manifest.files[name];
    if (entry && (await exists(target)) && (await hashFile(target)) === entry.sha256) continue;
    await put(target, (part) => copyFile(film.file(name), part));
  }
  await put(out.json, (part) => writeFile(part, `${JSON.stringify(summary, null, 2)}\n`));
  return written;
}

/** Removes what a run that was killed while it delivered left behind; runs take turns, so nobody is writing these. */
async function sweepParts(out: OutFiles): Promise<void> {
  for (const target of Object.values(out) as string[]) {
    const dir = path.dirname(target);
    for (const name of await readdir(dir))
      if (name.startsWith(`.${path.basename(target)}.`) && name.endsWith('.part'))
        await rm(path.join(dir, name), { force: true });
  }
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

const sameBytes = async (a: string, b: string): Promise<boolean> =>
  (await exists(b)) && (await hashFile(a)) === (await hashFile(b));
