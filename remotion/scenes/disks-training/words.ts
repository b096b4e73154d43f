import { formatPercent } from '../../stage/number';
import type { ExperimentFacts, Facts } from '../../stage/facts';
import type { Claim, Sentence } from '../../stage/scene';
import { learnsClaim } from '../about';
import { DISKS, keepsApart, strictActivations } from '../disks-data';

const run = (facts: Facts): ExperimentFacts => facts.experiment(DISKS);

const learns = learnsClaim('disks-training-learns', DISKS);

/** The best accuracy of any recorded epoch, on the dots and on the 10,000 points that fill disk and ring. */
function best(facts: Facts): { readonly dots: number; readonly dense: number } {
  const { accuracy, curves, measures } = run(facts);
  const dense = curves['dense']?.accuracy ?? [measures['denseAccuracy'] ?? Number.NaN];
  return { dots: Math.max(...accuracy), dense: Math.max(...dense) };
}

const never = (facts: Facts): boolean => {
  const { dots, dense } = best(facts);
  return dots < 1 && dense < 1;
};

const fails: Claim = {
  id: 'disks-training-fails',
  holds: never,
  measured: (facts) => {
    const { dots, dense } = best(facts);
    return `best accuracy ${formatPercent(dots, 2)}, on 10,000 points ${formatPercent(dense, 2)}`;
  },
  needed: 'both less than 1 at every recorded epoch',
};

const merges: Claim = {
  id: 'disks-training-never-merges',
  holds: (facts) => keepsApart(run(facts).activation),
  measured: (facts) => `activation ${run(facts).activation}`,
  needed: `strictly increasing: ${strictActivations.join(', ')}`,
};

/** What became of the dots in the end, where it is not that they were never all right. */
function result(facts: Facts): string {
  const { accuracy } = run(facts);
  if (accuracy.at(-1) !== 1) return 'but in the end some dots are wrong.';
  return best(facts).dense === 1
    ? 'and every dot is right.'
    : 'and these dots are right, but not every point.';
}

export const sentences = (facts: Facts): readonly Sentence[] => [
  { text: '{panels}All its layers at once, {train}as it learns.', rest: 0.9 },
  {
    // True of any activation here: each is the limit of strictly increasing ones, which keep the inside in.
    text: '{why}Layers never tear or merge: {ring}the ring stays closed {around}around the disk.',
    rest: 0.3,
    claim: merges,
    otherwise: '{why}Layers never tear, {ring}so the disk {around}never gets out of the ring.',
  },
  { text: '{line}Whichever side of a line holds the whole ring {disk}holds the disk, too.', rest: 1.9 },
  {
    text: '{loss}The loss falls, {never}but it never gets every dot.',
    rest: 0.5,
    ...(learns.holds(facts)
      ? { claim: fails, otherwise: `{loss}The loss falls, {never}${result(facts)}` }
      : {
          claim: learns,
          otherwise: `{loss}The loss hardly falls, {never}${never(facts) ? 'and it never gets every dot.' : result(facts)}`,
        }),
  },
  {
    text: '{enough}Two neurons are not enough.',
    rest: 0.2,
    claim: fails,
    otherwise: '{enough}Two neurons never part all of the ring from the disk.',
  },
];
