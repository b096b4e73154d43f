import { z } from 'zod';
import { experimentSchema } from '../../training/hyperparameters';

export const engines = ['gpu', 'wasm', 'cpu', 'float64'] as const;
export type EngineName = (typeof engines)[number];

/** What a timing process is asked. */
export const rateRequestSchema = z.object({
  /** The cache that holds the data set. */
  root: z.string(),
  dataset: z.object({ stage: z.string(), name: z.string(), key: z.string() }),
  name: z.string(),
  experiment: experimentSchema,
  engine: z.enum(engines),
  /** Seconds of steps and records after which no other is begun. */
  budget: z.number().positive(),
});
export type RateRequest = z.infer<typeof rateRequestSchema>;

/** What it answers. */
export const rateSchema = z.object({
  stepsPerEpoch: z.number(),
  /** Optimiser steps done, and the seconds they took. */
  steps: z.number(),
  stepSeconds: z.number(),
  /** For one recorded epoch: all layers of the recorded samples, loss and accuracy of all measured ones. */
  recordSeconds: z.number(),
  /** From the start of the process to the first step: programs, data. */
  startSeconds: z.number(),
  peakBytes: z.number(),
  /** On the recorded samples before the first step. */
  firstLoss: z.number(),
});
export type Rate = z.infer<typeof rateSchema>;
