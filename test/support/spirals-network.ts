import { spirals } from '../../data/spirals';
import type { NpyData, Tensor } from '../../cache/npy';
import { experimentFactsSchema, type ExperimentFacts } from '../../remotion/stage/facts';

/** A trained 2-2-2-2-2-1 network: the default run of `spirals` (seed 42), gauged, rounded to four decimals. */
const WEIGHTS = [
  [1.3221, -1.6209, -0.1124, 0.4954],
  [1.5452, -1.7291, 0.9544, 2.1756],
  [0.9957, 0.978, 0.5189, 2.7567],
  [0.3884, -1.469, 0.9162, 2.0662],
  [-1.357, 4.2944],
];
const BIASES = [[0.0029, 0.0128], [-0.1157, 0.0037], [0.7194, -0.048], [0.104, -0.4876], [0.3216]];

const data = spirals({ seed: 42, turns: 0.75, noise: 0.06, samplesPerClass: 200 });

export const spiralsTensors: Readonly<Record<string, Tensor<NpyData>>> = {
  'dataset/spirals/points': { shape: [400, 2], data: data.points },
  'dataset/spirals/labels': { shape: [400], data: data.labels },
  ...Object.fromEntries(
    WEIGHTS.flatMap((weights, k) => [
      [
        `projection/spirals/weights-${k + 1}`,
        { shape: [1, weights.length / 2, 2], data: Float32Array.from(weights) },
      ],
      [
        `projection/spirals/biases-${k + 1}`,
        { shape: [1, BIASES[k]!.length], data: Float32Array.from(BIASES[k]!) },
      ],
    ]),
  ),
};

export const spiralsFacts: ExperimentFacts = experimentFactsSchema.parse({
  experiment: 'spirals',
  hyperparameters: { seed: 42, hidden: [2, 2, 2, 2] },
  widths: [2, 2, 2, 2, 2, 1],
  activation: 'tanh',
  backend: 'wasm',
  epochs: [300],
  loss: [0.0095],
  accuracy: [1],
  measures: { accuracy: 1 },
});
