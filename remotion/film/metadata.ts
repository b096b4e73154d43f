import { staticFile, type CalculateMetadataFunction } from 'remotion';
import type { z } from 'zod';
import type { Scene } from '../stage/scene';
import { ownProps, PropsError, readsOf } from './own-props';
import {
  filmPropsSchema,
  scenePropsSchema,
  sizeOf,
  type FilmComponentProps,
  type SceneComponentProps,
} from './props';
import {
  INDEX_FILE,
  indexSchema,
  NARRATION_TIMELINE,
  narrationOf,
  stepsOf,
  type Index,
  type Run,
} from './run';
import { fetchJson, openStored, StoreReadError } from './store-reader';
import { sceneTimelineSchema } from './timeline';

/** How long a composition without anything to show lasts. */
const MISSING_SECONDS = 2;
const DEFAULT_FPS = 30;
const WHAT_TO_RUN = 'Run npm run film first.';

function validated<T>(schema: z.ZodType<T>, props: unknown): T {
  const result = schema.safeParse(props);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new PropsError(`props.${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}`);
}

const readIndex = (): Promise<Index> => fetchJson(INDEX_FILE, indexSchema, staticFile);

/** A scene's length at the rate `fps`, which the narration may have been timed for at another, and at a pace. */
async function framesOf(
  scene: Pick<Scene, 'id' | 'reads'>,
  run: Run,
  fps: number | null,
  pace = 1,
): Promise<{ frames: number; fps: number }> {
  const absent = stepsOf(scene).filter((id) => run[id] === undefined);
  if (absent.length > 0)
    throw new StoreReadError(`${scene.id} needs ${absent.join(', ')}, which was not made yet.`);
  const narration = await openStored(run[narrationOf(scene.id)] ?? '', staticFile);
  const timeline = await narration.json(NARRATION_TIMELINE, sceneTimelineSchema);
  const rate = fps ?? timeline.fps;
  const frames =
    rate === timeline.fps && pace === 1
      ? timeline.durationInFrames
      : Math.max(1, Math.round((timeline.durationInFrames / timeline.fps / pace) * rate));
  return { frames, fps: rate };
}

const missingOf = (error: unknown, whatToRun: string): string => {
  // Only what a run of the pipeline would mend is shown on a slate; everything else must be seen as the fault it is.
  if (!(error instanceof StoreReadError)) throw error;
  return `${error.message} ${whatToRun}`;
};

/** Length, rate, size and run of a scene's composition, from the store. */
export const sceneMetadata =
  (scene: Scene): CalculateMetadataFunction<SceneComponentProps> =>
  async ({ props: given }) => {
    const props = validated(scenePropsSchema, given);
    const reads = readsOf(scene, ownProps(scene, props.scene));
    const size = sizeOf(props);
    try {
      const run = props.run ?? (await readIndex()).run;
      const { frames, fps } = await framesOf({ id: scene.id, reads }, run, props.fps, props.pace);
      return { ...size, fps, durationInFrames: frames, props: { ...props, run, missing: null } };
    } catch (error) {
      const fps = props.fps ?? DEFAULT_FPS;
      const durationInFrames = Math.round(fps * MISSING_SECONDS);
      // The whole film may not have this scene.
      const missing = missingOf(error, `Run npm run film -- --scenes ${scene.id} first.`);
      return { ...size, fps, durationInFrames, props: { ...props, missing } };
    }
  };

/** The same for the film, whose scenes it lists with their lengths. */
export const filmMetadata =
  (all: readonly Scene[]): CalculateMetadataFunction<FilmComponentProps> =>
  async ({ props: given }) => {
    const props = validated(filmPropsSchema, given);
    const size = sizeOf(props);
    try {
      // The index is not asked where the props say everything, so that a film depends on nothing else.
      const index = props.run && props.scenes ? undefined : await readIndex();
      const run = props.run ?? index?.run ?? {};
      const ids = props.scenes ?? index?.scenes ?? [];
      const scenes = ids.map((id) => {
        const scene = all.find((candidate) => candidate.id === id);
        if (!scene)
          throw new PropsError(
            `props.scenes: ${id} is unknown; there are ${all.map((one) => one.id).join(', ')}`,
          );
        return scene;
      });
      const lengths = await Promise.all(scenes.map((scene) => framesOf(scene, run, props.fps)));
      const fps = props.fps ?? lengths[0]?.fps;
      if (fps === undefined) throw new StoreReadError('the film has no scenes yet.');
      if (lengths.some((length) => length.fps !== fps))
        throw new StoreReadError('the narrations of the scenes were timed for different frame rates.');
      const items = scenes.map(({ id }, i) => ({ id, durationInFrames: lengths[i]?.frames ?? 1 }));
      const durationInFrames = items.reduce((sum, item) => sum + item.durationInFrames, 0);
      return { ...size, fps, durationInFrames, props: { ...props, run, scenes: ids, items, missing: null } };
    } catch (error) {
      const fps = props.fps ?? DEFAULT_FPS;
      const durationInFrames = Math.round(fps * MISSING_SECONDS);
      return {
        ...size,
        fps,
        durationInFrames,
        props: { ...props, items: [], missing: missingOf(error, WHAT_TO_RUN) },
      };
    }
  };
