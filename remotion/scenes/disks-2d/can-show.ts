import type { ExperimentOutline, Showable } from '../../stage/outline';
import { showsPlane } from '../can-show';
import { showsDisks } from '../disks-data';

const inThePlane = showsPlane({
  everyLayer: 2,
  most: { layers: 8, neurons: 2 },
  bends: true,
  classes: 2,
});

/** A disk in a ring, and hidden layers that move the plane within itself and bend it. */
export const canShow = (outline: ExperimentOutline): Showable => {
  const disks = showsDisks(outline);
  return disks === true ? inThePlane(outline) : disks;
};
