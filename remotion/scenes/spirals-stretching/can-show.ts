import { showsPlane } from '../can-show';

/** What the film's own scene is about. */
export const EXPERIMENT = 'spirals';

/** Points of the plane, in two classes, and hidden layers that move the plane within itself and bend it. */
export const canShow = showsPlane({ everyLayer: 2, bends: true, classes: 2 });
