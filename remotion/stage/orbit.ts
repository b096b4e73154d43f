import { smooth, type Ease } from '../motion/ease';
import { span } from '../motion/span';
import { project, viewOf, type Camera, type Frame, type Vec3 } from './camera';
import type { Box } from './layout';

/** A part of an orbit: the camera turns by `angle` radians between two times, and rests before and after. */
export interface Leg {
  readonly from: number;
  readonly to: number;
  readonly angle: number;
}

/**
 * How far the camera has come round at `time`, in radians. Legs that overlap add up; between legs it pauses, and it
 * starts and stops without a jerk.
 */
export const orbitAngle = (legs: readonly Leg[], time: number, ease: Ease = smooth): number =>
  legs.reduce((sum, { from, to, angle }) => sum + angle * span(from, to, time, ease), 0);

/** A circle about the axis that the camera turns round: what a point seems to run on. */
export interface Ring {
  readonly radius: number;
  readonly z: number;
}

/** The rings of the corners of [−half, half]³. */
export const ringsOfBox = (half: number): Ring[] =>
  [-half, half].map((z) => ({ radius: half * Math.SQRT2, z }));

/** One ring a point. @param points `[count, 3]` in C order */
export const ringsOfPoints = (points: ArrayLike<number>): Ring[] =>
  Array.from({ length: points.length / 3 }, (_, i) => ({
    radius: Math.hypot(points[3 * i]!, points[3 * i + 1]!),
    z: points[3 * i + 2]!,
  }));

/** Of half a circle: left and right of a ring are alike. */
const PROBES = 24;

/**
 * The frame in which everything that goes round on the rings, while the camera goes all the way round the origin,
 * stays in `box` of the screen and is as large as it can be there, standing in its middle.
 * @throws RangeError when there is nothing to frame: no ring, or all in one point.
 */
export function fitOrbit(
  rings: readonly Ring[],
  { elevation, distance }: Pick<Camera, 'elevation' | 'distance'>,
  box: Box,
): Frame {
  const unit: Frame = { centreX: 0, centreY: 0, pixelsPerUnit: 1 };
  const view = viewOf({ target: [0, 0, 0], azimuth: 0, elevation, distance }, unit);
  let [sides, top, bottom] = [0, Infinity, -Infinity];
  for (const { radius, z } of rings)
    for (let i = 0; i <= PROBES; i++) {
      const angle = Math.PI * (i / PROBES - 0.5);
      const { x, y } = project(view, [radius * Math.cos(angle), radius * Math.sin(angle), z]);
      sides = Math.max(sides, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  const pixelsPerUnit = Math.min(box.width / (2 * sides), box.height / (bottom - top));
  if (!(pixelsPerUnit > 0 && pixelsPerUnit < Infinity))
    throw new RangeError('there is nothing to frame: all of it is one point');
  return {
    centreX: box.x + box.width / 2,
    centreY: box.y + box.height / 2 - ((top + bottom) / 2) * pixelsPerUnit,
    pixelsPerUnit,
  };
}

/** The camera of an orbit at a moment. */
export const orbiting = (
  base: {
    readonly target: Vec3;
    readonly azimuth: number;
    readonly elevation: number;
    readonly distance: number;
  },
  legs: readonly Leg[],
  time: number,
): Camera => ({ ...base, azimuth: base.azimuth + orbitAngle(legs, time) });
