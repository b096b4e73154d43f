import { fork } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { z } from 'zod';
import { StoppedError } from '../../cache/errors';

/** What came out of loading the native library, doing one operation and one gradient. */
export const checkedSchema = z.discriminatedUnion('works', [
  z.object({
    works: z.literal(true),
    /** TensorFlow's version, as the library tells it. */
    tensorflow: z.string(),
    /** False where TensorFlow sees no card and computes on the CPU. */
    usesGpu: z.boolean(),
  }),
  z.object({
    works: z.literal(false),
    /** In a few words, on one line. */
    reason: z.string(),
  }),
]);
export type Checked = z.infer<typeof checkedSchema>;

export interface CheckOutcome {
  readonly checked: Checked;
  /** Whether another try may end otherwise: it took too long, or was killed from outside. */
  readonly passing: boolean;
}

/** A first start of CUDA compiles kernels for cards newer than the library. */
const CHECK_MS = 180_000;

/**
 * Loads tfjs-node-gpu from a folder in a process of its own, which may crash or hang without harm.
 * @param packageDir the package's folder, or a copy of it
 * @throws StoppedError when `signal` fires.
 */
export async function checkNative(
  packageDir: string,
  signal?: AbortSignal,
  limitMs: number = CHECK_MS,
): Promise<CheckOutcome> {
  const module = pathToFileURL(path.join(packageDir, 'dist', 'index.js')).href;
  const program = fileURLToPath(new URL('probe.ts', import.meta.url));
  const child = fork(program, [module], {
    execArgv: ['--import', import.meta.resolve('tsx')],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let message: unknown;
  let told = '';
  let late = false;
  const stop = (): void => void child.kill('SIGKILL');
  const timer = setTimeout(() => {
    late = true;
    stop();
  }, limitMs);
  signal?.addEventListener('abort', stop, { once: true });
  if (signal?.aborted) stop();
  child.on('message', (value) => (message = value));
  child.stderr?.on('data', (chunk: Buffer) => {
    told = `${told}${chunk.toString()}`.slice(-16_384);
  });
  const [code, killed] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (...ended) => resolve(ended));
  }).finally(() => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  });

  if (signal?.aborted) throw new StoppedError('stopped while checking the native library');
  const parsed = checkedSchema.safeParse(message);
  if (parsed.success) return { checked: parsed.data, passing: false };
  const failed = (reason: string): Checked => ({ works: false, reason });
  if (late) return { checked: failed(`the check did not end within ${limitMs / 1000} s`), passing: true };
  if (killed !== null) {
    const outside = killed === 'SIGKILL' || killed === 'SIGTERM';
    return { checked: failed(`it crashed in the check (${killed})${lastLine(told)}`), passing: outside };
  }
  return { checked: failed(`the check ended with code ${code}${lastLine(told)}`), passing: false };
}

function lastLine(text: string): string {
  const line = text
    .split('\n')
    .map((each) => each.trim())
    .filter((each) => each !== '')
    .at(-1);
  return line === undefined ? '' : `: ${line.slice(0, 200)}`;
}
