import type * as Tensorflow from '@tensorflow/tfjs';
import { z } from 'zod';
import { startBackend } from '../engine';
import type { Checked } from './check';

/**
 * A program of its own, started by `check.ts`: a broken native library may end or hang the process that loads it.
 * Sends one message to its parent. Argument: the module to load.
 */

/** What tfjs-node's backend says of itself; its own types are not used, since it may not be installed. */
const nativeBackend = z.object({
  isUsingGpuDevice: z.boolean(),
  binding: z.object({ TF_Version: z.string() }),
});

async function probe(module: string): Promise<Checked> {
  try {
    const tf: typeof Tensorflow = await startBackend('gpu', module);
    const { isUsingGpuDevice, binding } = nativeBackend.parse(tf.backend());
    return { works: true, tensorflow: binding.TF_Version, usesGpu: isUsingGpuDevice };
  } catch (error) {
    const lines = (error instanceof Error ? error.message : String(error)).trim().split('\n');
    return { works: false, reason: lines[0] ?? 'it failed without a word' };
  }
}

const result = await probe(z.string().parse(process.argv[2]));
// A library's threads may still run: they must not keep the program alive.
process.send?.(result, () => process.exit(0));
