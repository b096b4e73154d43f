import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { isMissing } from '../cache/errors';
import { download } from './download';
import { parseIdxImages, parseIdxLabels } from './idx';
import { type Digits, MnistError } from './mnist';
import { sha256 } from './sha256';

/** One of the four files in which MNIST was published. */
export interface MnistFile {
  readonly name: string;
  /** Of the unzipped file. */
  readonly bytes: number;
  readonly sha256: string;
  /** Bytes of the published `.gz`; it is the raw file that is checked. */
  readonly zipped: number;
}

export type MnistFiles = Readonly<
  Record<'trainImages' | 'trainLabels' | 'testImages' | 'testLabels', MnistFile>
>;

/** As published by LeCun, Cortes and Burges. */
export const mnistFiles: MnistFiles = {
  trainImages: {
    name: 'train-images-idx3-ubyte',
    bytes: 16 + 60_000 * 784,
    sha256: 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
    zipped: 9_912_422,
  },
  trainLabels: {
    name: 'train-labels-idx1-ubyte',
    bytes: 8 + 60_000,
    sha256: '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
    zipped: 28_881,
  },
  testImages: {
    name: 't10k-images-idx3-ubyte',
    bytes: 16 + 10_000 * 784,
    sha256: '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
    zipped: 1_648_877,
  },
  testLabels: {
    name: 't10k-labels-idx1-ubyte',
    bytes: 8 + 10_000,
    sha256: 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
    zipped: 4_542,
  },
};

export const mnistMirrors: readonly string[] = [
  'https://ossci-datasets.s3.amazonaws.com/mnist/',
  'https://storage.googleapis.com/cvdf-datasets/mnist/',
];

/** The 60,000 digits to learn from and the 10,000 to test, in the order of the files. */
export interface FullMnist {
  readonly training: Digits;
  readonly test: Digits;
}

/** Bytes that have come and that are to come, of all files that were missing, and the name of the one under way. */
export type FetchProgress = (done: number, total: number, file: string) => void;

export interface FetchOptions {
  readonly signal: AbortSignal;
  readonly progress: FetchProgress;
  /** Addresses ending in a slash, below which the files lie as `<name>.gz`; the public mirrors unless said. */
  readonly mirrors?: readonly string[];
  /** What is looked for; MNIST unless said. */
  readonly files?: MnistFiles;
}

/**
 * Reads MNIST from a folder that holds its four files, each raw or as `.gz`, named `train-images-idx3-ubyte` or
 * `train-images.idx3-ubyte`.
 *
 * @throws MnistError naming the files that are missing or not MNIST's.
 */
export async function readMnistFolder(folder: string, files: MnistFiles = mnistFiles): Promise<FullMnist> {
  const isFolder = await stat(folder)
    .then((info) => info.isDirectory())
    .catch(() => false);
  if (!isFolder)
    throw new MnistError(
      `MNIST cannot be read from ${folder}: it is no folder that is there; set UNTANGLE_MNIST to the one with its four files`,
    );
  const problems: string[] = [];
  const take = async (file: MnistFile): Promise<Uint8Array> => {
    const found = await find(folder, file);
    if ('bytes' in found) return found.bytes;
    problems.push(found.problem);
    return new Uint8Array();
  };
  const trainImages = await take(files.trainImages);
  const trainLabels = await take(files.trainLabels);
  const testImages = await take(files.testImages);
  const testLabels = await take(files.testLabels);
  if (problems.length > 0)
    throw new MnistError(
      `MNIST cannot be read from ${folder}: ${problems.join('; ')}; put the four files there, raw or .gz, ` +
        `as published under ${mnistMirrors[0]}`,
    );
  return {
    training: { images: parseIdxImages(trainImages), labels: parseIdxLabels(trainLabels) },
    test: { images: parseIdxImages(testImages), labels: parseIdxLabels(testLabels) },
  };
}

