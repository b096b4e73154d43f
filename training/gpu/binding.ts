import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { StoppedError, WorkError } from '../../cache/errors';
import { assertLibrary } from './library';
import { NAPI } from './release';

/** tfjs_binding.node, the small library between Node.js and TensorFlow. */

const run = promisify(execFile);

export const BINDING = 'tfjs_binding.node';
export const bindingPlace = (packageDir: string): string =>
  path.join(packageDir, 'lib', `napi-v${NAPI}`, BINDING);

/** Puts a finished binding into a package folder. `from` is the file, or a folder that holds it somewhere. */
export async function placeBinding(from: string, packageDir: string): Promise<void> {
  const file = from.endsWith('.node') ? from : await findBinding(from);
  if (file === undefined) throw new WorkError(`there is no ${BINDING} in ${path.basename(from)}`);
  await assertLibrary(file);
  await mkdir(path.dirname(bindingPlace(packageDir)), { recursive: true });
  await copyFile(file, bindingPlace(packageDir));
}

async function findBinding(folder: string): Promise<string | undefined> {
  const files = await readdir(folder, { recursive: true });
  const found = files.find((name) => path.basename(name) === BINDING);
  return found === undefined ? undefined : path.join(folder, found);
}

/** What is missing for building, in a few words; null when all is there. Asked before a long download, not after. */
export async function missingForBuild(): Promise<string | null> {
  const missing: string[] = [];
  for (const program of ['c++', 'make', 'python3'])
    await run(program, ['--version']).catch(() => missing.push(program));
  if (nodeGyp() === undefined) missing.push('node-gyp (npm brings it)');
  return missing.length === 0 ? null : missing.join(', ');
}

/**
 * Builds the binding from the C++ sources in tfjs-node-gpu, with the node-gyp that npm brings. Takes Node's headers from
 * where Node is installed, and lets node-gyp download them where they are not.
 * @param packageDir a copy of the package, with TensorFlow in `deps/`
 * @throws WorkError with the compiler's first complaint.
 */
export async function buildBinding(packageDir: string, signal: AbortSignal): Promise<void> {
  const program = nodeGyp();
  if (program === undefined)
    throw new WorkError('node-gyp was not found beside npm; install npm and run again');
  const prefix = path.dirname(path.dirname(process.execPath));
  const headers = existsSync(path.join(prefix, 'include', 'node', 'node_api.h'));
  const place = bindingPlace(packageDir);
  // The names that node-pre-gyp would give to the variables in the package's binding.gyp.
  const variables = [
    '--module_name=tfjs_binding',
    `--module=${place}`,
    `--module_path=${path.dirname(place)}`,
    `--napi_version=${process.versions['napi'] ?? NAPI}`,
    `--napi_build_version=${NAPI}`,
  ];
  const args = [program, 'rebuild', ...variables, ...(headers ? [`--nodedir=${prefix}`] : [])];
  const child = spawn(process.execPath, args, {
    cwd: packageDir,
    // Ubuntu's compiler leaves out libraries that are not called directly, and with them what those bring.
    env: { ...process.env, LDFLAGS: `-Wl,--no-as-needed ${process.env['LDFLAGS'] ?? ''}`.trim() },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: node-gyp does not pass on to make and the compiler that it shall stop.
    detached: true,
  });
  const stop = (): void => {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  };
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  let told = '';
  const listen = (chunk: Buffer): void => {
    told = `${told}${chunk.toString()}`.slice(-65_536);
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    // Only when all have ended does nobody write into the folder any more.
    child.on('close', resolve);
  }).finally(() => signal.removeEventListener('abort', stop));
  if (signal.aborted) throw new StoppedError('stopped while building; nothing was installed');
  if (code !== 0 || !existsSync(place))
    throw new WorkError(
      `the binding could not be built: ${complaint(told)}; give a ready one with --binding`,
    );
}

/** Where npm keeps its node-gyp: beside the npm that runs us, or the one installed with this Node. */
function nodeGyp(): string | undefined {
  const inside = path.join('node_modules', 'node-gyp', 'bin', 'node-gyp.js');
  const npm = process.env['npm_execpath'];
  const prefix = path.dirname(path.dirname(process.execPath));
  const homes = [
    ...(npm === undefined ? [] : [path.dirname(path.dirname(npm))]),
    path.join(prefix, 'lib', 'node_modules', 'npm'),
    path.join(prefix, 'share', 'nodejs', 'npm'),
    '/usr/share/nodejs/npm',
    '/usr/share/npm',
  ];
  const places = [
    ...homes.map((home) => path.join(home, inside)),
    '/usr/share/nodejs/node-gyp/bin/node-gyp.js',
  ];
  return places.find((place) => existsSync(place));
}

/** The first line of a build's output that says what went wrong. */
function complaint(told: string): string {
  const lines = told.split('\n').map((line) => line.trim());
  return (
    lines.find((line) => /\b(fatal error|error):|undefined reference|cannot find/.test(line)) ??
    lines.find((line) => /^gyp ERR! (stack )?Error/.test(line)) ??
    lines.filter((line) => line !== '').at(-1) ??
    'it said nothing'
  ).slice(0, 300);
}
