import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { neededFor, run } from '../../cache/graph';
import { Store } from '../../cache/store';
import { loadGiven } from '../../remotion/film/load';
import { NARRATION_TIMELINE, narrationOf, type Run } from '../../remotion/film/run';
import { sceneTimelineSchema, type SceneTimeline } from '../../remotion/film/timeline';
import { chooseVoice } from '../../remotion/narration/voice';
import { openPageServer } from '../../remotion/render/canvas/server';
import { runOf } from '../../remotion/render/index-file';
import { drawingNeeds, sceneSteps } from '../../remotion/render/pipeline';
import type { Given, Scene } from '../../remotion/stage/scene';
import { chooseBackend } from '../../training/backend';
import { applyOverrides } from '../../training/overrides';
import { experimentSteps } from '../../training/steps';
import { never } from './steps';

/** Scenes with all that they are drawn from, made by the film's own steps: real trainings, the real voice. */
export interface FilmStore {
  readonly run: Run;
  timeline(scene: Scene): Promise<SceneTimeline>;
  given(
    scene: Scene,
    size: { readonly width: number; readonly height: number },
    theme?: string,
  ): Promise<Given>;
  close(): Promise<void>;
}

const FPS = 30;

export async function filmStore(scenes: readonly Scene[]): Promise<FilmStore> {
  // Not a test's temporary folder: it outlives the first test.
  const root = await mkdtemp(path.join(os.tmpdir(), 'untangle-film-'));
  const store = new Store(root);
  const voice = await chooseVoice('flite');
  const steps = [
    ...experimentSteps(applyOverrides([]), await chooseBackend()),
    ...scenes.flatMap((scene) => sceneSteps(scene, voice, FPS)),
  ];
  const needed = neededFor(steps, scenes.flatMap(drawingNeeds));
  const artefacts = await run(needed, store, {
    signal: never,
    lanes: { training: 2 },
    onEvent: () => undefined,
  });
  const server = await openPageServer(store.areaDir('store'), new Uint8Array());
  const made = runOf(artefacts.values());
  return {
    run: made,
    async timeline(scene) {
      return sceneTimelineSchema.parse(await artefacts.get(narrationOf(scene.id))!.json(NARRATION_TIMELINE));
    },
    given: (scene, size, theme = 'night') =>
      loadGiven(scene, {
        run: made,
        ...size,
        theme,
        props: {},
        urlOf: (place) => `${server.url}store/${place}`,
      }),
    async close() {
      await server.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}
