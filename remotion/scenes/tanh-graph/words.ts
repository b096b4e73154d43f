import type { Claim, Sentence } from '../../stage/scene';

/** The experiment whose layers the lesson follows from here on. */
export const FOLLOWED = 'spirals';

const isTanh: Claim = {
  id: 'our-non-linearity-is-tanh',
  holds: (facts) => facts.experiment(FOLLOWED).activation === 'tanh',
  measured: (facts) => `activation ${facts.experiment(FOLLOWED).activation}`,
  needed: 'activation = tanh',
};

/** What is said of the function that bends: all but the choice of it holds for any run. */
export const sentences = (): readonly Sentence[] => [
  {
    text: '{axes}From now on, {formula}our non-linearity is the tanh.',
    rest: 1,
    claim: isTanh,
    otherwise: '{axes}One non-linearity {formula}that is often used is the tanh.',
  },
  { text: '{curve}This is its graph.', rest: 1.3 },
  { text: '{value}A number goes in, {image}and its image comes out.', rest: 1.1 },
  { text: '{walls}Two walls stand at −1 and 1.', rest: 0.4 },
  { text: '{far}However far the number runs, its image never quite reaches them.', rest: 2.9 },
  { text: '{near}Near zero, almost nothing changes.', rest: 1 },
  { text: '{fan}But numbers far out {squeeze}are squeezed together.', rest: 1.4 },
  { text: '{range}So tanh squishes any number into the range between −1 and 1.', rest: 1 },
];
