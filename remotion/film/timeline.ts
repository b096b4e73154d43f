import { z } from 'zod';

/** How long a scene lasts and when what happens in it: written by the narration, read by compositions and engines. */
export const sceneTimelineSchema = z.object({
  scene: z.string(),
  /** Who speaks, by the name that `--voice` takes; null where that is not known. */
  voice: z.string().nullable().default(null),
  fps: z.number().positive(),
  durationInFrames: z.number().int().positive(),
  /** Seconds since the scene began at which each cue falls. */
  cues: z.record(z.string(), z.number().nonnegative()),
  sentences: z.array(
    z.object({
      text: z.string(),
      start: z.number(),
      end: z.number(),
      /** Caption words with their times, seconds since the scene began. */
      words: z.array(z.object({ text: z.string(), start: z.number(), end: z.number() })),
      /** True where word times were guessed and not measured. */
      estimated: z.boolean(),
    }),
  ),
  captions: z.array(
    z.object({ lines: z.array(z.string()).min(1).max(2), start: z.number(), end: z.number() }),
  ),
});
export type SceneTimeline = z.infer<typeof sceneTimelineSchema>;
