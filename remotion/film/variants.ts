import {
  experimentNameSchema,
  experimentSchema,
  type Experiment,
  type Experiments,
} from '../../training/hyperparameters';
import type { Imported, Imports } from '../../training/imported';
import { CannotShowError, type ExperimentScene } from '../scenes/about';
import { experimentScene as mnistPca } from '../scenes/mnist-pca';
import { experimentScene as spiralsStretching } from '../scenes/spirals-stretching';
import type { ExperimentOutline, Showable } from '../stage/outline';
import type { DrawnScene, Scene } from '../stage/scene';
import { subjectsOf, type Judge } from './own-props';

/** Scenes that can be about several experiments; each says itself which it can show. */
const experimentScenes: readonly ExperimentScene[] = [spiralsStretching, mnistPca];

/** Pixels of a digit, and how many digits there are. */
const MNIST = { inputs: 784, classes: 10 } as const;

/** What is known of the inputs and classes before any data are read. */
function dataOf(experiment: Experiment): Pick<ExperimentOutline, 'inputs' | 'classes'> {
  if (experiment.data === 'mnist') return MNIST;
  if (experiment.data === 'csv') return { inputs: experiment.dimensions, classes: undefined };
  return { inputs: 2, classes: 2 };
}

/** An experiment as scenes judge it. */
export const outlineFrom = (name: string, experiment: Experiment): ExperimentOutline => ({
  name,
  data: experiment.data,
  hidden: experiment.hidden,
  activation: experiment.activation,
  ...dataOf(experiment),
});

/** Activations that were brought, as scenes judge them. */
export const outlineOfImport = (name: string, { widths, classes }: Imported): ExperimentOutline => ({
  name,
  data: 'activations',
  inputs: widths[0] ?? 0,
  hidden: widths.slice(1, -1),
  outputs: widths.at(-1),
  activation: undefined,
  classes,
});

/** What the training will refuse in a line of its own is offered nowhere. */
const isValid = ([name, experiment]: readonly [string, Experiment]): boolean =>
  experimentNameSchema.safeParse(name).success && experimentSchema.safeParse(experiment).success;

/** All experiments, as scenes judge them. */
export const outlinesOf = (experiments: Experiments): ExperimentOutline[] =>
  Object.entries(experiments)
    .filter(isValid)
    .map(([name, experiment]) => outlineFrom(name, experiment));

/**
 * Every scene about every experiment that it can show, besides those that the film has anyway, and about activations that
 * were brought.
 */
export const variantsOf = (experiments: Experiments, imports: Imports = {}): DrawnScene[] =>
  experimentScenes.flatMap((scene) => [
    ...outlinesOf(experiments)
      .filter((outline) => outline.name !== scene.experiment && scene.canShow(outline) === true)
      .map(({ name }) => scene.about(name)),
    // A name of ours is no name for an import; who writes such an experiment is told so when it is to be trained.
    ...Object.entries(imports)
      .filter(([name, brought]) => !Object.hasOwn(experiments, name) && shows(scene, name, brought) === true)
      .map(([name]) => scene.about(name, 'activations')),
  ]);

const shows = (scene: ExperimentScene, name: string, brought: Imported): Showable =>
  scene.canShow(outlineOfImport(name, brought));

/** The ids of the scenes that can show what was brought, and why the others cannot. */
export function scenesAboutImport(
  name: string,
  brought: Imported,
): { readonly ids: readonly string[]; readonly refusals: readonly string[] } {
  const judged = experimentScenes.map((scene) => ({
    id: scene.about(name, 'activations').id,
    showable: shows(scene, name, brought),
  }));
  return {
    ids: judged.filter(({ showable }) => showable === true).map(({ id }) => id),
    refusals: judged.flatMap(({ id, showable }) => (showable === true ? [] : [`${id}: ${showable}`])),
  };
}

/** Of a name that comes from anywhere: “constructor” is none of ours. */
const ownValue = <T>(values: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(values, name) ? values[name] : undefined;

type Judged = Judge & Pick<Scene, 'props'>;
type Subjects = ReturnType<typeof subjectsOf>;

/** The experiments that a scene is about as the film shows it, and who judges them. */
function subjectsIn(scene: Judged, names: readonly string[]): Subjects {
  for (const variant of experimentScenes)
    for (const name of [variant.experiment, ...names])
      if (variant.about(name).id === scene.id)
        return [{ name, judge: (outline) => variant.canShow(outline) }];
  return subjectsOf(scene, scene.props?.parse({}) ?? {});
}

/**
 * Refuses, before anything is trained or drawn, scenes that cannot show their experiments as this run has them.
 * @param experiments with all that `--set` changed
 * @param imports what was brought, beside them
 * @throws CannotShowError naming scene, experiment, field and value, and the other scenes that refuse
 */
export function requireAllShowable(
  scenes: readonly Judged[],
  experiments: Experiments,
  imports: Imports = {},
): void {
  const names = [...Object.keys(experiments), ...Object.keys(imports)];
  const refusals = scenes.flatMap((scene) =>
    subjectsIn(scene, names).flatMap(({ name, judge }) => {
      const [experiment, brought] = [ownValue(experiments, name), ownValue(imports, name)];
      const showable = experiment
        ? judge(outlineFrom(name, experiment))
        : brought
          ? judge(outlineOfImport(name, brought))
          : 'there is none of that name in training/experiments.ts';
      return showable === true ? [] : [{ scene: scene.id, name, why: showable }];
    }),
  );
  const [first, ...others] = refusals;
  if (!first) return;
  const too = [...new Set(others.map(({ scene }) => scene))].filter((id) => id !== first.scene);
  throw new CannotShowError(first.scene, first.name, first.why, too);
}
