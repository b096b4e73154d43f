import type { ExperimentFacts, Facts } from '../../stage/facts';
import { formatPercent } from '../../stage/number';
import type { Claim, Sentence } from '../../stage/scene';
import { requireShowable } from '../about';
import { showsPlane } from '../can-show';

/** What the scene is about. */
export const EXPERIMENT = 'spirals';
export const ID = 'linear-boundary';

/** Hidden layers that keep the plane a plane, so that a line in the last of them can be followed back through them all. */
export const canShow = showsPlane({
  everyLayer: 2,
  most: { layers: 8, neurons: 2 },
  bends: true,
  classes: 2,
});

const run = (facts: Facts): ExperimentFacts => facts.experiment(EXPERIMENT);
const accuracyOf = (facts: Facts): number => run(facts).measures['accuracy'] ?? Number.NaN;
/** Runs recorded before the margin was measured have none. */
const marginOf = (facts: Facts): number | undefined => run(facts).measures['margin'];

/** Cut off, not rounded: only what is all reads as 1. */
const shown = (share: number): number => Math.floor(1e4 * share) / 1e4;

const separates = (facts: Facts): boolean => accuracyOf(facts) === 1 && (marginOf(facts) ?? 1) > 0;

const parted = (id: string): Claim => ({
  id,
  holds: separates,
  measured: (facts) => {
    const margin = marginOf(facts);
    return `accuracy ${shown(accuracyOf(facts))}${margin === undefined ? '' : `, margin ${margin.toPrecision(2)}`}`;
  },
  needed: 'accuracy = 1, margin > 0',
});

/**
 * Whether dots of both classes were named: a continuous logit that is positive here and negative there is zero between. Runs
 * without counts tell it by being right about more than the half that always naming one class is right about.
 */
function namesBoth(facts: Facts): boolean {
  const { confusion } = run(facts);
  if (confusion.length < 2) return accuracyOf(facts) > 0.5;
  return [0, 1].every((named) => confusion.some((row) => (row[named] ?? 0) > 0));
}

/** Mean cross-entropy of giving every dot the same output, at its best. */
function lossOfGuessing({ confusion }: ExperimentFacts): number {
  const counts = confusion.map((row) => row.reduce((sum, count) => sum + count, 0));
  const all = counts.reduce((sum, count) => sum + count, 0);
  if (all === 0) return Math.LN2;
  return counts.reduce((sum, count) => (count > 0 ? sum - (count / all) * Math.log(count / all) : sum), 0);
}
const lossOf = (facts: Facts): number => run(facts).measures['loss'] ?? run(facts).loss.at(-1) ?? Number.NaN;

/** Whether it is known that not all dots get the same output: all of a loss below guessing, and both names, come of that. */
const differ = (facts: Facts): boolean =>
  namesBoth(facts) || lossOf(facts) < lossOfGuessing(run(facts)) - 1e-3;

const differs = (id: string): Claim => ({
  id,
  holds: differ,
  measured: (facts) => `loss ${lossOf(facts).toPrecision(3)}, accuracy ${shown(accuracyOf(facts))}`,
  needed: `loss below guessing's ${Math.LN2.toPrecision(3)}, or some dots named each class`,
});

const crosses: Claim = {
  id: 'linear-boundary-crosses',
  holds: namesBoth,
  measured: (facts) =>
    `accuracy ${shown(accuracyOf(facts))}, dots named ${namesBoth(facts) ? 'both' : 'one class'}`,
  needed: 'some dots named each class',
};

/** So many turns are not parted by anything that does not wind, where all of them is parted and not just a few dots. */
const [WOUND, ALL] = [0.65, 0.98];

/** What the boundary does in the input plane, of these data; what an old run does not say is as in the film's own. */
function between(facts: Facts): string {
  const { hyperparameters, measures } = run(facts);
  const { data = EXPERIMENT, turns = 0.75 } = hyperparameters;
  if (data !== 'spirals') return 'runs between the two classes';
  const everywhere = (measures['denseAccuracy'] ?? 1) >= ALL;
  return everywhere && typeof turns === 'number' && turns >= WOUND
    ? 'winds between the spirals'
    : 'runs between the spirals';
}

/** Seconds that going back through a layer takes, and how many of them pass while it is said. */
const [A_LAYER, SAID] = [1.42, 3.7];

/** @throws CannotShowError when the run turned out to be one that the scene cannot show */
export function sentences(facts: Facts): readonly Sentence[] {
  const { widths } = run(facts);
  requireShowable(ID, run(facts), canShow);
  const hidden = widths.length - 2;
  const way = hidden === 1 ? ' through the hidden layer' : ', layer by layer';
  const rest = Math.max(0.4, hidden * A_LAYER - SAID);
  return [
    {
      text: '{line}The last layer is just a straight line.',
      rest: 0.2,
      claim: differs('linear-boundary-line'),
      otherwise: '{line}All that the last layer can draw is a straight line.',
    },
    {
      text: '{normal}Across it, each dot {project}lands on a number: {sides}blue below zero, orange above.',
      rest: 1.05,
      claim: parted('linear-boundary-numbers'),
      otherwise: differ(facts)
        ? `{normal}Across it, each dot {project}lands on a number, {sides}and ${formatPercent(accuracyOf(facts))} of them on their own side of zero.`
        : '{normal}Across it, each dot {project}lands on a number, {sides}and the numbers do not tell the classes apart.',
    },
    {
      text: `{back}Pulled back${way}, the line bends with the plane.`,
      rest,
      claim: crosses,
      otherwise: `{back}Pulled back${way}, the plane unbends.`,
    },
    namesBoth(facts)
      ? {
          text: `{curve}In the input, the same straight line ${between(facts)}.`,
          claim: parted('linear-boundary-between'),
          otherwise: '{curve}In the input, the same straight line leaves some dots on the wrong side.',
        }
      : {
          text: '{curve}In the input, the line parts the dots.',
          claim: crosses,
          otherwise: '{curve}In the input, no line comes between the dots.',
        },
  ];
}
