import type { Facts, RecordingFacts } from '../stage/facts';
import { formatNumber } from '../stage/number';
import type { ExperimentOutline, Showable } from '../stage/outline';
import type { Claim, DrawnScene } from '../stage/scene';

/** A scene that can be about one experiment or another. */
export interface ExperimentScene {
  /** The experiment that the film's own scene is about. */
  readonly experiment: string;
  canShow(outline: ExperimentOutline): Showable;
  /**
   * The scene about an experiment; for `experiment`, the film's own scene.
   * @param kind where it is not a training of ours but activations that were brought
   */
  about(experiment: string, kind?: 'activations'): DrawnScene;
}

/** Thrown before anything is drawn when a scene was asked to show an experiment that it cannot show. */
export class CannotShowError extends Error {
  override readonly name = 'CannotShowError';
  readonly exitCode = 2;
  constructor(
    readonly scene: string,
    readonly experiment: string,
    readonly why: string,
    /** Other scenes that refuse. */
    readonly others: readonly string[] = [],
  ) {
    const out =
      others.length === 0
        ? 'leave the scene out'
        : `leave out what cannot show this: ${[scene, ...others].join(', ')}`;
    super(`scene ${scene} cannot show the experiment ${experiment}: ${why}; change that, or ${out}`);
  }
}

/** The chapter, and Studio's folder, of scenes about experiments that the film does not show. */
export const OTHERS = 'More experiments';

/** The film's own scene has the folder's name; one about another experiment has that experiment's name after it. */
export const idAbout = (folder: string, own: string, experiment: string): string =>
  experiment === own ? folder : `${folder}-${experiment}`;

/** Where the network has one output, its sign parts two classes; otherwise there is an output a class. */
const classesOf = (outputs: number): number => (outputs === 1 ? 2 : outputs);

/** The same outline from what was measured, with the number of classes that the data turned out to have. */
export function outlineOf(facts: RecordingFacts & { readonly activation?: string }): ExperimentOutline {
  const { experiment, hyperparameters, widths, classNames, activation } = facts;
  const { data } = hyperparameters;
  return {
    name: experiment,
    data: typeof data === 'string' ? data : undefined,
    inputs: widths[0] ?? 0,
    hidden: widths.slice(1, -1),
    outputs: widths.at(-1),
    activation,
    classes: classNames?.length ?? classesOf(widths.at(-1) ?? 0),
  };
}

/** @throws CannotShowError when the scene cannot show what this run turned out to be */
export function requireShowable(
  scene: string,
  facts: RecordingFacts,
  canShow: ExperimentScene['canShow'],
): void {
  const showable = canShow(outlineOf(facts));
  if (showable !== true) throw new CannotShowError(scene, facts.experiment, showable);
}

/** What sentences that speak of tanh need of an experiment. */
export const tanhClaim = (id: string, experiment: string): Claim => ({
  id,
  holds: (facts) => facts.experiment(experiment).activation === 'tanh',
  measured: (facts) => `activation ${facts.experiment(experiment).activation}`,
  needed: 'activation = tanh',
});

/** The loss of the end is this share of the first one at most: then it may be said to fall. */
const FALLEN = 0.9;

/** What sentences that say that the loss falls need of an experiment. */
export function learnsClaim(id: string, experiment: string): Claim {
  const lossOf = (facts: Facts, at: number): number => facts.experiment(experiment).loss.at(at) ?? Number.NaN;
  return {
    id,
    holds: (facts) => lossOf(facts, -1) <= FALLEN * lossOf(facts, 0),
    measured: (facts) =>
      `loss from ${formatNumber(lossOf(facts, 0), 3)} to ${formatNumber(lossOf(facts, -1), 3)}`,
    needed: `last loss at most ${FALLEN} of the first`,
  };
}
