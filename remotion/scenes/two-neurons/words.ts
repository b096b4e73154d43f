import type { Facts } from '../../stage/facts';
import type { Claim, Sentence } from '../../stage/scene';
import { requireShowable } from '../about';
import { showsPlane } from '../can-show';
import { cardinal } from '../number-words';

/** What the film's own scene is about, and the network that its first layer is set against. */
export const EXPERIMENT = 'spirals';
export const WIDER = 'boundary';

/** A first layer that takes the plane to the plane. */
export const canShow = showsPlane({ firstLayer: 2 });

/** Any first layer of which each neuron has a place: wider ones are projected, and their weights are not kept. */
export const canShowWider = showsPlane({ most: { layers: 12, neurons: 32 } });

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
  requireShowable('two-neurons', facts.experiment(WIDER), canShowWider);
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
      text: `So {fold}let ${cardinal(wide - 2)} of them go: {two}another network’s first layer has just two.`,
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
