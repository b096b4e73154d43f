import { z } from 'zod';
import { activationNames } from '../../training/network';

/**
 * What is known of every recorded way through a network, ours or one that was brought: which values its layers had, not
 * how they were computed. Taken from the training manifests' `meta`.
 */
export const recordingFactsSchema = z.object({
  experiment: z.string(),
  /** As the user set them: `seed`, `hidden`, `activation`, …; always `data`. */
  hyperparameters: z.record(z.string(), z.json()),
  /** Widths from input to output: [2, 2, 2, 2, 2, 1]. */
  widths: z.array(z.number().int().positive()),
  /** Recorded epochs, ascending; fractions allowed; of our own trainings 0 first. */
  epochs: z.array(z.number().nonnegative()).min(1),
  /** One value a recorded epoch; empty where it was not measured. */
  loss: z.array(z.number()),
  accuracy: z.array(z.number()),
  /** What the classes are called, by label; where nothing is said, by their number. */
  classNames: z.array(z.string()).optional(),
  /** Final values by name: `accuracy`, `bestAccuracy`, `heldOutAccuracy`, `denseAccuracy`, `margin`, `loss`, … */
  measures: z.record(z.string(), z.number()),
  /** Loss and accuracy at every recorded epoch on each set that was measured: `training`, `heldOut`, `validation`, `dense`. */
  curves: z
    .record(z.string(), z.object({ loss: z.array(z.number()), accuracy: z.array(z.number()) }))
    .default({}),
  /** How many of each class (rows) were taken for which (columns) at the last epoch: held-out samples where there are any. */
  confusion: z.array(z.array(z.number().int().nonnegative())).default([]),
  /** Pairs of classes taken for each other, the most frequent first: `count` = first taken for second and the other way round. */
  confusedPairs: z
    .array(z.object({ classes: z.tuple([z.int(), z.int()]), count: z.int().positive() }))
    .default([]),
  /** Distances between the classes' centroids in each layer (0: the input) at the last epoch, `[layer][class][class]`. */
  centroidDistances: z.array(z.array(z.array(z.number()))).default([]),
  /** The class whose centroid lies nearest to each class's own, `[layer][class]`; null for a class without samples. */
  nearestCentroids: z
    .array(z.array(z.object({ nearest: z.int(), distance: z.number() }).nullable()))
    .default([]),
});
export type RecordingFacts = z.infer<typeof recordingFactsSchema>;

/** What was measured about an experiment that was trained here. */
export const experimentFactsSchema = recordingFactsSchema.extend({
  activation: z.enum(activationNames),
  backend: z.string(),
});
export type ExperimentFacts = z.infer<typeof experimentFactsSchema>;

export const projectionFactsSchema = z.object({
  /** Share of variance kept by the three axes together, one value a layer (layer 0 is the input), at the last epoch. */
  varianceKept: z.array(z.number()),
  /** Half the window's width a layer's cloud is drawn in, in projected units, one for all layers and epochs. */
  radius: z.number().positive(),
  /** Share of variance along each axis, `[layer][epoch][axis]`; layer 0 has one epoch. Where it was measured. */
  variance: z.array(z.array(z.array(z.number()))).optional(),
  /** How far each layer moves from one recorded epoch to the next, `[layer][interval]`, as a share of the window's width. */
  travel: z.array(z.array(z.number().nonnegative())).optional(),
});
export type ProjectionFacts = z.infer<typeof projectionFactsSchema>;

/** What is known of the data before anything is trained. */
export const datasetFactsSchema = z.object({
  samples: z.int().positive(),
  classes: z.int().positive().optional(),
});
export type DatasetFacts = z.infer<typeof datasetFactsSchema>;

/** What `training/stages/neighbours.ts` measured between images. */
export const neighboursFactsSchema = z.object({
  /** Images that were compared. */
  samples: z.int().positive(),
  /** Neighbours of each. */
  neighbours: z.int().positive(),
  /** A walk over neighbours between two images that lie far apart. Distances are Euclidean, pixels counting from 0 to 1. */
  walk: z.object({
    /** What the digits at its ends are. */
    labels: z.tuple([z.int(), z.int()]),
    steps: z.int().nonnegative(),
    longestStep: z.number().nonnegative(),
    /** From end to end. */
    straight: z.number().nonnegative(),
    /** From the middle of the straight way to the nearest image. */
    middle: z.number().nonnegative(),
  }),
});
export type NeighboursFacts = z.infer<typeof neighboursFactsSchema>;

export interface Facts {
  /** @throws when the scene's `reads` does not name a training of this experiment. */
  experiment(name: string): ExperimentFacts;
  /** What is known of a training or of activations that were brought from elsewhere. @throws as `experiment` does */
  recording(name: string): RecordingFacts;
  /** @throws when the scene's `reads` does not name a projection of this experiment. */
  projection(name: string): ProjectionFacts;
  /** @throws when the scene's `reads` does not name a data set of this experiment. */
  dataset(name: string): DatasetFacts;
  /** @throws when the scene's `reads` does not name the neighbours of this experiment's images. */
  neighbours(name: string): NeighboursFacts;
}
