import { activations } from '../../../training/network';
import { formatPercent } from '../../stage/number';
import type { ExperimentFacts, Facts } from '../../stage/facts';
import type { Claim, Sentence } from '../../stage/scene';
import { learnsClaim, requireShowable } from '../about';
import { ordinal } from '../number-words';
import { canShow, EXPERIMENT } from './can-show';

const run = (facts: Facts): ExperimentFacts => facts.experiment(EXPERIMENT);
const accuracy = (facts: Facts): number => run(facts).measures['accuracy'] ?? Number.NaN;
const spread = (facts: Facts): number => run(facts).measures['spread'] ?? Number.NaN;

/**
 * The distance of the nearest dot from the plane, of all that are drawn: they are those that were learnt from and those held out.
 * Below 0 where one is on the wrong side; NaN where it was not measured.
 */
export const leastMargin = ({
  measures: { margin = Number.NaN, heldOutMargin = margin },
}: ExperimentFacts): number => Math.min(margin, heldOutMargin);
const margin = (facts: Facts): number => leastMargin(run(facts));

const learns = learnsClaim('bulge-learns', EXPERIMENT);

/** From this spread on the sheet is seen to leave the plane; 0 is flat. */
const ROUND = 0.15;

const bulges: Claim = {
  id: 'bulge-bulges',
  holds: (facts) => learns.holds(facts) && spread(facts) >= ROUND,
  measured: (facts) => `${learns.measured(facts)}, spread ${spread(facts).toPrecision(2)}`,
  needed: `${learns.needed}, spread of every hidden layer at least ${ROUND}`,
};

const separates: Claim = {
  id: 'bulge-separated',
  holds: (facts) => accuracy(facts) === 1 && margin(facts) > 0,
  measured: (facts) =>
    `accuracy ${Math.floor(1e4 * accuracy(facts)) / 1e4}, margin ${margin(facts).toPrecision(2)}`,
  needed: 'accuracy = 1, margin > 0',
};

/** Below this a distance has more zeros than digits. */
const TINY = 1e-4;

/** Two digits that count, as a plain decimal: the nearest dot's distance from the plane, above 0. */
export const marginText = (value: number): string =>
  value < TINY ? 'almost 0' : String(Number(value.toPrecision(2)));

/** Bounded activations hold all in a box; broken lines fold. */
const bends = ({ activation }: ExperimentFacts): string =>
  activations[activation].range.every(Number.isFinite) ? 'bends into a box' : 'folds';

/**
 * What is said while a plane gets a third dimension; layer counts and the accuracy are the run's.
 * @throws CannotShowError when the run turned out to be one that the scene cannot show
 */
export function sentences(facts: Facts): readonly Sentence[] {
  const own = run(facts);
  requireShowable('bulge', own, canShow);
  const layers = own.widths.length - 2;
  return [
    {
      text: `With {neuron}one more neuron${layers > 1 ? ' in each layer' : ''}, {tip}the plane gains a third dimension.`,
      rest: 1.1,
    },
    {
      text: '{learn}As it learns, it bulges.',
      rest: 2.7,
      claim: bulges,
      otherwise: learns.holds(facts)
        ? '{learn}As it learns, the loss falls.'
        : '{learn}It is trained, but the loss hardly falls.',
    },
    { text: '{back}Again, slowly: {matrix-1}it turns and stretches.', rest: 0.6 },
    { text: `{bias-1}It shifts, {activation-1}and ${bends(own)}.`, rest: 1.1 },
    ...Array.from({ length: layers - 1 }, (_, i) => ({
      text: `{matrix-${i + 2}}The ${ordinal(i + 2)} layer turns and stretches, {bias-${i + 2}}shifts, {activation-${i + 2}}and bends again.`,
      rest: 1.2,
    })),
    {
      text: '{plane}Now a flat plane fits between the two kinds of dots.',
      rest: 0.3,
      claim: separates,
      otherwise: `{plane}Now a flat plane has ${formatPercent(accuracy(facts))} of the dots on their own sides.`,
    },
    {
      text: '{edge}From its edge, {margin}every dot is on its own side.',
      rest: 1.5,
      claim: separates,
      otherwise: '{edge}From its edge, {margin}some dots are still on the wrong side.',
    },
  ];
}
