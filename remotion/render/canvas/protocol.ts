import { z } from 'zod';
import { runSchema } from '../../film/run';

/** What Node and the drawing page say to each other. */

export const jobSchema = z.object({
  sceneId: z.string(),
  run: runSchema,
  theme: z.string(),
  /** Pixels. */
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  fps: z.number().positive(),
  durationInFrames: z.number().int().positive(),
  /** Only frames 0, n, 2n, … of them. */
  everyNthFrame: z.number().int().positive(),
  /** How many times as fast as the voice was made. */
  pace: z.number().positive(),
  /** Values for the scene's own props. */
  props: z.record(z.string(), z.json()),
});
export type Job = z.infer<typeof jobSchema>;

export const probesSchema = z.array(
  z.object({ frame: z.number().int().nonnegative(), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
);

/** What the page answers: errors cross over as data, because a thrown one would lose its class on the way. */
export const answerSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('segment'), probes: probesSchema }),
  z.object({
    state: z.literal('frames'),
    /** PNGs in base64, and the hashes of their pixels. */
    frames: z.array(z.object({ png: z.string(), sha256: z.string() })),
  }),
  z.object({ state: z.literal('failed'), message: z.string(), told: z.boolean() }),
]);
export type Answer = z.infer<typeof answerSchema>;

/** Where the page finds things, below the server's secret prefix. */
export const STORE_PATH = 'store';
export const OUT_PATH = 'out';

/** The page's function that Node calls, and the one of Node's that the page calls with the number of drawn frames. */
export const PAGE_FUNCTION = 'untangleDraw';
export const PROGRESS_FUNCTION = 'untangleProgress';
