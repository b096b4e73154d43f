import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, readdir, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { StoppedError } from '../../cache/errors';
import { acquireLock, lockOwner, type Owner } from '../../cache/lock';
import { never } from '../support/steps';
import { temporaryFolder } from '../support/temporary';

const silent = { signal: never, onWait: () => undefined };

/** The pid of a process that has ended. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  return child.pid ?? 0;
}

describe('acquireLock', () => {
  it('makes a second taker wait, says who holds it, and goes on when it is released', async () => {
    const root = await temporaryFolder();
    const first = await acquireLock(root, 'film', silent);
    const owners: Owner[] = [];
    const second = acquireLock(root, 'train', { signal: never, onWait: (owner) => owners.push(owner) });
    await expect.poll(() => owners.length).toBe(1);
    expect(owners[0]).toMatchObject({ pid: process.pid, command: 'film' });
    await first.release();
    await (await second).release();
    expect(await readdir(root)).toEqual([]);
  });

  it('takes over what a dead process left', async () => {
    const root = await temporaryFolder();
    const dead = { pid: await deadPid(), born: '1', command: 'film', since: '' };
    await writeFile(path.join(root, 'lock'), JSON.stringify(dead));
    expect(await lockOwner(root)).toBeUndefined();
    const lock = await acquireLock(root, 'film', silent);
    expect(JSON.parse(await readFile(path.join(root, 'lock'), 'utf8'))).toMatchObject({ pid: process.pid });
    await lock.release();
  });

  it('takes over the lock of a process whose pid now belongs to another', async () => {
    const root = await temporaryFolder();
    const reborn = { pid: process.pid, born: '1', command: 'film', since: '' };
    await writeFile(path.join(root, 'lock'), JSON.stringify(reborn));
    await (await acquireLock(root, 'film', silent)).release();
    expect(await readdir(root)).toEqual([]);
  });

  it('takes over a lock whose writer died before it had written', async () => {
    const root = await temporaryFolder();
    const file = path.join(root, 'lock');
    await writeFile(file, '');
    const past = new Date(Date.now() - 60_000);
    await utimes(file, past, past);
    await (await acquireLock(root, 'film', silent)).release();
    expect(await readdir(root)).toEqual([]);
  });

  it('is held by one at a time among many who find a dead owner', async () => {
    const root = await temporaryFolder();
    const dead = { pid: await deadPid(), born: '1', command: 'film', since: '' };
    await writeFile(path.join(root, 'lock'), JSON.stringify(dead));
    let holding = 0;
    let most = 0;
    const one = async () => {
      const lock = await acquireLock(root, 'film', silent);
      most = Math.max(most, ++holding);
      await new Promise((resolve) => setTimeout(resolve, 10));
      holding--;
      await lock.release();
    };
    await Promise.all([one(), one(), one(), one()]);
    expect(most).toBe(1);
  });

  it('says so at once where a file lies in the place of the folder', async () => {
    const file = path.join(await temporaryFolder(), 'file');
    await writeFile(file, '');
    for (const root of [file, path.join(file, 'below')])
      await expect(acquireLock(root, 'test', silent)).rejects.toMatchObject({
        exitCode: 1,
        message: expect.stringMatching(/cannot be made: a file lies where a folder is needed/),
      });
  });

  it('stops waiting when its signal fires', async () => {
    const root = await temporaryFolder();
    const first = await acquireLock(root, 'film', silent);
    const stop = new AbortController();
    const waiting = acquireLock(root, 'film', { signal: stop.signal, onWait: () => stop.abort() });
    await expect(waiting).rejects.toBeInstanceOf(StoppedError);
    await first.release();
  });
});
