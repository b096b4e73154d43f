import type { ActivationName } from '../../training/network';
import type { givenFor } from '../support/scene-given';
import { spiralsFacts, spiralsTensors } from '../support/spirals-network';

export const run = { experiment: spiralsFacts, tensors: spiralsTensors };

export const sizes = [
  ['16:9', 1920, 1080],
  ['9:16', 1080, 1920],
  ['1:1', 1080, 1080],
] as const;

/** Another network on the same dots. */
export const other = (
  weights: readonly (readonly number[])[],
  biases: readonly (readonly number[])[],
  activation: ActivationName = 'tanh',
): Parameters<typeof givenFor>[1] => ({
  tensors: {
    ...spiralsTensors,
    ...Object.fromEntries(
      weights.flatMap((data, k) => [
        [
          `projection/spirals/weights-${k + 1}`,
          { shape: [1, data.length / 2, 2], data: Float32Array.from(data) },
        ],
        [
          `projection/spirals/biases-${k + 1}`,
          { shape: [1, biases[k]!.length], data: Float32Array.from(biases[k]!) },
        ],
      ]),
    ),
  },
  experiment: {
    ...spiralsFacts,
    activation,
    widths: [2, ...weights.slice(1).map(() => 2), 1],
    measures: { accuracy: 0.5 },
  },
});
