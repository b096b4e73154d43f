import type { ExperimentOutline, Showable } from '../../stage/outline';
import { showsPlane } from '../can-show';
import { showsDisks } from '../disks-data';

/** More panels than for these would be too small to see the dots in. */
export const MOST_LAYERS = 6;

const judge = showsPlane({ everyLayer: 2, classes: 2, most: { layers: MOST_LAYERS, neurons: 2 } });

/** A disk and a ring, and hidden layers that move the plane within itself, few enough for a panel each. */
export function canShow(outline: ExperimentOutline): Showable {
  const disks = showsDisks(outline);
  return disks === true ? judge(outline) : disks;
}
