import { neededFor } from '../../cache/graph';
import type { Artefact, Step } from '../../cache/step';
import { chooseBackend, type BackendChoice } from '../../training/backend';
import type { Experiments } from '../../training/hyperparameters';
import { importSteps } from '../../training/import-steps';
import { imports } from '../../training/imported';
import { applyOverrides } from '../../training/overrides';
import { experimentSteps } from '../../training/steps';
import { factsFrom } from '../film/facts-of';
import { allScenes, filmScenes } from '../film/running-order';
import { requireAllShowable } from '../film/variants';
import { narrationStep, soundStep, speechStep } from '../narration/steps';
import { chooseVoice, type Voice } from '../narration/voice';
import { isDrawn, type Scene } from '../stage/scene';
import { findBrowser, type Browser } from './browser';
import type { Engine, EngineOptions } from './engine';
import { FILM, filmStep } from './film-step';
import { formulasStep } from './formulas';
import { segmentStep, stepsRead } from './segments';
import type { Session } from './session';
import type { FilmSettings } from './settings';

/** All steps from hyperparameters to the film, and what was chosen to carry them out. */
export interface Pipeline {
  readonly steps: readonly Step[];
  readonly scenes: readonly Scene[];
  readonly settings: FilmSettings;
  readonly backend: BackendChoice;
  readonly voice: Voice;
  readonly browser: Browser;
  /** Opened when it is first needed, closed with the session. */
  engine(): Promise<Engine>;
}

/** The film's scenes as the settings ask for them, in the film's order. */
export const scenesOf = ({ scenes }: FilmSettings): Scene[] =>
  scenes === null ? [...filmScenes] : allScenes.filter(({ id }) => scenes.includes(id));

/** The steps of the experiments alone, and of activations that were brought. */
export async function trainingSteps(
  set: readonly string[],
): Promise<{ steps: Step[]; experiments: Experiments; backend: BackendChoice }> {
  const experiments = applyOverrides(set);
  const backend = await chooseBackend();
  return { steps: [...experimentSteps(experiments, backend), ...importSteps(imports)], experiments, backend };
}

/** A scene's facts from the artefacts that hold them. */
const factsReader =
  (scene: Scene) =>
  (read: (id: string) => Artefact): ReturnType<typeof factsFrom> =>
    factsFrom(scene.reads, (id) => read(id).meta);

/** Steps that a scene's picture and voice come from, without its segment. */
export function sceneSteps(scene: Scene, voice: Voice, fps: number): Step[] {
  const facts = factsReader(scene);
  const reads = stepsRead(scene.reads);
  return [
    speechStep(scene, voice, facts, reads),
    narrationStep(scene, fps, facts, reads),
    formulasStep(scene, facts, reads),
  ];
}

/** The ids of the steps a scene needs before it can be drawn. */
export const drawingNeeds = (scene: Scene): string[] => [
  ...stepsRead(scene.reads),
  `narration:${scene.id}`,
  `formulas:${scene.id}`,
];

/**
 * Builds the whole graph. Nothing is made and no engine is started yet.
 * @throws RequestError for a wrong hyperparameter, voice or browser
 */
export async function pipeline(asked: FilmSettings, session: Session): Promise<Pipeline> {
  const scenes = scenesOf(asked);
  const dom = scenes.filter((scene) => !isDrawn(scene));
  if (dom.length > 0 && asked.engine === 'canvas')
    session.report.say(
      `${dom.map(({ id }) => id).join(', ')}: made of components, not drawn on a canvas; the remotion engine makes this film`,
    );
  const settings: FilmSettings = dom.length > 0 ? { ...asked, engine: 'remotion' } : asked;
  const { steps: training, experiments, backend } = await trainingSteps(settings.set);
  requireAllShowable(scenes, experiments, imports);
  const voice = await chooseVoice(settings.voice);
  const browser = await findBrowser(settings.browser === undefined ? {} : { asked: settings.browser });
  let opened: Promise<Engine> | undefined;
  const engine = (): Promise<Engine> => {
    if (!opened) {
      opened = openEngine(settings.engine, { browser, storeDir: session.store.areaDir('store') });
      // An engine that did not open has closed what it had, and has said why.
      session.atEnd(async () => (await opened?.catch(() => undefined))?.close());
    }
    return opened;
  };
  const ids = scenes.map(({ id }) => id);
  const all = [
    ...training,
    ...scenes.flatMap((scene) => sceneSteps(scene, voice, settings.fps)),
    ...scenes.map((scene) => segmentStep(scene, settings, browser.version, engine)),
    soundStep(ids, settings.fps),
    filmStep(ids, settings),
  ];
  return { steps: neededFor(all, [FILM]), scenes, settings, backend, voice, browser, engine };
}

async function openEngine(name: Engine['name'], options: EngineOptions): Promise<Engine> {
  if (name === 'canvas') return (await import('./canvas/engine')).openCanvasEngine(options);
  return (await import('./reference/engine')).openReferenceEngine(options);
}
