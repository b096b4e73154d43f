import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { RequestError, StoppedError, WorkError } from '../../cache/errors';
import { bindingPlace } from '../../training/gpu/binding';
import { checkNative } from '../../training/gpu/check';
import { install, removeNative, type InstallOptions } from '../../training/gpu/install';
import { findLibrary } from '../../training/gpu/library';
import { gpuPackage, unsupported } from '../../training/gpu/release';
import { checkedOf, readStamp } from '../../training/gpu/stamp';
import { directoryOf } from '../../training/installed';
import { gpu } from '../../remotion/render/commands/gpu';
import { temporaryFolder } from '../support/temporary';
import { elfHeader, writeArchive, type Entry } from './gpu-archive';

const tfjs = path.join(directoryOf('@tensorflow/tfjs')!, 'dist', 'tf.node.js');

/**
 * Stands where tfjs-node-gpu's own code would load the binding, which no test machine has: the CPU backend under the
 * native one's name, with the two facts that the check reads.
 */
const standIn = `
const tf = require(${JSON.stringify(tfjs)});
for (const kernel of tf.getKernelsForBackend('cpu')) tf.registerKernel({ ...kernel, backendName: 'tensorflow' });
tf.registerBackend('tensorflow', () =>
  Object.assign(tf.findBackend('cpu'), { isUsingGpuDevice: false, binding: { TF_Version: '2.9.1' } }));
`;

/** A copy of tfjs-node-gpu whose code is given instead. */
async function packageWith(code: string): Promise<string> {
  const packageDir = path.join(await temporaryFolder(), 'tfjs-node-gpu');
  const real = directoryOf(gpuPackage)!;
  for (const name of ['package.json', 'binding.gyp', 'binding'])
    await cp(path.join(real, name), path.join(packageDir, name), { recursive: true });
  await mkdir(path.join(packageDir, 'dist'));
  await writeFile(path.join(packageDir, 'dist', 'index.js'), code);
  return packageDir;
}

const libraryEntries: readonly Entry[] = [
  { path: './lib/libtensorflow.so.2', content: elfHeader() },
  { path: './lib/libtensorflow_framework.so.2', content: elfHeader() },
  { path: './include/tensorflow/c/c_api.h', content: '' },
  { path: './include/tensorflow/c/eager/c_api.h', content: '' },
];

interface Given {
  readonly packageDir: string;
  readonly from?: string;
  readonly sha256?: string;
  readonly binding?: string;
  readonly signal?: AbortSignal;
}

interface Told extends InstallOptions {
  readonly lines: string[];
}

function optionsOf({ packageDir, from, sha256, binding, signal }: Given): Told {
  const lines: string[] = [];
  return {
    packageDir,
    library: { from, sha256 },
    binding: { from: binding, sha256: undefined },
    stage: path.join(path.dirname(packageDir), '.stage'),
    downloads: path.join(path.dirname(packageDir), 'downloads'),
    signal: signal ?? new AbortController().signal,
    say: (line) => void lines.push(line),
    progress: () => undefined,
    lines,
  };
}

/** A package, a library's archive and a binding, side by side. */
async function ready(
  code = standIn,
): Promise<{ packageDir: string; archive: string; binding: string; bytes: Buffer }> {
  const packageDir = await packageWith(code);
  const folder = path.dirname(packageDir);
  const archive = path.join(folder, 'tensorflow.tar.gz');
  const bytes = await writeArchive(archive, libraryEntries);
  const binding = path.join(folder, 'given.node');
  await writeFile(binding, elfHeader());
  return { packageDir, archive, binding, bytes };
}

