import { vi } from 'vitest';
import type { NpyData, Tensor } from '../../cache/npy';
import { spirals } from '../../data/spirals';
import { experimentFactsSchema, type ExperimentFacts } from '../../remotion/stage/facts';

/** A run of a network that learns nothing in particular: for what does not depend on what was learnt. */

export const EPOCHS = [0, 1, 2, 10, 40, 300];

const data = spirals({ seed: 42, turns: 0.75, noise: 0.06, samplesPerClass: 200 });

/** Values in [−1.5, 1.5] that look random and are not: weights of epoch e, element i. */
const weightAt = (layer: number, e: number, i: number): number =>
  1.5 * Math.sin(12.9898 * (i + 1) + 4.1414 * layer + 0.9 * Math.log1p(EPOCHS[e]!));

export function networkTensors(
  widths: readonly number[],
  name = 'boundary',
): Readonly<Record<string, Tensor<NpyData>>> {
  const recorded = (size: number, layer: number): Float32Array =>
    Float32Array.from({ length: EPOCHS.length * size }, (_, i) =>
      weightAt(layer, Math.floor(i / size), i % size),
    );
  return {
    [`dataset/${name}/points`]: { shape: [400, 2], data: data.points },
    [`dataset/${name}/labels`]: { shape: [400], data: data.labels },
    ...Object.fromEntries(
      widths.slice(1).flatMap((rows, k) => {
        const cols = widths[k]!;
        return [
          [
            `projection/${name}/weights-${k + 1}`,
            { shape: [EPOCHS.length, rows, cols], data: recorded(rows * cols, k) },
          ],
          [
            `projection/${name}/biases-${k + 1}`,
            { shape: [EPOCHS.length, rows], data: recorded(rows, k + 20) },
          ],
        ];
      }),
    ),
  };
}

export const networkFacts = (
  widths: readonly number[],
  more: Partial<ExperimentFacts> = {},
): ExperimentFacts => ({
  ...experimentFactsSchema.parse({
    experiment: 'boundary',
    hyperparameters: { data: 'spirals' },
    widths,
    activation: 'tanh',
    backend: 'wasm',
    epochs: EPOCHS,
    loss: [0.71, 0.68, 0.6, 0.4, 0.1, 0.001],
    accuracy: [0.5, 0.6, 0.7, 0.8, 0.97, 1],
    measures: { accuracy: 1 },
  }),
  ...more,
});

/** Node has no canvas; what is drawn on this one is not looked at. */
export const withoutCanvas = (): void => {
  vi.stubGlobal(
    'OffscreenCanvas',
    class {
      constructor(
        readonly width: number,
        readonly height: number,
      ) {}
      getContext(): unknown {
        return {
          createImageData: (w: number, h: number) => ({ data: new Uint8ClampedArray(4 * w * h) }),
          putImageData: () => undefined,
        };
      }
    },
  );
};

export const sizes = [
  ['16:9', 1920, 1080],
  ['9:16', 1080, 1920],
  ['1:1', 1080, 1080],
] as const;
