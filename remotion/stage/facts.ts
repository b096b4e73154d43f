import { z } from 'zod';
import { activationNames } from '../../training/network';

/**
 * What was measured about each experiment, as scenes and their claims see it: taken from the training manifests' `meta`.
 */
export const experimentFactsSchema = z.object({
  experiment: z.string(),
  /** As the user set them: `seed`, `hidden`, `activation`, … */
  hyperparameters: z.record(z.string(), z.json()),
  /** Widths from input to output: [2, 2, 2, 2, 2, 1]. */
  widths: z.array(z.number().int().positive()),
  activation: z.enum(activationNames),
  backend: z.string(),
  /** Recorded epochs; fractions allowed; 0 first. */
  epochs: z.array(z.number().nonnegative()),
  /** One value a recorded epoch. */
  loss: z.array(z.number()),
  accuracy: z.array(z.number()),
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
export type ExperimentFacts = z.infer<typeof experimentFactsSchema>;

export const projectionFactsSchema = z.object({
  /** Share of variance kept by the three axes together, one value a layer (layer 0 is the input), at the last epoch. */
  varianceKept: z.array(z.number()),
  /** Half the window's width a layer's cloud is drawn in, in projected units, one for all layers and epochs. */
  radius: z.number().positive(),
  /** Share of variance along each axis, `[layer][epoch][axis]`; layer 0 has one epoch. Where it was measured. */
  variance: z.array(z.array(z.array(z.number()))).optional(),
});
export type ProjectionFacts = z.infer<typeof projectionFactsSchema>;

export interface Facts {
  /** @throws when the scene's `reads` does not name a training of this experiment. */
  experiment(name: string): ExperimentFacts;
  /** @throws when the scene's `reads` does not name a projection of this experiment. */
  projection(name: string): ProjectionFacts;
}
