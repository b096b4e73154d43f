import type { Facts } from '../../stage/facts';
import type { Sentence } from '../../stage/scene';
import { requireShowable, tanhClaim } from '../about';
import { canShow, EXPERIMENT } from './can-show';

const isTanh = tanhClaim('full-layer-tanh', EXPERIMENT);

/**
 * What is said while one layer moves the plane.
 * @throws CannotShowError when the run turned out to be one that the scene cannot show
 */
export function sentences(facts: Facts): readonly Sentence[] {
  requireShowable('full-layer', facts.experiment(EXPERIMENT), canShow);
  return [
    { text: '{dots}Here are our dots again, {layer}and their first layer.', rest: 0.3 },
    { text: '{matrix}First, the matrix turns and stretches the plane.', rest: 0.6 },
    { text: '{bias}Then the bias shifts every dot by the same arrow.', rest: 0.5 },
    { text: 'Both steps together are called {affine}affine.', rest: 0.4 },
    {
      text: '{activation}And tanh bends it all into the box from −1 to 1.',
      rest: 0.6,
      claim: isTanh,
      otherwise: '{activation}And the activation bends it all.',
    },
    { text: '{rewind}Now back to the start.', rest: 0.5 },
    { text: '{press}Press forward, and the whole layer runs in one go.', rest: 0.9 },
    { text: 'What comes out {next}goes into the next layer.', rest: 0.4 },
  ];
}
