import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectRoot } from '../../cache/paths';
import { DownloadError } from '../../data/download';
import { MNIST_PIXELS, MnistError, readMnist } from '../../data/mnist';
import {
  fetchMnist,
  type MnistFiles,
  mnistFiles,
  readFullMnist,
  readMnistFolder,
} from '../../data/mnist-files';
import { sha256 } from '../../data/sha256';
import { temporaryFolder } from '../support/temporary';
import { idx } from './idx-bytes';

/** Two images to learn from and one to test, in files that are called like MNIST's. */
const pixels = Uint8Array.from({ length: 3 * MNIST_PIXELS }, (_, i) => (i * 7) % 256);
const contents: Readonly<Record<keyof MnistFiles, Uint8Array>> = {
  trainImages: idx([2, 28, 28], pixels.subarray(0, 2 * MNIST_PIXELS)),
  trainLabels: idx([2], Uint8Array.of(3, 7)),
  testImages: idx([1, 28, 28], pixels.subarray(2 * MNIST_PIXELS)),
  testLabels: idx([1], Uint8Array.of(1)),
};
const roles = Object.keys(contents) as (keyof MnistFiles)[];
const files = Object.fromEntries(
  roles.map((role) => {
    const content = contents[role];
    const { name } = mnistFiles[role];
    return [role, { name, bytes: content.length, sha256: sha256(content), zipped: gzipSync(content).length }];
  }),
) as unknown as MnistFiles;
const all = {
  training: { images: pixels.subarray(0, 2 * MNIST_PIXELS), labels: Uint8Array.of(3, 7) },
  test: { images: pixels.subarray(2 * MNIST_PIXELS), labels: Uint8Array.of(1) },
};

async function folderOf(nameOf: (name: string) => string | null): Promise<string> {
  const folder = await temporaryFolder();
  for (const role of roles) {
    const name = nameOf(files[role].name);
    const content = contents[role];
    if (name !== null)
      await writeFile(join(folder, name), name.endsWith('.gz') ? gzipSync(content) : content);
  }
  return folder;
}

