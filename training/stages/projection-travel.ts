import { z } from 'zod';
import type { Artefact, Work } from '../../cache/step';
import { travelWarning } from '../travel';

/** What of a training's manifest says how it was recorded. */
const recordedSchema = z.object({
  experiment: z.string(),
  epochs: z.array(z.number().nonnegative()),
  hyperparameters: z.object({
    batchSize: z.union([z.literal('full'), z.number().positive()]),
    learningRate: z.number().positive(),
  }),
  /** Epochs have as many steps as the training samples have batches. */
  measures: z.object({ trainingSamples: z.number().positive() }),
});

/** Tells the user, once, when a cloud moves too far between two recorded epochs. */
export function sayTravel(work: Work, training: Artefact, travel: readonly (readonly number[])[]): void {
  const { experiment, epochs, hyperparameters, measures } = recordedSchema.parse(training.meta);
  const { batchSize, learningRate } = hyperparameters;
  const stepsPerEpoch = batchSize === 'full' ? 1 : Math.ceil(measures.trainingSamples / batchSize);
  const warning = travelWarning({ experiment, epochs, stepsPerEpoch, learningRate }, travel);
  if (warning !== null) work.say(warning);
}
