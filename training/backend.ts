import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RequestError, WorkError } from '../cache/errors';
import { bindingPlace } from './gpu/binding';
import { gpuPackage, thisMachine, unsupported } from './gpu/release';
import { wordsOf } from './gpu/native';
import { buildOf, checkedOf } from './gpu/stamp';
import { directoryOf, wasmDirectory } from './installed';

/** Which engine of TensorFlow.js trains: chosen without loading it, so that planning stays quick. */

export const backendRequests = ['auto', 'gpu', 'wasm', 'cpu'] as const;
export type BackendRequest = (typeof backendRequests)[number];
export type BackendName = Exclude<BackendRequest, 'auto'>;

export interface Backend {
  readonly name: BackendName;
  /** Version of the npm package that computes, and of the library behind it and its device where there is one. */
  readonly version: string;
}

export interface BackendChoice extends Backend {
  /** One sentence for the user. */
  readonly why: string;
}

/** The package that brings each backend. */
const packages: Readonly<Record<BackendName, string>> = {
  gpu: gpuPackage,
  wasm: '@tensorflow/tfjs-backend-wasm',
  cpu: '@tensorflow/tfjs',
};

/** What a probe says of a backend that can be used, where there is more to say than that. */
export interface Found {
  /** What decides the results besides the npm package's version. */
  readonly behind: string;
  /** For the user. */
  readonly remark: string;
}

/** What a backend's probe found: null or more when it can be used, else the reason why not. */
export type Probes = Readonly<Record<BackendName, () => Promise<string | Found | null>>>;

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
    const found = await probes[wanted]();
    if (typeof found === 'string')
      throw new WorkError(`TFJS_BACKEND=${wanted} cannot be used: ${found}; TFJS_BACKEND=auto takes another`);
    return chosen(wanted, found, [`TFJS_BACKEND=${wanted}`]);
  }
  const reasons: string[] = [];
  for (const name of ['gpu', 'wasm'] as const) {
    const found = await probes[name]();
    if (typeof found !== 'string') return chosen(name, found, ['the fastest that works here', ...reasons]);
    reasons.push(`no ${name}: ${found}`);
  }
  return chosen('cpu', null, reasons);
}

async function chosen(
  name: BackendName,
  found: Found | null,
  reasons: readonly string[],
): Promise<BackendChoice> {
  const version = await versionOf(name);
  return {
    name,
    version: found ? `${version} (${found.behind})` : version,
    why: [...reasons, ...(found ? [found.remark] : [])].join('; '),
  };
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
    const reason = unsupported(thisMachine());
    if (reason !== null) return reason;
    if (!existsSync(bindingPlace(directory)))
      return 'its native library is not installed (npm run gpu brings it)';
    const checked = await checkedOf(directory);
    if (!checked.works) return checked.reason;
    return {
      behind: `${wordsOf(checked)}, build ${await buildOf(directory)}`,
      remark: checked.usesGpu
        ? 'it computes on the graphics card'
        : 'TensorFlow sees no graphics card and computes on the CPU',
    };
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
