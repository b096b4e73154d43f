import { showsPlane } from '../can-show';

/** What the film's own scene is about. */
export const EXPERIMENT = 'spirals';

/** Points of the plane, in two classes, and hidden layers that move them in the plane or in space, and bend it. */
export const canShow = showsPlane({
  layersOf: [2, 3],
  most: { layers: 10, neurons: 3 },
  bends: true,
  classes: 2,
});
