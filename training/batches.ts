import type * as Tensorflow from '@tensorflow/tfjs';
import type { Random } from '../data/random';
import type { Tf } from './engine';
import type { Task } from './task';

export interface Batch {
  readonly inputs: Tensorflow.Tensor2D;
  readonly labels: Uint8Array;
}

export interface Batches {
  readonly stepsPerEpoch: number;
  /**
   * The batch of a step; its tensor belongs to the batches and lives until the next one is asked for. Steps of an epoch
   * must be asked for in order, from its first one on.
   */
  at(tf: Tf, step: number): Batch;
  dispose(): void;
}

/** All samples in every step, or batches in an order decided by (seed, epoch). */
export function createBatches(
  { hyperparameters: { batchSize }, widths, training, augment }: Task,
  random: Random,
): Batches {
  const count = training.labels.length;
  const width = widths[0] ?? 0;
  const size = batchSize === 'full' ? count : Math.min(batchSize, count);
  const stepsPerEpoch = Math.ceil(count / size);
  const whole = size === count && !augment;
  let batch: Batch | null = null;
  let order: Uint32Array = new Uint32Array();
  let changes = random;

  return {
    stepsPerEpoch,
    at(tf, step) {
      if (whole && batch) return batch;
      batch?.inputs.dispose();
      const epoch = Math.floor(step / stepsPerEpoch);
      const place = step % stepsPerEpoch;
      if (place === 0) {
        const stream = random.stream('epoch').stream(epoch);
        order = whole
          ? Uint32Array.from({ length: count }, (_, i) => i)
          : stream.stream('order').permutation(count);
        changes = stream.stream('augment');
      }
      const members = order.subarray(place * size, (place + 1) * size);
      const inputs = new Float32Array(members.length * width);
      members.forEach((sample, i) => {
        const input = training.inputs.subarray(sample * width, (sample + 1) * width);
        const output = inputs.subarray(i * width, (i + 1) * width);
        if (augment) augment(input, output, changes);
        else output.set(input);
      });
      batch = {
        inputs: tf.tensor2d(inputs, [members.length, width]),
        labels: Uint8Array.from(members, (sample) => training.labels[sample]!),
      };
      return batch;
    },
    dispose: () => batch?.inputs.dispose(),
  };
}
