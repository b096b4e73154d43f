import { access, constants, stat, statfs } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { packageVersions } from '../../../cache/code';
import { isTold, WorkError } from '../../../cache/errors';
import { lockOwner } from '../../../cache/lock';
import { cacheRoot } from '../../../cache/paths';
import { chooseBackend } from '../../../training/backend';
import { ffmpegVersion } from '../../narration/ffmpeg';
import { chooseVoice } from '../../narration/voice';
import { findBrowser } from '../browser';

const schema = z.object({ browser: z.string().optional() });

/** `doctor`: what was found, where, and why that one. Exit code 1 when something the film needs is missing. */
export async function doctor(options: unknown): Promise<void> {
  const { browser } = schema.parse(options);
  let failure: unknown;
  const line = async (name: string, find: () => Promise<string>): Promise<void> => {
    const text = await find().catch((error: unknown) => {
      failure ??= error;
      return `✗ ${isTold(error) ? error.message : String(error)}`;
    });
    process.stdout.write(`${name.padEnd(10)}${text}\n`);
  };
  await line(
    'node',
    async () =>
      `${process.version}, ${os.availableParallelism()} cores, ${(os.totalmem() / 2 ** 30).toFixed(0)} GiB of memory`,
  );
  await line('remotion', async () => Object.values(await packageVersions(['remotion'])).join());
  await line('browser', async () => {
    const found = await findBrowser(browser === undefined ? {} : { asked: browser });
    return `${found.version} at ${found.program}: ${found.why}`;
  });
  await line('backend', async () => {
    const { name, version, why } = await chooseBackend();
    return `${name} ${version}: ${why}`;
  });
  await line('voice', async () => (await chooseVoice('flite')).id);
  await line('ffmpeg', ffmpegVersion);
  await line('cache', async () => {
    const place = await existing(cacheRoot());
    const { bavail, bsize } = await statfs(place);
    await access(place, constants.W_OK).catch(() => {
      throw new WorkError(`${cacheRoot()} cannot be written; change its permissions or set UNTANGLE_CACHE`);
    });
    const owner = await lockOwner(cacheRoot());
    const held = owner ? `; held by ${owner.command} (process ${owner.pid})` : '';
    return `${cacheRoot()}, ${((bavail * bsize) / 2 ** 30).toFixed(1)} GiB free${held}`;
  });
  if (failure !== undefined) throw failure;
}

/** The folder itself or, where it is not made yet, the one it would be made in. @throws WorkError when a file is in its place. */
async function existing(folder: string): Promise<string> {
  const info = await stat(folder).catch(() => undefined);
  if (info?.isDirectory()) return folder;
  if (info)
    throw new WorkError(`${folder} is a file where a folder is needed; set UNTANGLE_CACHE to another`);
  return existing(path.dirname(folder));
}
