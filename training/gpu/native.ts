import type * as Tensorflow from '@tensorflow/tfjs';
import { z } from 'zod';

/** What tfjs-node's backend says of itself; its own types are not used, since it may not be installed. */
const nativeBackend = z.object({
  isUsingGpuDevice: z.boolean(),
  binding: z.object({ TF_Version: z.string() }),
});

export interface Native {
  /** TensorFlow's version, as the library tells it. */
  readonly tensorflow: string;
  /** False where TensorFlow sees no card and computes on the CPU. */
  readonly usesGpu: boolean;
}

/** What computes behind the `gpu` backend, once it is set. */
export function nativeOf(tf: typeof Tensorflow): Native {
  const { isUsingGpuDevice, binding } = nativeBackend.parse(tf.backend());
  return { tensorflow: binding.TF_Version, usesGpu: isUsingGpuDevice };
}

/** The same in words, as they stand in the version of a chosen backend. */
export const wordsOf = ({ tensorflow, usesGpu }: Native): string =>
  `TensorFlow ${tensorflow}, ${usesGpu ? 'GPU' : 'CPU'}`;
