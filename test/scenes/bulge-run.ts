import type { NpyData, Tensor } from '../../cache/npy';
import { disks } from '../../data/disks';
import { experimentFactsSchema, type ExperimentFacts } from '../../remotion/stage/facts';
import type { GivenOptions } from '../support/scene-given';

/** The default run of `disks3d` (seed 14) at epochs 0, 40 and 600, gauged, rounded to five decimals. */
const WEIGHTS = [
  [
    [0.26175, -0.39527, -0.0271, -0.00486, 0.84133, -0.65685],
    [3.32744, -1.9962, 0.1128, 0.07567, 2.76575, -2.93861],
    [5.57814, 1.13714, 1.8023, 5.55453, 3.75636, -4.32614],
  ],
  [
    [-1.04667, 0.38287, 0.96408],
    [-3.59173, 3.11129, 3.32487],
    [-7.52217, 7.78947, 7.44718],
  ],
];
const BIASES = [
  [
    [0, 0, 0],
    [1.99973, 1.99246, -2.09109],
    [2.56959, -2.63505, -2.67042],
  ],
  [[0], [2.04882], [13.16311]],
];
/** A second hidden layer, for networks that have one: nothing was learnt in it. */
const AGAIN = [0.9, -0.3, 0.2, 0.4, 1.1, -0.1, -0.2, 0.3, 1.3];

const data = disks({ seed: 14, samplesPerClass: 500, innerRadius: 0.5, ringRadii: [0.75, 1.25] });

const recorded = (rows: readonly (readonly number[])[], shape: readonly number[]): Tensor<NpyData> => ({
  shape: [rows.length, ...shape],
  data: Float32Array.from(rows.flat()),
});

/** @param twice with a second hidden layer of three neurons */
export function bulgeTensors(twice = false): Readonly<Record<string, Tensor<NpyData>>> {
  const layers = twice
    ? [
        [recorded(WEIGHTS[0]!, [3, 2]), recorded(BIASES[0]!, [3])],
        [
          recorded([AGAIN, AGAIN, AGAIN], [3, 3]),
          recorded([BIASES[0]![0]!, BIASES[0]![0]!, BIASES[0]![0]!], [3]),
        ],
        [recorded(WEIGHTS[1]!, [1, 3]), recorded(BIASES[1]!, [1])],
      ]
    : [
        [recorded(WEIGHTS[0]!, [3, 2]), recorded(BIASES[0]!, [3])],
        [recorded(WEIGHTS[1]!, [1, 3]), recorded(BIASES[1]!, [1])],
      ];
  return {
    'dataset/disks3d/points': { shape: [1000, 2], data: data.points },
    'dataset/disks3d/labels': { shape: [1000], data: data.labels },
    ...Object.fromEntries(
      layers.flatMap(([weights, biases], k) => [
        [`projection/disks3d/weights-${k + 1}`, weights!],
        [`projection/disks3d/biases-${k + 1}`, biases!],
      ]),
    ),
  };
}

export const bulgeFacts: ExperimentFacts = experimentFactsSchema.parse({
  experiment: 'disks3d',
  hyperparameters: { seed: 14, data: 'disks', hidden: [3], samplesPerClass: 500 },
  widths: [2, 3, 1],
  activation: 'tanh',
  backend: 'wasm',
  epochs: [0, 40, 600],
  loss: [0.702, 0.356, 0.008],
  accuracy: [0.485, 0.835, 1],
  measures: { accuracy: 1, margin: 0.05807380539209583, denseAccuracy: 0.997, spread: 0.709 },
});

/** The film's kind of run, small. */
export const run: GivenOptions = { experiment: bulgeFacts, tensors: bulgeTensors() };
export const sizes = [
  ['16:9', 1920, 1080],
  ['9:16', 1080, 1920],
  ['1:1', 1080, 1080],
] as const;
/** The same with other facts. */
export const other = (change: Partial<ExperimentFacts>): GivenOptions => ({
  ...run,
  experiment: { ...bulgeFacts, ...change },
});
