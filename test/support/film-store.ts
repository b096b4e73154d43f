import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { neededFor, run as runSteps } from '../../cache/graph';
import type { Artefact } from '../../cache/step';
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
  timeline(scene: Scene): Promise<SceneTimeline>;
  /** @param fps the rate that the narration is timed for */
  given(
    scene: Scene,
    size: { readonly width: number; readonly height: number },
    more?: { readonly theme?: string; readonly fps?: number },
  ): Promise<Given>;
  close(): Promise<void>;
}

const FPS = 30;

/** @param set hyperparameters that are not the defaults, as for `--set` */
export async function filmStore(scenes: readonly Scene[], set: readonly string[] = []): Promise<FilmStore> {
  // Not a test's temporary folder: it outlives the first test.
  const root = await mkdtemp(path.join(os.tmpdir(), 'untangle-film-'));
  const store = new Store(root);
  const voice = await chooseVoice('flite');
  const trained = experimentSteps(applyOverrides(set), await chooseBackend());
  const made = async (fps: number): Promise<ReadonlyMap<string, Artefact>> => {
    const steps = [...trained, ...scenes.flatMap((scene) => sceneSteps(scene, voice, fps))];
    const needed = neededFor(steps, scenes.flatMap(drawingNeeds));
    return runSteps(needed, store, { signal: never, lanes: { training: 2 }, onEvent: () => undefined });
  };
  const artefacts = await made(FPS);
  const runs = new Map([[FPS, runOf(artefacts.values())]]);
  const runAt = async (fps: number): Promise<Run> => {
    const known = runs.get(fps) ?? runOf((await made(fps)).values());
    runs.set(fps, known);
    return known;
  };
  const server = await openPageServer(store.areaDir('store'), new Uint8Array());
  return {
    async timeline(scene) {
      return sceneTimelineSchema.parse(await artefacts.get(narrationOf(scene.id))!.json(NARRATION_TIMELINE));
    },
    async given(scene, size, { theme = 'night', fps = FPS } = {}) {
      const run = await runAt(fps);
      // Drawing holds up the process: sockets that the server has closed meanwhile are to be noticed before one is used again.
      await delay(20);
      return loadGiven(scene, {
        run,
        ...size,
        theme,
        props: {},
        urlOf: (place) => `${server.url}store/${place}`,
      });
    },
    async close() {
      await server.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}
