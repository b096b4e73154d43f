import { z } from 'zod';
import type { Tensor } from '../../cache/npy';
import { formulaPathsSchema } from '../stage/formula';
import { layoutOf } from '../stage/layout';
import type { Given, Scene } from '../stage/scene';
import { themes } from '../stage/theme';
import { factsFrom } from './facts-of';
import { FORMULAS_FILE, formulasOf, NARRATION_TIMELINE, narrationOf, type Run } from './run';
import { ownProps, readsOf, requireDrawable } from './own-props';
import { openStored, StoreReadError, type StoredArtefact, type UrlOf } from './store-reader';
import { sceneTimelineSchema } from './timeline';

export interface LoadRequest {
  readonly run: Run;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** The name of one of `themes`. */
  readonly theme: string;
  /** Values for the scene's own props; the scene's defaults stand in for what is left out. */
  readonly props: Readonly<Record<string, unknown>>;
  readonly urlOf: UrlOf;
}

const formulasSchema = z.record(z.string(), formulaPathsSchema);

/** Formulas that say which one is missing: a scene may have been changed since they were made. */
const complete = <T>(sceneId: string, formulas: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
  new Proxy(formulas, {
    get(them, name) {
      if (typeof name === 'string' && !Object.hasOwn(them, name))
        throw new StoreReadError(
          `scene ${sceneId} draws the formula "${name}", which was not made: its \`formulas\` must name it, and npm run studio (or film) makes it`,
        );
      return Reflect.get(them, name) as T;
    },
  });

/**
 * Everything about a scene that does not change from frame to frame, fetched from the store and checked.
 * @throws StoreReadError when an artefact is missing or damaged
 */
export async function loadGiven(scene: Scene, request: LoadRequest): Promise<Given> {
  const { run, width, height, urlOf } = request;
  const props = ownProps(scene, request.props);
  const reads = readsOf(scene, props);
  const theme = themes[request.theme];
  if (!theme)
    throw new StoreReadError(
      `theme: ${request.theme} is unknown; there are ${Object.keys(themes).join(', ')}`,
    );
  const open = (id: string): Promise<StoredArtefact> => {
    const path = run[id];
    if (path === undefined)
      throw new StoreReadError(`the run has no ${id}, which scene ${scene.id} needs; run npm run film`);
    return openStored(path, urlOf);
  };

  const [timeline, formulas] = await Promise.all([
    open(narrationOf(scene.id)).then((it) => it.json(NARRATION_TIMELINE, sceneTimelineSchema)),
    open(formulasOf(scene.id)).then((it) => it.json(FORMULAS_FILE, formulasSchema)),
  ]);

  const artefacts = await Promise.all(
    reads.map(async (read) => {
      const id = `${read.stage}:${read.name}`;
      return { id, ...read, artefact: await open(id) };
    }),
  );
  const metas = new Map(artefacts.map(({ id, artefact }) => [id, artefact.manifest.meta]));
  const facts = factsFrom(reads, (id) => metas.get(id));
  // Before any array is read: an experiment that cannot be shown may not even have those that the scene names.
  requireDrawable(scene, props, facts);
  const tensors = new Map<string, Tensor>();
  await Promise.all(
    artefacts.map(async ({ id, arrays, artefact }) => {
      const every = Object.keys(artefact.manifest.files).filter((file) => file.endsWith('.npy'));
      const files = arrays === '*' ? every : arrays.map((array) => `${array}.npy`);
      await Promise.all(
        files.map(async (file) => tensors.set(`${id}/${file.slice(0, -4)}`, await artefact.npy(file))),
      );
    }),
  );

  return {
    width,
    height,
    duration: timeline.durationInFrames / timeline.fps,
    theme,
    layout: layoutOf(width, height),
    facts,
    formulas: complete(scene.id, formulas),
    cues: timeline.cues,
    captions: timeline.captions,
    voice: timeline.voice,
    tensor(stage, name, array) {
      const tensor = tensors.get(`${stage}:${name}/${array}`);
      if (!tensor)
        throw new StoreReadError(
          `scene ${scene.id} draws from ${stage}:${name}/${array}, which its \`reads\` does not name; add it there`,
        );
      return tensor;
    },
    props,
  };
}
