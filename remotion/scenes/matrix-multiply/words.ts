import type { Sentence } from '../../stage/scene';

/** What is said while two weighted sums become one matrix times a vector, and the dot goes where it says. */
export const sentences = (): readonly Sentence[] => [
  { text: '{sums}Both neurons do this, with weights of their own.', rest: 0.3 },
  { text: '{matrix}The four weights stack up to a matrix, {vector}the two values to a vector.', rest: 0.4 },
  { text: '{first}The first row gives the first neuron its sum.', rest: 0.3 },
  { text: '{second}The second row gives the second its own.', rest: 0.6 },
  { text: '{product}So a layer’s weighted sums are one matrix multiplication.', rest: 0.3 },
  {
    text: '{plane}Take both vectors as places: {move}the dot goes where the numbers say.',
    rest: 0.8,
  },
  { text: '{every}The same matrix moves every dot: that is a linear transformation.', rest: 0.3 },
];
