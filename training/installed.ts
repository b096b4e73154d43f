import { createRequire } from 'node:module';
import { dirname } from 'node:path';

const require = createRequire(import.meta.url);

/** Directory of an installed npm package, or null. */
export function directoryOf(name: string): string | null {
  try {
    return dirname(require.resolve(`${name}/package.json`));
  } catch {
    return null;
  }
}

/** The directory of the wasm backend's binaries, with a slash at its end; null when the package is not there. */
export function wasmDirectory(): string | null {
  const directory = directoryOf('@tensorflow/tfjs-backend-wasm');
  return directory === null ? null : `${directory}/dist/`;
}
