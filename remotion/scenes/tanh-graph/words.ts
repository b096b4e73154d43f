import type { Sentence } from '../../stage/scene';

/** What is said of tanh: true whatever the networks of the film bend by. */
export const sentences = (): readonly Sentence[] => [
  { text: '{axes}To bend lines, {formula}many networks use tanh.', rest: 0.3 },
  { text: '{curve}This is its graph.', rest: 0.5 },
  { text: '{value}A number goes in, {image}and its image comes out.', rest: 0.3 },
  {
    text: '{walls}Walls stand at −1 and 1: {far}however far the number runs, its image never reaches them.',
    rest: 1.8,
  },
  { text: '{near}Near zero, almost nothing changes.', rest: 0.3 },
  { text: '{fan}But numbers far out {squeeze}are squeezed together.', rest: 0.5 },
  { text: '{range}So tanh squishes any number in between −1 and 1.', rest: 0.2 },
];
