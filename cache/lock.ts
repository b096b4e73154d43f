import { readFileSync } from 'node:fs';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { StoppedError, toldFileError } from './errors';

const ownerSchema = z.object({
  pid: z.number().int().positive(),
  /** When the process started, in the kernel's own ticks: a pid alone may come back as another process. */
  born: z.string(),
  command: z.string(),
  since: z.string(),
});
export type Owner = z.infer<typeof ownerSchema>;

export interface Lock {
  release(): Promise<void>;
}

const POLL_MS = 300;
/** Taking over a dead process's lock takes milliseconds; a take-over older than this died in the middle. */
const TAKEOVER_MS = 10_000;

/**
 * Takes the cache's lock, so that one run writes at a time. Waits while a living process holds it, and takes over what a
 * dead one left.
 * @param onWait called once, with the owner, when there is somebody to wait for
 * @throws StoppedError when the signal fires while waiting
 */
export async function acquireLock(
  root: string,
  command: string,
  options: { readonly signal: AbortSignal; onWait(owner: Owner): void },
): Promise<Lock> {
  const file = path.join(root, 'lock');
  const mine: Owner = {
    pid: process.pid,
    born: bornOf(process.pid) ?? '',
    command,
    since: new Date().toISOString(),
  };
  let told = false;
  for (;;) {
    if (await create(file, JSON.stringify(mine))) break;
    const owner = await readOwner(file);
    if (owner === 'gone') {
      await sleep(50);
      continue;
    }
    if (owner === 'unreadable' || !isAlive(owner)) {
      await takeOver(file, owner);
      continue;
    }
    if (!told) options.onWait(owner);
    told = true;
    await sleep(POLL_MS, undefined, { signal: options.signal }).catch(() => {
      throw new StoppedError('stopped while waiting for the other run');
    });
  }
  return { release: () => rm(file, { force: true }) };
}

/** The living owner of a cache's lock, if there is one. */
export async function lockOwner(root: string): Promise<Owner | undefined> {
  const owner = await readOwner(path.join(root, 'lock'));
  return typeof owner === 'string' || !isAlive(owner) ? undefined : owner;
}

async function create(file: string, text: string): Promise<boolean> {
  try {
    await mkdir(path.dirname(file), { recursive: true });
  } catch (error) {
    throw toldFileError(error, path.dirname(file));
  }
  try {
    await writeFile(file, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw toldFileError(error, path.dirname(file));
  }
}

async function readOwner(file: string): Promise<Owner | 'gone' | 'unreadable'> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return 'gone';
  try {
    return ownerSchema.parse(JSON.parse(text));
  } catch {
    // Created a moment ago and not written yet, or cut off by a full disk: old enough decides.
    const info = await stat(file).catch(() => undefined);
    if (!info) return 'gone';
    if (Date.now() - info.mtimeMs > 2_000) return 'unreadable';
    await sleep(100);
    return readOwner(file);
  }
}

/** Removes a dead process's lock. Only one waiter at a time may, and only while it is still that process's. */
async function takeOver(file: string, dead: Owner | 'unreadable'): Promise<void> {
  const guard = `${file}.takeover`;
  if (!(await create(guard, String(process.pid)))) {
    const info = await stat(guard).catch(() => undefined);
    if (info && Date.now() - info.mtimeMs > TAKEOVER_MS) await rm(guard, { force: true });
    await sleep(50);
    return;
  }
  try {
    const now = await readOwner(file);
    if (JSON.stringify(now) === JSON.stringify(dead)) await rm(file, { force: true });
  } finally {
    await rm(guard, { force: true });
  }
}

function isAlive(owner: Owner): boolean {
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    // EPERM: it lives and is another user's.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  const born = bornOf(owner.pid);
  return born === undefined || owner.born === '' || born === owner.born;
}

/** The start time of a process in clock ticks since boot, where /proc tells (field 22 of proc(5)'s stat). */
function bornOf(pid: number): string | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the name in parentheses and may hold blanks.
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}
