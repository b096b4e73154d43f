import { z } from 'zod';
import type { ExperimentOutline } from '../stage/outline';
import type { Scene } from '../stage/scene';
import { themes } from '../stage/theme';
import { runSchema } from './run';

/** Sizes in pixels by the name of the layout that they have. */
export const layoutSizes = {
  wide: { width: 1920, height: 1080 },
  tall: { width: 1080, height: 1920 },
  square: { width: 1080, height: 1080 },
} as const;
type LayoutName = keyof typeof layoutSizes;

const size = z.number().int().min(64).max(8192).multipleOf(2, 'must be even: H.264 halves the colour planes');

/** How it looks: what a person changes most comes first. */
const looks = {
  theme: z.enum(Object.keys(themes), { error: `there are ${Object.keys(themes).join(', ')}` }),
  layout: z.enum(Object.keys(layoutSizes) as [LayoutName, ...LayoutName[]]).default('wide'),
};

const technical = {
  /** Pixels; null: the layout's own. */
  width: size.nullable(),
  height: size.nullable(),
  /** Null: as the narration was timed. */
  fps: z.number().positive().max(120).nullable(),
  /** Which training run is shown; null: the last film's, from `index.json`. */
  run: runSchema.nullable(),
};

/** What a scene's composition may be told. Studio's form keeps this order. */
export const scenePropsSchema = z.object({
  ...looks,
  /** How fast it goes by, voice and picture together: 2 is twice as fast. */
  pace: z.number().min(0.25).max(4).multipleOf(0.05).default(1),
  /** Values for the scene's own props. */
  scene: z.record(z.string(), z.json()),
  ...technical,
});
export type SceneProps = z.infer<typeof scenePropsSchema>;

/** What the film may be told. */
export const filmPropsSchema = z.object({
  ...looks,
  ...technical,
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

/** Nothing chosen: what the film shows. */
export const untouched = {
  run: null,
  theme: 'night',
  layout: 'wide',
  width: null,
  height: null,
  fps: null,
} as const;

/** A composition's size: what was asked in pixels, or else the layout's. */
export const sizeOf = ({
  layout,
  width,
  height,
}: Pick<SceneProps, 'layout' | 'width' | 'height'>): { width: number; height: number } => ({
  width: width ?? layoutSizes[layout].width,
  height: height ?? layoutSizes[layout].height,
});

/** A scene's own props as Studio offers them: an experiment is one of those that the scene can show. */
function ownSchema(
  { props = z.object({}), canShow }: Pick<Scene, 'props' | 'canShow'>,
  experiments: readonly ExperimentOutline[],
): z.ZodObject {
  if (!canShow || !('experiment' in props.shape)) return props;
  const own = z.string().parse(props.parse({})['experiment']);
  const names = experiments.filter((outline) => canShow(outline) === true).map(({ name }) => name);
  return names.includes(own) ? props.extend({ experiment: z.enum(names).default(own) }) : props;
}

/** The schema that Studio makes a form of, and what the form holds at first. */
export function editorOf(
  scene: Pick<Scene, 'props' | 'canShow'>,
  experiments: readonly ExperimentOutline[],
): { readonly schema: typeof scenePropsSchema; readonly defaults: SceneProps } {
  const own = ownSchema(scene, experiments);
  return {
    // To Remotion's types every scene's own props are a record; Studio reads the schema itself.
    schema: scenePropsSchema.extend({ scene: own }) as unknown as typeof scenePropsSchema,
    defaults: { ...untouched, pace: 1, scene: scenePropsSchema.shape.scene.parse(own.parse({})) },
  };
}
