import { existsSync } from 'node:fs';
import { cp, mkdir, rename, rm, stat, symlink } from 'node:fs/promises';
import path from 'node:path';
import { RequestError, StoppedError, toldFileError, WorkError } from '../../cache/errors';
import { sha256 as hashOf } from '../../cache/key';
import { hashFile } from '../../cache/store';
import { download, shownAddress } from '../../data/download';
import { bindingPlace, buildBinding, missingForBuild, placeBinding } from './binding';
import { checkNative, type Checked } from './check';
import { findLibrary, hasHeaders, placeLibrary } from './library';
import { libtensorflow, prebuiltBinding } from './release';
import { circumstancesOf, writeStamp } from './stamp';
import { unpack } from './unpack';

/** Brings the native library of tfjs-node-gpu: fetched, unpacked, built and checked aside, then put in place whole. */

/** Where a part comes from, as the user said it. */
export interface Origin {
  /** A folder, a .tar.gz file or an http(s) address; undefined for the one we know. */
  readonly from: string | undefined;
  /** Of the file, in lower-case hexadecimal, when the user gave it. */
  readonly sha256: string | undefined;
}

export interface InstallOptions {
  /** The folder of tfjs-node-gpu. */
  readonly packageDir: string;
  readonly library: Origin;
  /** Neither `from` nor `sha256`: built from source. Only `sha256`: the one that Google offers, if it is that. */
  readonly binding: Origin;
  /** A new folder beside `packageDir` in which everything is made ready; removed at the end. */
  readonly stage: string;
  /** A folder of this work's own where downloads grow; what is there stays for the next run until one succeeds. */
  readonly downloads: string;
  readonly signal: AbortSignal;
  say(line: string): void;
  progress(name: string, done: number, total: number | undefined): void;
}

export type Works = Extract<Checked, { works: true }>;

/**
 * Installs the native library, or leaves what was installed before.
 * @throws RequestError when a path or address is not one that can be used; WorkError when something fails, with what to
 * do; StoppedError on `signal`.
 */