describe('readMnistFolder', () => {
  const namings: Readonly<Record<string, (name: string) => string>> = {
    raw: (name) => name,
    zipped: (name) => `${name}.gz`,
    'raw with a dot in their names': (name) => name.replace('-idx', '.idx'),
    'zipped with a dot in their names': (name) => `${name.replace('-idx', '.idx')}.gz`,
    'some zipped, some not': (name) => (name.startsWith('train') ? name : `${name}.gz`),
  };
  for (const [how, nameOf] of Object.entries(namings))
    it(`reads the four files ${how}`, async () => {
      const found = await readMnistFolder(await folderOf(nameOf), files);
      expect(new Uint8Array(found.training.images)).toEqual(all.training.images);
      expect(new Uint8Array(found.training.labels)).toEqual(all.training.labels);
      expect(new Uint8Array(found.test.images)).toEqual(all.test.images);
      expect(new Uint8Array(found.test.labels)).toEqual(all.test.labels);
    });

  it('names every file that is missing, and says what to do', async () => {
    const folder = await folderOf((name) => (name.startsWith('train') ? name : null));
    const failure = readMnistFolder(folder, files);
    await expect(failure).rejects.toThrow(MnistError);
    await expect(failure).rejects.toThrow(
      /t10k-images-idx3-ubyte is missing; t10k-labels-idx1-ubyte is missing; put the four files there, raw or \.gz/,
    );
    await expect(failure).rejects.not.toThrow(/train-images/);
    await expect(readMnistFolder(join(folder, 'none'), files)).rejects.toThrow(
      /it is no folder that is there; set UNTANGLE_MNIST/,
    );
  });

  const labels = files.trainLabels;
  const zipped = `${labels.name}.gz`;
  const damaged: readonly (readonly [what: string, name: string, content: Uint8Array, message: RegExp])[] = [
    [
      'another content',
      labels.name,
      idx([2], Uint8Array.of(3, 8)),
      /has the SHA-256 [0-9a-f]{12}…, expected/,
    ],
    ['bytes missing', labels.name, contents.trainLabels.subarray(1), /has 9 bytes unzipped, expected 10/],
    ['no zip', zipped, Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 255, 255), /is damaged \(Z_/],
    ['a zip that was cut off', zipped, gzipSync(contents.trainLabels).subarray(0, -9), /is damaged \(Z_/],
    ['a zip that swells', zipped, gzipSync(new Uint8Array(500_000)), /has more than 10 bytes unzipped/],
    ['far too many bytes', labels.name, new Uint8Array(5000), /is larger than the published file/],
  ];
  for (const [what, name, content, message] of damaged)
    it(`names a file that holds ${what}`, async () => {
      const folder = await folderOf((other) => (other === labels.name ? null : other));
      await writeFile(join(folder, name), content);
      const failure = readMnistFolder(folder, files);
      await expect(failure).rejects.toThrow(message);
      await expect(failure).rejects.toThrow(new RegExp(`from ${folder}: ${name} `));
    });

  it('takes the right one of two files, whatever the other holds', async () => {
    const folder = await folderOf((name) => `${name}.gz`);
    await writeFile(join(folder, labels.name), 'nonsense');
    expect((await readMnistFolder(folder, files)).training.labels).toEqual(all.training.labels);
  });

  it('does not take other files for MNIST', async () => {
    await expect(readMnistFolder(await folderOf((name) => name))).rejects.toThrow(
      /train-images-idx3-ubyte has 1584 bytes unzipped, expected 47040016/,
    );
  });
});

describe('fetchMnist and readFullMnist', () => {
  let server: Server;
  let asked: string[];
  let broken: ReadonlySet<string>;
  let options: { signal: AbortSignal; mirrors: string[]; files: MnistFiles; progress: () => void };
  beforeEach(async () => {
    asked = [];
    broken = new Set();
    server = createServer(({ url = '' }, response) => {
      asked.push(url);
      const role = roles.find((name) => url.endsWith(`/${files[name].name}.gz`));
      if (!role || broken.has(url)) response.writeHead(404).end();
      else response.end(gzipSync(contents[role]));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    options = {
      signal: new AbortController().signal,
      mirrors: [`${base}/one/`, `${base}/two/`],
      files,
      progress: () => undefined,
    };
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  it('download the four files, check what is in the zips, and count the bytes of all', async () => {
    const downloads = join(await temporaryFolder(), 'downloads');
    const seen: (readonly [number, number])[] = [];
    const progress = (done: number, total: number): void => void seen.push([done, total]);
    const found = await readFullMnist({ ...options, folder: undefined, downloads, progress });
    expect(found.training.labels).toEqual(all.training.labels);
    expect((await readdir(downloads)).sort()).toEqual(roles.map((role) => `${files[role].name}.gz`).sort());
    const sum = roles.reduce((bytes, role) => bytes + files[role].zipped, 0);
    expect(seen.at(-1)).toEqual([sum, sum]);
    expect(seen.every(([done, total]) => done <= total && total === sum)).toBe(true);
  });

  it('fetch nothing that is there, and what is missing from the mirror that has it', async () => {
    const downloads = await folderOf((name) =>
      name.startsWith('train') ? name.replace('-idx', '.idx') : null,
    );
    broken = new Set([`/one/${files.testImages.name}.gz`]);
    await readFullMnist({ ...options, folder: '', downloads });
    expect(asked).toEqual([
      `/one/${files.testImages.name}.gz`,
      `/two/${files.testImages.name}.gz`,
      `/one/${files.testLabels.name}.gz`,
    ]);
    asked = [];
    await fetchMnist(downloads, options);
    expect(asked).toEqual([]);
  });

  it('keep what has come when a later file cannot be had, and say which and what to do', async () => {
    const downloads = await temporaryFolder();
    broken = new Set(['/one/', '/two/'].map((mirror) => `${mirror}${files.testLabels.name}.gz`));
    const failure = readFullMnist({ ...options, folder: undefined, downloads });
    await expect(failure).rejects.toThrow(DownloadError);
    await expect(failure).rejects.toThrow(
      /^t10k-labels-idx1-ubyte\.gz could not be downloaded: .*HTTP 404.*HTTP 404/,
    );
    await expect(failure).rejects.toThrow(
      /or set UNTANGLE_MNIST to a folder with the four files, raw or \.gz$/,
    );
    expect(await readdir(downloads)).toHaveLength(3);
  });

  it('download nothing where the user named a folder', async () => {
    const folder = await folderOf((name) => name);
    const downloads = join(folder, 'downloads');
    await readFullMnist({ ...options, folder, downloads });
    await mkdir(join(folder, 'empty'));
    await expect(readFullMnist({ ...options, folder: join(folder, 'empty'), downloads })).rejects.toThrow(
      /train-images-idx3-ubyte is missing; train-labels/,
    );
    expect(asked).toEqual([]);
    expect(existsSync(downloads)).toBe(false);
  });
});

const shared = join(projectRoot, '..', 'shared', 'mnist');

describe('the MNIST files in ../shared/mnist', () => {
  it.runIf(existsSync(shared))(
    'hold 60,000 and 10,000 digits, the first 10,000 of which are the npm package’s',
    async () => {
      const { training, test } = await readMnistFolder(shared);
      expect([training.labels.length, test.labels.length]).toEqual([60_000, 10_000]);
      expect([training.images.length, test.images.length]).toEqual([
        60_000 * MNIST_PIXELS,
        10_000 * MNIST_PIXELS,
      ]);
      const embedded = await readMnist();
      const digits = (images: Uint8Array, labels: Uint8Array): string[] =>
        Array.from(labels, (label, i) => {
          const image = images.subarray(i * MNIST_PIXELS, (i + 1) * MNIST_PIXELS);
          return `${label} ${sha256(image)}`;
        }).sort();
      expect(digits(embedded.images, embedded.labels)).toEqual(
        digits(training.images, training.labels.subarray(0, 10_000)),
      );
    },
  );

  it.runIf(existsSync(shared))(
    'are taken from a folder of downloads as they are, without asking a mirror',
    async () => {
      const downloads = await temporaryFolder();
      for (const { name } of Object.values(mnistFiles))
        await copyFile(join(shared, `${name}.gz`), join(downloads, `${name}.gz`));
      await fetchMnist(downloads, {
        signal: new AbortController().signal,
        progress: () => undefined,
        mirrors: ['http://127.0.0.1:1/'],
      });
      for (const { name, zipped } of Object.values(mnistFiles))
        expect((await readFile(join(downloads, `${name}.gz`))).length).toBe(zipped);
    },
  );

  it.runIf(!existsSync(shared))('are not on this machine: the real files of MNIST were NOT tested', () => {
    expect(existsSync(shared)).toBe(false);
  });
});
