import { activations } from '../../../training/network';
import type { Claim, Sentence } from '../../stage/scene';
import type { Facts } from '../../stage/facts';
import { formatPercent } from '../../stage/number';

/** The networks of the film that take what belongs apart, apart; in the order in which they are named. */
export const PARTED = { spirals: 'spirals', disks: 'disks3d', digits: 'mnist' } as const;
type Parted = keyof typeof PARTED;

const NAMES: Readonly<Record<Parted, string>> = {
  spirals: 'spirals',
  disks: 'disks',
  digits: 'handwriting',
};
/** Points of the plane must all be right; of digits so many, as where the film says that they come apart. */
const ENOUGH: Readonly<Record<Parted, number>> = { spirals: 1, disks: 1, digits: 0.9 };

const PARTS = Object.keys(PARTED) as Parted[];

const accuracyOf = (facts: Facts, part: Parted): number => {
  const { measures, accuracy } = facts.recording(PARTED[part]);
  const drawn = accuracy.at(-1) ?? Number.NaN;
  return part === 'digits' ? (measures['heldOutAccuracy'] ?? drawn) : drawn;
};

const isApart = (facts: Facts, part: Parted): boolean => accuracyOf(facts, part) >= ENOUGH[part];

const apart: Claim = {
  id: 'closing-apart',
  holds: (facts) => PARTS.every((part) => isApart(facts, part)),
  measured: (facts) =>
    PARTS.map((part) => `${PARTED[part]} ${formatPercent(accuracyOf(facts, part), 1)}`).join(', '),
  needed: `accuracy of ${PARTS.map((part) => `${PARTED[part]} at least ${formatPercent(ENOUGH[part])}`).join(', ')}`,
};

/** What is named bends somewhere: where all of them are linear, nothing does. */
const BENT = ['spirals', 'disks2d', 'disks3d'];
const bends: Claim = {
  id: 'closing-bends',
  holds: (facts) => BENT.every((name) => facts.experiment(name).activation !== 'linear'),
  measured: (facts) =>
    BENT.map((name) => `${name}.activation ${facts.experiment(name).activation}`).join(', '),
  needed: `none of them linear, as are ${Object.keys(activations)
    .filter((name) => name !== 'linear')
    .join(', ')}`,
};

/** Names one after another, each with the cue at which it is seen. */
function listed(parts: readonly Parted[]): string {
  const names = parts.map((part) => `{${part}}${NAMES[part]}`);
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`;
}

function whatIsApart(facts: Facts): string {
  const parts = PARTS.filter((part) => isApart(facts, part));
  return parts.length === 0
    ? '{apart}That is how a network moves what it is given.'
    : `{apart}That pulls ${listed(parts)} apart.`;
}

export const sentences = (facts: Facts): readonly Sentence[] => [
  {
    text: '{stretch}Stretch space, {shift}shift it, {bend}bend it, {again}again and again.',
    rest: 0.45,
    claim: bends,
    otherwise: '{stretch}Stretch space and {shift}shift it, {again}again and again.',
  },
  {
    text: `{apart}That pulls ${listed(PARTS)} apart.`,
    rest: 0.6,
    claim: apart,
    otherwise: whatIsApart(facts),
  },
  { text: '{open}The box is open.' },
];
