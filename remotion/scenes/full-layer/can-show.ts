import { showsPlane } from '../can-show';

/** What the film's own scene is about. */
export const EXPERIMENT = 'spirals';

/** A first layer that moves the plane within itself and bends it; words about tanh are the film's own experiment's. */
export const canShow = showsPlane({ firstLayer: 2, bends: true, classes: 2, tanhBut: EXPERIMENT });
