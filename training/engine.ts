import type * as Tensorflow from '@tensorflow/tfjs';
import { WorkError } from '../cache/errors';
import { gpuPackage } from './gpu/release';
import { wasmDirectory } from './installed';

/** TensorFlow.js with one backend set, checked and ready. Typed against `@tensorflow/tfjs`, whichever backend computes. */
export type Tf = typeof Tensorflow;

/** Names by which TensorFlow.js registers its backends. */
const registered = { gpu: 'tensorflow', wasm: 'wasm', cpu: 'cpu' } as const;

/**
 * Loads TensorFlow.js, sets the backend and tries one operation and one gradient on it.
 * @throws WorkError when the backend cannot be set up or computes wrongly.
 */
export async function openBackend(name: keyof typeof registered): Promise<Tf> {
  try {
    return await startBackend(name);
  } catch (error) {
    const reason = (error as Error).message.trim().split('\n')[0];
    throw new WorkError(`the ${name} backend does not work: ${reason}; set TFJS_BACKEND to another`);
  }
}

/**
 * What `openBackend` does, with errors as they come.
 * @param gpuModule the tfjs-node-gpu to load for `gpu`, by name or address
 */
export async function startBackend(name: keyof typeof registered, gpuModule = gpuPackage): Promise<Tf> {
  const tf: Tf = await import('@tensorflow/tfjs');
  // Production mode also keeps the CPU backend from advertising native bindings on the terminal.
  tf.enableProdMode();
  if (name === 'gpu') {
    setUpNative();
    await import(gpuModule);
  }
  if (name === 'wasm') await setUpWasm();
  if (!(await withoutListeners(() => tf.setBackend(registered[name]))))
    throw new Error('it could not be initialised');
  if (name === 'wasm') speedUpMatMul(tf);
  smokeTest(tf);
  return tf;
}

/**
 * What TensorFlow's library reads from the environment when it starts, and what decides its last bits: not for the user to
 * set, since the cache would not know.
 * Sums in a fixed order on the card; on the CPU one thread, since how a product is cut up, and with it its last bits, goes
 * by their number (measured with MNIST; nets of this size are not slower, and experiments train side by side). Full
 * float32 where newer cards would round factors to 10 bits (TF32), which the forward pass of `network.ts` does not.
 */
const decidingEnvironment: Readonly<Record<string, string>> = {
  TF_DETERMINISTIC_OPS: '1',
  TF_CUDNN_DETERMINISTIC: '1',
  TF_ENABLE_ONEDNN_OPTS: '0',
  TF_NUM_INTRAOP_THREADS: '1',
  TF_NUM_INTEROP_THREADS: '1',
  NVIDIA_TF32_OVERRIDE: '0',
};

/** Quiet, and only as much of the card's memory as is needed, so that several processes can share it; what the user set stays. */
const otherEnvironment: Readonly<Record<string, string>> = {
  TF_CPP_MIN_LOG_LEVEL: '2',
  TF_FORCE_GPU_ALLOW_GROWTH: 'true',
};

function setUpNative(): void {
  Object.assign(process.env, decidingEnvironment);
  for (const [name, value] of Object.entries(otherEnvironment)) process.env[name] ??= value;
}

async function setUpWasm(): Promise<void> {
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  const directory = wasmDirectory();
  if (directory === null) throw new Error('tfjs-backend-wasm is not installed');
  setWasmPaths(directory);
}

/**
 * Runs what may add process-wide listeners and takes those away again. Emscripten's throw every unhandled error again,
 * which prints the whole line it was thrown on: half a megabyte of minified code before the message.
 */
async function withoutListeners<T>(work: () => Promise<T>): Promise<T> {
  const events = ['uncaughtException', 'unhandledRejection'] as const;
  const before = new Map(events.map((event) => [event, new Set<unknown>(process.listeners(event as never))]));
  try {
    return await work();
  } finally {
    for (const event of events)
      for (const listener of process.listeners(event as never) as ((...values: unknown[]) => void)[])
        if (!before.get(event)?.has(listener)) process.removeListener(event, listener);
  }
}

/** (1 2) · 3 = (3 6), and the derivative of its sum with respect to 3 is 1 + 2. */
function smokeTest(tf: Tf): void {
  const [product, gradient] = tf.tidy(() => {
    const row = tf.tensor2d([[1], [2]]);
    const multiply = (x: Tensorflow.Tensor) => tf.matMul(row, x.as2D(1, 1)).sum();
    const three = tf.tensor2d([[3]]);
    return [multiply(three).dataSync()[0], tf.grad(multiply)(three).dataSync()[0]];
  });
  if (product !== 9 || gradient !== 3)
    throw new Error(`it computes 3 + 6 = ${product} with derivative ${gradient}`);
}

const transposeFirst = Symbol('BatchMatMul that transposes its operands first');

/** Multiplications from which on a transposition pays for itself. */
const WORTH_TRANSPOSING = 20_000;

/**
 * The wasm kernel multiplies by XNNPACK only what it need not transpose, and takes ten times too long for the rest: for
 * every dense layer (x·Wᵀ) and every gradient of its weights. Transposing before costs next to nothing.
 */
function speedUpMatMul(tf: Tf): void {
  const original = tf.getKernel('BatchMatMul', 'wasm');
  const transpose = tf.getKernel('Transpose', 'wasm')?.kernelFunc;
  if (!original || !transpose || transposeFirst in original) return;

  const kernelFunc: Tensorflow.KernelFunc = ({ inputs, backend, attrs }) => {
    const operands = [inputs['a'], inputs['b']] as const;
    const flags = [attrs?.['transposeA'] === true, attrs?.['transposeB'] === true] as const;
    const [a, b] = operands;
    if (!a || !b || !flags.includes(true) || multiplications(a.shape, b.shape, flags[1]) < WORTH_TRANSPOSING)
      return original.kernelFunc({ inputs, backend, ...(attrs && { attrs }) });
    const turned = operands.map((x, i) => {
      const rank = x!.shape.length;
      const perm = [...x!.shape.keys()].map((axis) => (axis < rank - 2 ? axis : 2 * rank - 3 - axis));
      return flags[i]
        ? (transpose({ inputs: { x: x! }, backend, attrs: { perm } }) as Tensorflow.TensorInfo)
        : x!;
    });
    const product = original.kernelFunc({
      inputs: { ...inputs, a: turned[0]!, b: turned[1]! },
      backend,
      attrs: { ...attrs, transposeA: false, transposeB: false },
    });
    turned.forEach(({ dataId }, i) => flags[i] && (backend as Tensorflow.KernelBackend).disposeData(dataId));
    return product;
  };
  tf.unregisterKernel('BatchMatMul', 'wasm');
  tf.registerKernel({ ...original, kernelFunc, [transposeFirst]: true } as Tensorflow.KernelConfig);
}

/** Of a product of two (batches of) matrices, the second perhaps transposed. */
function multiplications(a: readonly number[], b: readonly number[], transposeB: boolean): number {
  // All of a, once for every column of the product.
  return a.reduce((product, n) => product * n, 1) * (b.at(transposeB ? -2 : -1) ?? 1);
}
