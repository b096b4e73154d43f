import { showsPlane } from '../can-show';

export const EXPERIMENT = 'disks3d';

/** Points of the plane, in two classes, and hidden layers that bend the plane in a space of three axes: each is shown part by part, for seconds. */
export const canShow = showsPlane({
  everyLayer: 3,
  most: { layers: 3, neurons: 3 },
  bends: true,
  classes: 2,
});
