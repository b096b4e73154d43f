import { z } from 'zod';
import { themes } from '../stage/theme';
import { runSchema } from './run';

const size = z.number().int().min(64).max(8192).multipleOf(2, 'must be even: H.264 halves the colour planes');

const common = {
  /** Which training run is shown; null: the last film's, from `index.json`. */
  run: runSchema.nullable(),
  theme: z
    .string()
    .refine((name) => name in themes, { error: `there are ${Object.keys(themes).join(', ')}` }),
  /** Pixels; null: 1920×1080. */
  width: size.nullable(),
  height: size.nullable(),
  /** Null: as the narration was timed. */
  fps: z.number().positive().max(120).nullable(),
};

/** What a scene's composition may be told. */
export const scenePropsSchema = z.object({
  ...common,
  /** Values for the scene's own props. */
  scene: z.record(z.string(), z.json()),
});
export type SceneProps = z.infer<typeof scenePropsSchema>;

/** What the film may be told. */
export const filmPropsSchema = z.object({
  ...common,
  /** Ids of its scenes in order; null: the last film's, from `index.json`. */
  scenes: z.array(z.string()).nullable(),
});
export type FilmProps = z.infer<typeof filmPropsSchema>;

/**
 * The same with what `calculateMetadata` found: `missing` says what to run where the cache has nothing to show. The
 * canvas engine reads these from the registered compositions.
 */
export const resolvedScenePropsSchema = scenePropsSchema.extend({ missing: z.string().nullable() });
export type ResolvedSceneProps = z.infer<typeof resolvedScenePropsSchema>;
/** As a component gets them: Remotion types resolved props as it does given ones. */
export type SceneComponentProps = SceneProps & Partial<Pick<ResolvedSceneProps, 'missing'>>;

export const resolvedFilmPropsSchema = filmPropsSchema.extend({
  missing: z.string().nullable(),
  items: z.array(z.object({ id: z.string(), durationInFrames: z.number().int().positive() })),
});
export type ResolvedFilmProps = z.infer<typeof resolvedFilmPropsSchema>;
export type FilmComponentProps = FilmProps & Partial<Pick<ResolvedFilmProps, 'missing' | 'items'>>;
