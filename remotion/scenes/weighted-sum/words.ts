import type { Sentence } from '../../stage/scene';
import { tanhClaim } from '../about';
import { EXPERIMENT } from '../layer-sample';

const isTanh = tanhClaim('weighted-sum.activation-is-tanh', EXPERIMENT);

/** What is said while one neuron adds up what comes in, and bends the sum. The bias joins in scene `full-layer`. */
export const sentences = (): readonly Sentence[] => [
  { text: '{neuron}Let us watch one neuron at work.', rest: 0.3 },
  { text: '{values}Two numbers come in: the coordinates of a dot.', rest: 0.4 },
  { text: '{weights}Each edge has a weight, {products}and multiplies its number by it.', rest: 1.1 },
  { text: '{sum}The products are added up.', rest: 0.7 },
  {
    text: '{bend}Then a function, called g, {curve}bends the sum. Here it is tanh.',
    rest: 0.8,
    claim: isTanh,
    otherwise: '{bend}Then a function, called g, {curve}bends the sum.',
  },
  { text: '{image}What comes out is what the neuron passes on.', rest: 0.4 },
  { text: '{bias}One number is still missing: the bias joins in later.', rest: 0.4 },
];