/**
 * Downloads those of the four files that the folder does not hold yet, as `.gz`. Nothing in it is removed but what a
 * right file takes the place of.
 *
 * @throws DownloadError when no mirror gives one of them. StoppedError when `signal` fires.
 */
export async function fetchMnist(folder: string, options: FetchOptions): Promise<void> {
  const { signal, progress, mirrors = mnistMirrors, files = mnistFiles } = options;
  const missing: MnistFile[] = [];
  for (const file of Object.values(files)) if (!('bytes' in (await find(folder, file)))) missing.push(file);

  let before = 0;
  let after = missing.reduce((sum, { zipped }) => sum + zipped, 0);
  for (const file of missing) {
    const name = `${file.name}.gz`;
    let size = file.zipped;
    after -= file.zipped;
    await download(
      mirrors.map((mirror) => mirror + name),
      join(folder, name),
      {
        signal,
        progress: (done, total) => {
          size = Math.max(total ?? file.zipped, done);
          progress(before + done, before + size + after, name);
        },
        maxBytes: mostStored(file),
        check: async (path) => {
          const result = await readChecked(path, file);
          return 'bytes' in result ? null : result.problem;
        },
        advice: 'set UNTANGLE_MNIST to a folder with the four files, raw or .gz',
      },
    );
    before += size;
  }
}

/**
 * The whole of MNIST: from `folder` alone where there is one, otherwise from `downloads`, into which it is downloaded first.
 *
 * @throws MnistError when the folder does not hold it. DownloadError when it cannot be downloaded.
 */
export async function readFullMnist({
  folder,
  downloads,
  ...options
}: FetchOptions & {
  /** What the user said in UNTANGLE_MNIST; nothing and "" mean the same. */
  readonly folder: string | undefined;
  readonly downloads: string;
}): Promise<FullMnist> {
  if (folder) return readMnistFolder(folder, options.files);
  await fetchMnist(downloads, options);
  return readMnistFolder(downloads, options.files);
}

type Read = { readonly bytes: Uint8Array } | { readonly problem: string };

/** A file under one of its names; what is wrong with those there are, when none is right. */
async function find(folder: string, file: MnistFile): Promise<Read> {
  const dotted = file.name.replace('-idx', '.idx');
  const problems: string[] = [];
  for (const name of [file.name, `${file.name}.gz`, dotted, `${dotted}.gz`]) {
    const result = await readChecked(join(folder, name), file);
    if ('bytes' in result) return result;
    if (result.problem !== MISSING) problems.push(`${name} ${result.problem}`);
  }
  return { problem: problems.join(', ') || `${file.name} is missing` };
}

const MISSING = 'is missing';
/** Deflate makes no file longer by more than a few bytes in a thousand. */
const mostStored = ({ bytes }: MnistFile): number => Math.ceil(bytes * 1.01) + 1000;
const unzip = promisify(gunzip);

/** A file's raw bytes, unzipped where it is zipped, when they are the published ones. */
async function readChecked(path: string, file: MnistFile): Promise<Read> {
  const { bytes, sha256: expected } = file;
  try {
    if ((await stat(path)).size > mostStored(file)) return { problem: 'is larger than the published file' };
    const stored = await readFile(path);
    const zipped = stored[0] === 0x1f && stored[1] === 0x8b;
    const raw = zipped ? await unzip(stored, { maxOutputLength: bytes }) : stored;
    if (raw.length !== bytes) return { problem: `has ${raw.length} bytes unzipped, expected ${bytes}` };
    const found = sha256(raw);
    return found === expected
      ? { bytes: raw }
      : { problem: `has the SHA-256 ${found.slice(0, 12)}…, expected ${expected.slice(0, 12)}…` };
  } catch (error) {
    if (isMissing(error)) return { problem: MISSING };
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'ERR_BUFFER_TOO_LARGE') return { problem: `has more than ${bytes} bytes unzipped` };
    if (code.startsWith('Z_')) return { problem: `is damaged (${code})` };
    if (/^E[A-Z]+$/.test(code)) return { problem: `cannot be read (${code})` };
    throw error;
  }
}