const installed = (packageDir: string): boolean =>
  existsSync(bindingPlace(packageDir)) || existsSync(path.join(packageDir, 'deps'));

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function serve(bytes: Buffer): Promise<string> {
  const server = createServer((_, response) => response.end(bytes));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/tensorflow.tar.gz`;
}

describe('unsupported', () => {
  const linux = { platform: 'linux', arch: 'x64', node: '20.19.0', glibc: true };

  it('lets Linux x64 with glibc and Node 20 to 22 pass', () => {
    expect(unsupported(linux)).toBeNull();
    expect(unsupported({ ...linux, node: '22.12.0' })).toBeNull();
  });

  it('says in one line why others do not', () => {
    expect(unsupported({ ...linux, platform: 'darwin', arch: 'arm64' })).toContain('this is darwin arm64');
    expect(unsupported({ ...linux, glibc: false })).toContain('glibc');
    expect(unsupported({ ...linux, node: '23.1.0' })).toMatch(
      /up to Node 22.*this is 23\.1\.0.*isNullOrUndefined/,
    );
  });
});

describe('findLibrary', () => {
  it('finds libtensorflow in a folder or in its only subfolder', async () => {
    const folder = await temporaryFolder();
    const root = path.join(folder, 'tensorflow');
    await mkdir(path.join(root, 'lib'), { recursive: true });
    for (const name of ['libtensorflow.so.2', 'libtensorflow_framework.so.2'])
      await writeFile(path.join(root, 'lib', name), elfHeader());
    expect(await findLibrary(root)).toEqual({ kind: 'c', root });
    expect(await findLibrary(folder)).toEqual({ kind: 'c', root });
  });

  it('finds the library of a Python installation', async () => {
    const root = await temporaryFolder();
    await mkdir(path.join(root, 'python'));
    await writeFile(path.join(root, 'python', '_pywrap_tensorflow_internal.so'), elfHeader());
    await writeFile(path.join(root, 'libtensorflow_framework.so.2'), elfHeader());
    expect(await findLibrary(root)).toEqual({ kind: 'python', root });
  });

  it('refuses a folder without TensorFlow, and says what may be given', async () => {
    const folder = await temporaryFolder();
    await expect(findLibrary(folder)).rejects.toThrow(/holds no TensorFlow: it may be a folder with lib\//);
  });

  it.each([
    ['text', Buffer.from('this is no library, though it is long enough')],
    ['nothing', Buffer.alloc(0)],
    ['a library for ARM', elfHeader(183)],
  ])('refuses %s under the name of the library', async (_, bytes) => {
    const folder = await temporaryFolder();
    await mkdir(path.join(folder, 'lib'));
    await writeFile(path.join(folder, 'lib', 'libtensorflow.so.2'), bytes);
    await expect(findLibrary(folder)).rejects.toThrow(
      /libtensorflow\.so\.2 is no shared library for Linux x64$/,
    );
  });
});

describe('checkNative', () => {
  it('tells the version and the device of what runs', async () => {
    const { checked } = await checkNative(await packageWith(standIn));
    expect(checked).toEqual({ works: true, tensorflow: '2.9.1', usesGpu: false });
  });

  it('survives a library that crashes', async () => {
    const { checked, passing } = await checkNative(await packageWith('process.abort();'));
    expect(checked).toMatchObject({ works: false, reason: expect.stringContaining('SIGABRT') as string });
    expect(passing).toBe(false);
  });

  it('ends a library that hangs, and does not hold that against it for ever', async () => {
    const { checked, passing } = await checkNative(await packageWith('for (;;);'), undefined, 3000);
    expect(checked).toEqual({ works: false, reason: 'the check did not end within 3 s' });
    expect(passing).toBe(true);
  });

  it('passes on the first line of an error', async () => {
    const { checked } = await checkNative(await packageWith("throw new Error('no CUDA\\nat line 3');"));
    expect(checked).toEqual({ works: false, reason: 'no CUDA' });
  });
});

describe('install', () => {
  it('unpacks, checks and puts in place, and remembers what it did', async () => {
    const { packageDir, archive, binding, bytes } = await ready();
    const options = optionsOf({ packageDir, from: archive, binding });
    expect(await install(options)).toEqual({ works: true, tensorflow: '2.9.1', usesGpu: false });
    expect(existsSync(bindingPlace(packageDir))).toBe(true);
    expect((await readdir(path.join(packageDir, 'deps', 'lib'))).sort()).toEqual([
      'libtensorflow.so',
      'libtensorflow.so.2',
      'libtensorflow_framework.so',
      'libtensorflow_framework.so.2',
    ]);
    expect(existsSync(options.stage)).toBe(false);
    expect(options.lines).toContain(`${archive} has the SHA-256 ${sha256Of(bytes)}`);
    expect((await readStamp(packageDir))?.source).toEqual({
      library: archive,
      librarySha256: sha256Of(bytes),
      binding,
      bindingSha256: sha256Of(elfHeader()),
    });
  });

  it('does not load the library again while nothing has changed, and checks again when something has', async () => {
    const { packageDir, archive, binding } = await ready();
    await install(optionsOf({ packageDir, from: archive, binding }));
    // Would be noticed if it were loaded.
    await writeFile(path.join(packageDir, 'dist', 'index.js'), "throw new Error('loaded');");
    expect(await checkedOf(packageDir)).toMatchObject({ works: true });
    await writeFile(bindingPlace(packageDir), Buffer.concat([elfHeader(), elfHeader()]));
    expect(await checkedOf(packageDir)).toEqual({ works: false, reason: 'loaded' });
    expect((await readStamp(packageDir))?.source?.library).toBe(archive);
  });

  it('installs nothing when the check fails, and says why in one line', async () => {
    const { packageDir, archive, binding } = await ready("throw new Error('libcudart is too old');");
    const options = optionsOf({ packageDir, from: archive, binding });
    await expect(install(options)).rejects.toThrow(
      new WorkError('the native library does not run here: libcudart is too old; nothing was installed'),
    );
    expect(installed(packageDir)).toBe(false);
    expect(existsSync(options.stage)).toBe(false);
  });

  it('leaves what worked before when a new one fails, until it is removed', async () => {
    const { packageDir, archive, binding } = await ready();
    await install(optionsOf({ packageDir, from: archive, binding }));
    await writeFile(path.join(packageDir, 'dist', 'index.js'), 'process.abort();');
    await expect(install(optionsOf({ packageDir, from: archive, binding }))).rejects.toThrow(/before stays$/);
    expect(existsSync(bindingPlace(packageDir))).toBe(true);
    expect(await removeNative(packageDir)).toBe(true);
    expect(installed(packageDir)).toBe(false);
    expect(await removeNative(packageDir)).toBe(false);
  });

  it('takes an archive from an address, and keeps nothing of the download in the end', async () => {
    const { packageDir, binding, bytes } = await ready();
    const url = await serve(bytes);
    const options = optionsOf({ packageDir, from: url, sha256: sha256Of(bytes), binding });
    await install(options);
    expect((await readStamp(packageDir))?.source).toMatchObject({
      library: url,
      librarySha256: sha256Of(bytes),
    });
    expect(existsSync(options.downloads)).toBe(false);
  });

  it('prints the SHA-256 of an address where none was given', async () => {
    const { packageDir, binding, bytes } = await ready();
    const options = optionsOf({ packageDir, from: await serve(bytes), binding });
    await install(options);
    expect(options.lines.join('\n')).toContain(`it has the SHA-256 ${sha256Of(bytes)}`);
  });

  it('refuses a file or an address with another SHA-256', async () => {
    const { packageDir, archive, binding, bytes } = await ready();
    const wrong = '0'.repeat(64);
    for (const from of [archive, await serve(bytes)]) {
      const failure = install(optionsOf({ packageDir, from, sha256: wrong, binding }));
      await expect(failure).rejects.toThrow(new RegExp(`has the SHA-256 ${sha256Of(bytes)}, not ${wrong}`));
      expect(installed(packageDir)).toBe(false);
    }
  });

  it('refuses what is not there, and a kind of file it does not know', async () => {
    const { packageDir, binding } = await ready();
    const absent = install(optionsOf({ packageDir, from: '/nowhere/tensorflow', binding }));
    await expect(absent).rejects.toThrow(RequestError);
    const other = path.join(path.dirname(packageDir), 'tensorflow.zip');
    await writeFile(other, 'PK');
    await expect(install(optionsOf({ packageDir, from: other, binding }))).rejects.toThrow(
      /--from is .*tensorflow\.zip; it may be a folder, a \.tar\.gz file or an http\(s\) address$/,
    );
  });

  it('says what the compiler said when the binding cannot be built', async () => {
    const { packageDir, archive } = await ready();
    // The headers in the archive are empty.
    await expect(install(optionsOf({ packageDir, from: archive }))).rejects.toThrow(
      /^the binding could not be built: .*error.*$/,
    );
    expect(installed(packageDir)).toBe(false);
  });

  it('installs nothing when it is stopped', async () => {
    const { packageDir, archive, binding } = await ready();
    const options = optionsOf({ packageDir, from: archive, binding, signal: AbortSignal.abort() });
    await expect(install(options)).rejects.toThrow(StoppedError);
    expect(installed(packageDir)).toBe(false);
    expect(existsSync(options.stage)).toBe(false);
  });
});

describe('gpu', () => {
  it('refuses a SHA-256 that is none, before it does anything', async () => {
    await expect(gpu({ from: '/x', sha256: 'abc' })).rejects.toThrow(
      new RequestError('--sha256 is "abc"; it may be a SHA-256, 64 hexadecimal digits'),
    );
  });
});