export async function install(options: InstallOptions): Promise<Works> {
  const { stage, packageDir } = options;
  try {
    return await prepareAndPublish(options);
  } catch (error) {
    throw toldFileError(error, path.dirname(packageDir));
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
}

async function prepareAndPublish(options: InstallOptions): Promise<Works> {
  const { packageDir, stage, signal, say } = options;
  const building = options.binding.from === undefined && options.binding.sha256 === undefined;
  if (building) {
    const missing = await missingForBuild();
    if (missing !== null)
      throw new WorkError(
        `building the binding needs ${missing} (on Debian: apt install build-essential python3); ` +
          `or give a ready one: --binding FILE, or --binding-sha256 HEX for ${prebuiltBinding.url}`,
      );
  }
  await mkdir(stage, { recursive: true });
  await copyPackage(packageDir, stage);

  const fetched = await bring(options, 'library', options.library, {
    url: libtensorflow.url,
    sha256: libtensorflow.sha256,
    maxBytes: libtensorflow.maxBytes,
  });
  const library = await findLibrary(fetched.folder);
  if (building && !(await hasHeaders(library)))
    throw new WorkError(
      `${options.library.from ?? libtensorflow.url} has no include/tensorflow/c/c_api.h to build the binding with; ` +
        'give one with --binding',
    );
  await placeLibrary(library, path.join(stage, 'deps'), fetched.owned);

  let binding: Fetched | undefined;
  if (building) {
    say('building the binding from its sources');
    await buildBinding(stage, signal);
  } else {
    binding = await bring(options, 'binding', options.binding, { ...prebuiltBinding, sha256: undefined });
    await placeBinding(binding.folder, stage);
  }

  say('checking that it runs');
  const { checked } = await checkNative(stage, signal);
  if (!checked.works)
    throw new WorkError(
      `the native library does not run here: ${checked.reason}; ` +
        (existsSync(bindingPlace(packageDir)) ? 'what was installed before stays' : 'nothing was installed'),
    );
  await rm(path.join(stage, 'build'), { recursive: true, force: true });
  await writeStamp(stage, {
    source: {
      library: fetched.shown,
      librarySha256: fetched.sha256,
      binding: binding?.shown ?? 'built from source',
      bindingSha256: binding?.sha256 ?? null,
    },
    checked,
    circumstances: await circumstancesOf(stage),
  });
  if (signal.aborted) throw new StoppedError('stopped; nothing was installed');
  await publish(stage, packageDir);
  await rm(options.downloads, { recursive: true, force: true });
  return checked;
}

/** What the check and node-gyp need of the package, without native parts that may lie there. */
async function copyPackage(from: string, to: string): Promise<void> {
  for (const name of ['package.json', 'binding.gyp', 'binding', 'dist'])
    await cp(path.join(from, name), path.join(to, name), { recursive: true });
  const own = path.join(from, 'node_modules');
  if (existsSync(own)) await symlink(own, path.join(to, 'node_modules'), 'dir');
}

/** Moves the finished parts into the package. The binding leaves first and comes last: without it nothing is picked up. */
async function publish(stage: string, packageDir: string): Promise<void> {
  await removeNative(packageDir);
  await rename(path.join(stage, 'deps'), path.join(packageDir, 'deps'));
  await rename(path.join(stage, 'lib'), path.join(packageDir, 'lib'));
}

/** Takes the native library away. True when there was something to take. */
export async function removeNative(packageDir: string): Promise<boolean> {
  const places = ['lib', 'deps'].map((name) => path.join(packageDir, name));
  const there = places.some((place) => existsSync(place));
  for (const place of places) await rm(place, { recursive: true, force: true });
  return there;
}

interface Fetched {
  /** A folder with the contents, or a binding's own file. */
  readonly folder: string;
  /** Whether the folder is ours to move from. */
  readonly owned: boolean;
  /** How the stamp names the source. */
  readonly shown: string;
  /** Of the archive or file; null for a folder of the user's. */
  readonly sha256: string | null;
}

interface Known {
  readonly url: string;
  readonly sha256: string | undefined;
  readonly maxBytes: number;
}

const isWeb = (text: string): boolean => /^https?:\/\//i.test(text);

async function bring(
  options: InstallOptions,
  name: 'library' | 'binding',
  { from, sha256 }: Origin,
  known: Known,
): Promise<Fetched> {
  const { stage, signal, say } = options;
  const option = name === 'library' ? '--from' : '--binding';
  const into = path.join(stage, `${name}-unpacked`);
  if (from === undefined || isWeb(from)) {
    const pinned = sha256 ?? (from === undefined ? known.sha256 : undefined);
    const archive = await fetchArchive(options, name, from ?? known.url, pinned, known.maxBytes);
    say(`unpacking the ${name}`);
    await unpack(archive.file, into, signal);
    return { folder: into, owned: true, shown: shownAddress(from ?? known.url), sha256: archive.sha256 };
  }
  const place = path.resolve(from);
  const info = await stat(place).catch(() => {
    throw new RequestError(
      `${option} is ${from}; it may be a folder, a .tar.gz file or an http(s) address, and this is not there`,
    );
  });
  if (info.isDirectory()) {
    if (sha256 !== undefined)
      throw new RequestError(
        `${option} is a folder, which has no SHA-256; it may be given for a file or an address`,
      );
    return { folder: place, owned: false, shown: place, sha256: null };
  }
  const found = await sha256Of(place, signal);
  if (sha256 !== undefined && found !== sha256)
    throw new WorkError(`${place} has the SHA-256 ${found}, not ${sha256}; nothing was installed`);
  if (sha256 === undefined) say(`${place} has the SHA-256 ${found}`);
  const shown = { shown: place, sha256: found };
  if (name === 'binding' && place.endsWith('.node')) return { folder: place, owned: false, ...shown };
  if (!/\.(tar|tar\.gz|tgz)$/.test(place))
    throw new RequestError(
      `${option} is ${from}; it may be a folder, a .tar.gz file or an http(s) address` +
        (name === 'binding' ? ', or a .node file' : ''),
    );
  say(`unpacking the ${name}`);
  await unpack(place, into, signal);
  return { folder: into, owned: true, ...shown };
}

/** Downloads an archive. With a SHA-256 only that one is taken, and one that already lies there is not fetched again. */
async function fetchArchive(
  { downloads, signal, say, progress }: InstallOptions,
  name: string,
  url: string,
  sha256: string | undefined,
  maxBytes: number,
): Promise<{ file: string; sha256: string }> {
  const key = hashOf(url).slice(0, 12);
  const file = path.join(downloads, `tensorflow-${name}-${key}.tar.gz`);
  const wrong = async (place: string): Promise<string | null> => {
    const found = await sha256Of(place, signal);
    return found === sha256 ? null : `it has the SHA-256 ${found}, not ${sha256}`;
  };
  if (sha256 !== undefined && existsSync(file) && (await wrong(file)) === null) {
    say(`the ${name} is there already, with the right SHA-256`);
    return { file, sha256 };
  }
  say(`downloading the ${name} from ${shownAddress(url)}`);
  const option = name === 'library' ? '--from' : '--binding';
  await download([url], file, {
    check: sha256 === undefined ? async () => null : wrong,
    signal,
    maxBytes,
    progress: (done, total) => progress(name, done, total),
    advice: `give a folder or file of your own with ${option}`,
  });
  const found = sha256 ?? (await sha256Of(file, signal));
  if (sha256 === undefined) say(`it has the SHA-256 ${found}; --sha256 takes only this one next time`);
  return { file, sha256: found };
}

async function sha256Of(file: string, signal: AbortSignal): Promise<string> {
  try {
    return await hashFile(file, signal);
  } catch (error) {
    if (signal.aborted) throw new StoppedError('stopped; nothing was installed');
    throw toldFileError(error, file);
  }
}
