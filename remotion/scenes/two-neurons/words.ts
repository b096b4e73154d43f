import type { Facts } from '../../stage/facts';
import type { ExperimentOutline, Showable } from '../../stage/outline';
import type { Claim, Sentence } from '../../stage/scene';
import { requireShowable } from '../about';

/** What the film's own scene is about, and the network that its first layer is set against. */
export const EXPERIMENT = 'spirals';
export const WIDER = 'boundary';

/** A first layer that takes the plane to the plane. */
export function canShow({ name, data, inputs, hidden }: ExperimentOutline): Showable {
  if (data === 'mnist') return 'its data are pictures, and the scene draws points of the plane';
  if (inputs !== 2) return `its points have ${inputs} dimensions, and the scene draws points with 2`;
  if (hidden[0] !== 2)
    return `${name}.hidden is [${hidden.join(',')}], and the scene draws a first hidden layer of 2 neurons`;
  return true;
}

const CARDINALS = 'no one two three four five six seven eight nine ten eleven twelve'.split(' ');
const cardinal = (n: number): string => CARDINALS[n] ?? String(n);

const wideOf = (facts: Facts): number => facts.experiment(WIDER).widths[1] ?? 0;

const atLeast = (id: string, least: number): Claim => ({
  id: `two-neurons-${id}`,
  holds: (facts) => wideOf(facts) >= least,
  measured: (facts) => `first layer of ${WIDER}: ${wideOf(facts)} neurons`,
  needed: `at least ${least} neurons`,
});

/** Four axes at right angles are one more than anybody has seen. */
const unseen = atLeast('unseen', 4);
const folds = atLeast('folds', 3);

export function sentences(facts: Facts): readonly Sentence[] {
  requireShowable('two-neurons', facts.experiment(EXPERIMENT), canShow);
  const wide = wideOf(facts);
  return [
    { text: '{dot}Each dot is just two numbers.', rest: 0.3 },
    { text: '{net}The first layer of our network {eight}turns them into ' + `${cardinal(wide)}.`, rest: 0.5 },
    {
      text: `{point}A point with ${cardinal(wide)} coordinates: {space}nobody can picture that space.`,
      rest: 0.4,
      claim: unseen,
    },
    {
      text: `So {fold}let ${cardinal(wide - 2)} of them go: {two}a smaller network has just two.`,
      rest: 0.4,
      claim: folds,
      otherwise: 'Now {fold}take another network, {two}whose first layer has just two neurons.',
    },
    { text: '{in}Two numbers go in, {out}two come out: a place in the same plane.', rest: 0.4 },
    { text: '{move}So all that the layer does is move the dot, {all}and every other dot, too.', rest: 0.8 },
  ];
}

/** Which network's first layer is drawn. */
export const headingOf = (widths: readonly number[]): string => `${widths.join('-')} network`;
