import { z } from 'zod';
import { jsonSchema } from '../cache/manifest';
import { areas } from '../cache/step';

/** What passes between the program and its worker processes. */

const placeSchema = z.object({
  id: z.string(),
  area: z.enum(areas),
  stage: z.string(),
  name: z.string(),
  key: z.string(),
});

/** To the worker: what to make, or to stop. */
export const toWorkerSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('make'),
    maker: z.string(),
    args: jsonSchema,
    /** The cache's folder, and that of the draft; null where only the result counts and no array is kept. */
    root: z.string(),
    draft: z.string().nullable(),
    parts: z.record(z.string(), jsonSchema),
    artefacts: z.array(placeSchema),
  }),
  z.object({ type: z.literal('stop') }),
]);
export type ToWorker = z.infer<typeof toWorkerSchema>;

/** From the worker. */
export const fromWorkerSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('progress'),
    progress: z.object({
      done: z.number(),
      total: z.number(),
      unit: z.string(),
      note: z.string().optional(),
    }),
  }),
  z.object({ type: z.literal('say'), line: z.string() }),
  z.object({ type: z.literal('made'), meta: z.record(z.string(), jsonSchema) }),
  z.object({
    type: z.literal('failed'),
    message: z.string(),
    stack: z.string(),
    diverged: z.boolean(),
    /** Of an error that is told to the user. */
    exitCode: z.union([z.literal(1), z.literal(2)]).nullable(),
  }),
]);
export type FromWorker = z.infer<typeof fromWorkerSchema>;
