import type { ExperimentOf, Experiments } from './hyperparameters';

/**
 * The experiments behind the film, and your own. Change a value and render again: only what that change touches is
 * made again. Each field and its range is explained in `hyperparameters.ts`; `npm run train` says what came of it.
 */

/** How the small networks learn: all samples in every step, as in the lesson. */
const fullBatch = {
  epochs: 300,
  learningRate: 0.01,
  learningRateDecay: 1,
  optimizer: 'adam',
  batchSize: 'full',
  activation: 'tanh',
  record: [],
  gauge: true,
  basis: 'last',
} satisfies Partial<ExperimentOf<'csv'>>;

/** The first two experiments learn the same spirals, as do the next two the same disks: the seed decides the data, too. */
const twoSpirals = {
  data: 'spirals',
  turns: 0.75,
  noise: 0.06,
  samplesPerClass: 200,
} satisfies Partial<ExperimentOf<'spirals'>>;
const diskInRing = {
  data: 'disks',
  samplesPerClass: 500,
  innerRadius: 0.5,
  ringRadii: [0.75, 1.25],
} satisfies Partial<ExperimentOf<'disks'>>;

export const experiments = {
  boundary: { ...twoSpirals, ...fullBatch, seed: 42, hidden: [8, 8, 8] },
  spirals: {
    ...twoSpirals,
    ...fullBatch,
    // `npm run seeds -- spirals --count 89`: 64 separate the spirals. Most squeeze a layer into a line; of the three whose
    // layers stay roundest (`spread`: seeds 72, 8 and 42), this one parts the arms best in the picture.
    seed: 42,
    hidden: [2, 2, 2, 2],
  },
  // `npm run seeds -- disks2d` and `-- disks3d`, seeds 1 to 20: no network of width 2 gets all dots right, 14 comes second
  // with 95 %; of width 3, 17 of 20 do, and 14 leaves the widest margin.
  disks2d: { ...diskInRing, ...fullBatch, seed: 14, hidden: [2, 2, 2, 2] },
  disks3d: {
    ...diskInRing,
    ...fullBatch,
    seed: 14,
    epochs: 600,
    learningRate: 0.1,
    learningRateDecay: 0.997,
    hidden: [3],
  },
  mnist: {
    data: 'mnist',
    // Not searched for: every seed holds out other digits, so that seeds would be chosen by how easy those are.
    seed: 1,
    epochs: 14,
    learningRate: 0.003,
    learningRateDecay: 0.85,
    optimizer: 'adam',
    batchSize: 128,
    hidden: [128, 64],
    activation: 'tanh',
    record: [],
    basis: 'last',
    source: 'embedded',
    trainSamples: 'all',
    validationShare: 0.05,
    heldOutShare: 0.2,
    recordedSamples: 2000,
    augment: 1,
  },
  // An experiment of your own: labelled points from a file, `x,y,label` a line (or `x,y,z,label` with dimensions: 3).
  // moons: { ...fullBatch, data: 'csv', file: 'moons.csv', dimensions: 2, heldOutShare: 0.2, seed: 1, hidden: [2, 2] },
} satisfies Experiments;
