import type { ExperimentOutline, Showable } from '../../stage/outline';
import { showsPlane } from '../can-show';
import { canShowBrought } from './brought-spaces';

/** What the film's own scene is about. */
export const EXPERIMENT = 'spirals';

/** Points of the plane, in two classes, and hidden layers that move them in the plane or in space, and bend it. */
const canShowTrained = showsPlane({
  layersOf: [2, 3],
  most: { layers: 10, neurons: 3 },
  bends: true,
  classes: 2,
});

/** Of activations that were brought, nothing but points is known: those may have more classes, and live in space at once. */
export const canShow = (outline: ExperimentOutline): Showable =>
  outline.data === 'activations' ? canShowBrought(outline) : canShowTrained(outline);
