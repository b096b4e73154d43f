import type { Facts } from '../../stage/facts';
import type { Claim, Sentence } from '../../stage/scene';

/** Whose images are drawn. */
export const EXPERIMENT = 'mnist';
/** Numbers that a digit is: 28 rows of 28 pixels. */
export const PIXELS = 784;

const NAMES = [
  'a zero',
  'a one',
  'a two',
  'a three',
  'a four',
  'a five',
  'a six',
  'a seven',
  'an eight',
  'a nine',
];
const named = (label: number): string => NAMES[label] ?? `a ${label}`;

const twoKinds: Claim = {
  id: 'pixel-space-two-kinds',
  holds: (facts) => {
    const [a, b] = facts.neighbours(EXPERIMENT).walk.labels;
    return a !== b;
  },
  measured: (facts) => `neighbours lead from ${facts.neighbours(EXPERIMENT).walk.labels.join(' to ')}`,
  needed: 'a way over neighbours from one digit to another',
};

export function sentences(facts: Facts): readonly Sentence[] {
  const [from, to] = facts.neighbours(EXPERIMENT).walk.labels;
  return [
    { text: `A digit is {unroll}${PIXELS} numbers: {gather}one dot in a space nobody can draw.`, rest: 0.2 },
    { text: 'Almost {noise}every dot there is noise; {thin}digits keep to a thin set.', rest: 0.25 },
    {
      text: `The {straight}straight way from ${named(from)} to ${named(to)} {both}shows both at once.`,
      rest: 0.7,
      claim: twoKinds,
      otherwise: 'The {straight}straight way from digit to digit {both}shows both at once.',
    },
    { text: '{walk}From neighbour to neighbour, {stops}every stop is a digit.', rest: 0.2 },
  ];
}

export const SKETCH = `${PIXELS} axes: only a sketch`;
export const HEADINGS = { straight: 'straight', near: 'by neighbours' } as const;
