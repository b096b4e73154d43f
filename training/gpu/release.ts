/** What `npm run gpu` brings unless the user says otherwise, and where that can run. */

export const gpuPackage = '@tensorflow/tfjs-node-gpu';

/** A file on the web of which only these very bytes are taken. */
export interface Pinned {
  readonly url: string;
  /** Of the file as it travels, in lower-case hexadecimal. */
  readonly sha256: string;
  /** A longer file is refused. */
  readonly maxBytes: number;
}

/**
 * The version that tfjs-node-gpu 4.22.0 asks for (its scripts/deps-constants.js). The SHA-256 is the one by which
 * wamuir/graft, TensorFlow's Go bindings, pins this file in its Bazel workspace; the one beside it, for the same release
 * without CUDA, agrees with what another project's CMake file pins. Google publishes none.
 */
export const libtensorflow: Pinned & { readonly version: string } = {
  version: '2.9.1',
  url: 'https://storage.googleapis.com/tensorflow/libtensorflow/libtensorflow-gpu-linux-x86_64-2.9.1.tar.gz',
  sha256: '20c46f761d5905f592c4eac0812e8e50d9cb439f9440a9391912cf4c02ed8be8',
  maxBytes: 2 ** 30,
};

/**
 * Where tfjs-node-gpu's own install script finds the binding ready-made (`binary` in its package.json). Nobody publishes
 * its SHA-256, so it is taken only by one that the user gives; otherwise the binding is built from its sources.
 */
export const prebuiltBinding = {
  url: 'https://storage.googleapis.com/tf-builds/pre-built-binary/napi-v8/4.22.0/GPU-linux-4.22.0.tar.gz',
  maxBytes: 2 ** 26,
};

/** The newest Node-API that the package's `binary.napi_versions` lists; its loader looks in `lib/napi-v<this>`. */
export const NAPI = '8';

export interface Machine {
  readonly platform: string;
  readonly arch: string;
  /** As `process.versions.node`. */
  readonly node: string;
  /** False with musl, as in Alpine. */
  readonly glibc: boolean;
}

export const thisMachine = (): Machine => ({
  platform: process.platform,
  arch: process.arch,
  node: process.versions.node,
  glibc: process.platform === 'linux' && hasGlibc(),
});

/** Why the native library cannot work on a machine, in a few words; null when it may. */
export function unsupported({ platform, arch, node, glibc }: Machine): string | null {
  if (platform !== 'linux' || arch !== 'x64')
    return `TensorFlow with CUDA exists here for Linux x64 only, and this is ${platform} ${arch}`;
  if (!glibc) return 'TensorFlow needs glibc, and this Linux has another C library';
  if (Number(node.split('.')[0]) >= 23)
    return `tfjs-node-gpu 4.22.0 works up to Node 22, and this is ${node} (it needs util.isNullOrUndefined)`;
  return null;
}

function hasGlibc(): boolean {
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: unknown } };
  return typeof report.header?.glibcVersionRuntime === 'string';
}
