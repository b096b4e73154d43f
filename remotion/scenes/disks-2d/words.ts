import { activations } from '../../../training/network';
import { formatPercent } from '../../stage/number';
import type { ExperimentFacts, Facts } from '../../stage/facts';
import type { Claim, Sentence } from '../../stage/scene';
import { requireShowable } from '../about';
import { DISKS, keepsApart } from '../disks-data';
import { canShow } from './can-show';

const run = (facts: Facts): ExperimentFacts => facts.experiment(DISKS);
const measure = (facts: Facts, name: string): number => run(facts).measures[name] ?? Number.NaN;
/** Cut off, not rounded: only what is all reads as 1. */
const cut = (share: number): number => Math.floor(1e4 * share) / 1e4;

/** What layers that neither tear nor merge do to a ring and its inside; said twice, so it is two claims. */
const neverMerges = (id: string): Claim => ({
  id,
  holds: (facts) => keepsApart(run(facts).activation),
  measured: (facts) => `activation ${run(facts).activation}`,
  needed: 'an activation that merges nothing, such as tanh',
});
const staysClosed = neverMerges('disks-2d-closed');
const staysInside = neverMerges('disks-2d-inside');

const fails: Claim = {
  id: 'disks-2d-fails',
  holds: (facts) => measure(facts, 'accuracy') < 1,
  measured: (facts) => `accuracy ${cut(measure(facts, 'accuracy'))}`,
  needed: 'accuracy < 1',
};

/**
 * Seconds that a layer of this scene takes, and the last ones after a look; the words take this many of the first. Where
 * an activation's values are all of one sign, each layer brings the plane back from a corner: a longer way for every dot.
 */
const LAYER = { odd: 2.5, other: 3.2 } as const;
const LAST = { odd: 2.4, other: 5 } as const;
const SPOKEN = { all: 5.6, less: 2.6 } as const;

/** What is said where a run did not fail on its dots: only what was measured. */
function measured(facts: Facts): string {
  if (measure(facts, 'accuracy') !== 1) return '{line}A line is all {score}that the last layer has.';
  const dense = measure(facts, 'denseAccuracy');
  if (dense === 1) return '{line}Its line gets all of these dots right, {score}and all of a far denser set.';
  if (!(dense < 1)) return '{line}Its line gets {score}all of these dots right.';
  return `{line}Its line gets all of these dots right, {score}but only ${formatPercent(dense, 1)} of a far denser set.`;
}

/**
 * What is said while a network of two neurons a layer tries to part a disk from its ring.
 * @throws CannotShowError when the run turned out to be one that the scene cannot show
 */
export function sentences(facts: Facts): readonly Sentence[] {
  requireShowable('disks-2d', run(facts), canShow);
  const { activation, widths } = run(facts);
  const hidden = widths.length - 2;
  const way = activations[activation].odd ? 'odd' : 'other';
  const [each, subject] =
    hidden === 1 ? ['its hidden layer', 'The layer'] : ['each hidden layer', 'Each layer'];
  return [
    { text: `{dots}A disk in a ring, {network}and two neurons in ${each}.`, rest: 0.3 },
    {
      text: `{walk}${subject} turns, stretches and bends the plane, {closed}and the ring stays closed around its disk.`,
      rest: Math.max(
        0.8,
        LAYER[way] * Math.max(1, hidden - 1) - (keepsApart(activation) ? SPOKEN.all : SPOKEN.less),
      ),
      claim: staysClosed,
      otherwise: `{walk}${subject} turns, stretches and {closed}folds the plane.`,
    },
    {
      // True whether or not a lens shows it: the later layers may have left no time for one.
      text: '{inside}However thin it gets, the disk is still inside.',
      rest: LAST[way],
      claim: staysInside,
      otherwise: '{inside}The disk and its ring are still together.',
    },
    {
      text: `{line}So the last line fails to part them: {score}${formatPercent(measure(facts, 'accuracy'))} are right, not all.`,
      rest: 0.4,
      claim: fails,
      otherwise: measured(facts),
    },
  ];
}
