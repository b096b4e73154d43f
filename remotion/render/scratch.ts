import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import path from 'node:path';

/** A new folder in the cache's `tmp`, which `cache gc` sweeps, for what must not outlive this process. */
export async function scratchFolder(storeDir: string, name: string): Promise<string> {
  const tmp = path.join(path.dirname(storeDir), 'tmp');
  await mkdir(tmp, { recursive: true });
  return mkdtemp(path.join(tmp, `${process.pid}-${name}-`));
}

let depth = 0;
let before: string | undefined;

/**
 * Lets work that asks for the system's temporary folder find `dir` instead: Remotion keeps browser profiles, frames and
 * halves of films there, which a killed process would leave behind where nothing sweeps. Works that overlap share the
 * first one's folder.
 */
export async function withTemporary<T>(dir: string, work: () => Promise<T>): Promise<T> {
  if (depth++ === 0) {
    before = process.env['TMPDIR'];
    process.env['TMPDIR'] = dir;
  }
  try {
    return await work();
  } finally {
    if (--depth === 0) {
      if (before === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = before;
    }
  }
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives and is somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

const HALF_MADE = /\.half-(\d+)$/;

/** Where something is made before it is renamed to its final place. */
export const halfMade = (place: string): string => `${place}.half-${process.pid}`;

/** Removes what dead processes left half made in a folder. */
export async function sweepHalfMade(dir: string): Promise<void> {
  for (const name of await readdir(dir).catch(() => [])) {
    const pid = HALF_MADE.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid)))
      await rm(path.join(dir, name), { recursive: true, force: true });
  }
}
