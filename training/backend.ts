import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RequestError, WorkError } from '../cache/errors';
import { directoryOf, wasmDirectory } from './installed';

/** Which engine of TensorFlow.js trains: chosen without loading it, so that planning stays quick. */

export const backendRequests = ['auto', 'gpu', 'wasm', 'cpu'] as const;
export type BackendRequest = (typeof backendRequests)[number];
export type BackendName = Exclude<BackendRequest, 'auto'>;

export interface Backend {
  readonly name: BackendName;
  /** Version of the npm package that computes. */
  readonly version: string;
}

export interface BackendChoice extends Backend {
  /** One sentence for the user. */
  readonly why: string;
}

/** The package that brings each backend. */
const packages: Readonly<Record<BackendName, string>> = {
  gpu: '@tensorflow/tfjs-node-gpu',
  wasm: '@tensorflow/tfjs-backend-wasm',
  cpu: '@tensorflow/tfjs',
};

/** What a backend's probe found: null when it can be used, else the reason why not. */
export type Probes = Readonly<Record<BackendName, () => Promise<string | null>>>;

/**
 * Chooses as `TFJS_BACKEND` says: `auto` (or nothing) takes the first that works of gpu, wasm, cpu.
 * @throws RequestError for an unknown name; WorkError when the one asked for cannot be used here.
 */
export async function chooseBackend(
  request: string | undefined = process.env['TFJS_BACKEND'],
  probes: Probes = defaultProbes,
): Promise<BackendChoice> {
  const wanted = parseRequest(request);
  if (wanted !== 'auto') {
    const missing = await probes[wanted]();
    if (missing !== null)
      throw new WorkError(
        `TFJS_BACKEND=${wanted} cannot be used: ${missing}; TFJS_BACKEND=auto takes another`,
      );
    return { name: wanted, version: await versionOf(wanted), why: `TFJS_BACKEND=${wanted}` };
  }
  const reasons: string[] = [];
  for (const name of ['gpu', 'wasm'] as const) {
    const missing = await probes[name]();
    if (missing === null)
      return {
        name,
        version: await versionOf(name),
        why: ['the fastest that works here', ...reasons].join('; '),
      };
    reasons.push(`no ${name}: ${missing}`);
  }
  return { name: 'cpu', version: await versionOf('cpu'), why: reasons.join('; ') };
}

function parseRequest(request: string | undefined): BackendRequest {
  const wanted = backendRequests.find((name) => name === (request || 'auto'));
  if (!wanted)
    throw new RequestError(`TFJS_BACKEND is "${request}"; it may be ${backendRequests.join(', ')}`);
  return wanted;
}

async function versionOf(name: BackendName): Promise<string> {
  const directory = directoryOf(packages[name]);
  if (directory === null) throw new WorkError(`the npm package "${packages[name]}" is missing; run npm ci`);
  const { version } = JSON.parse(await readFile(join(directory, 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}

const defaultProbes: Probes = {
  gpu: async () => {
    const directory = directoryOf(packages.gpu);
    if (directory === null) return 'tfjs-node-gpu is not installed';
    const library = join(directory, 'lib');
    const abis = existsSync(library) ? await readdir(library) : [];
    if (!abis.some((abi) => existsSync(join(library, abi, 'tfjs_binding.node'))))
      return 'the native library of tfjs-node-gpu is not installed';
    // Only here is loading worth its seconds: the library may be there and the card, CUDA or Node's version not fit.
    const { openBackend } = await import('./engine');
    try {
      await openBackend('gpu');
      return null;
    } catch (error) {
      return (error as Error).message;
    }
  },
  wasm: async () => {
    const directory = wasmDirectory();
    if (directory === null) return 'tfjs-backend-wasm is not installed';
    try {
      const bytes = await readFile(join(directory, 'tfjs-backend-wasm-simd.wasm'));
      return WebAssembly.validate(bytes) ? null : 'this machine has no WebAssembly SIMD';
    } catch (error) {
      return `its binary could not be read (${(error as NodeJS.ErrnoException).code})`;
    }
  },
  cpu: async () => (directoryOf(packages.cpu) === null ? '@tensorflow/tfjs is not installed' : null),
};
