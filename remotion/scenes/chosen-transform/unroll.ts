import type { PlaneMap } from '../../motion/layer-path';
import { mix } from '../../motion/span';

/**
 * From Cartesian to polar coordinates, and all the way between.
 *
 * Angles are measured anticlockwise from the x-axis, which the map leaves where it is; the plane is torn along the opposite
 * ray, where the angle is ±π. At a share t of the way, the circle of radius r is an arc of radius r + d about a centre that has
 * gone the distance d back along the x-axis; it spans (1 − t)·angle, and d = radian·t⁴ / (1 − t). Lengths along every ray are kept
 * and arcs stay perpendicular to rays; as d grows without bounds, arcs become straight lines of length 2π·radian. These are polar
 * coordinates about the moving centre, with r + d ≥ 0 and an angle within ±(1 − t)π: no two points ever meet, and the one
 * point without an angle, the centre, opens into an arc. (t⁴ rather than t keeps the way hardly higher than its beginning.)
 * All of it is drawn out along the x-axis on the way, by 1 + (stretch − 1)t³: a radius and an angle have no common unit.
 */
export interface Unrolling {
  /** Length, in units of the plane, that a radian has once all is unrolled. */
  readonly radian: number;
  /** Length that a unit of the radius has then. */
  readonly stretch: number;
}

export interface Polar {
  readonly radius: number;
  /** In (−π, π]. */
  readonly angle: number;
}

/** Polar coordinates of a point: x = r·cos θ, y = r·sin θ. */
export function polarOf(x: number, y: number): Polar {
  const angle = Math.atan2(y, x);
  // atan2 tells −0 from 0, and the ray that is torn has one angle only.
  return { radius: Math.hypot(x, y), angle: angle === -Math.PI ? Math.PI : angle };
}

/** The point with these polar coordinates. */
export const pointOf = ({ radius, angle }: Polar): readonly [x: number, y: number] => [
  radius * Math.cos(angle),
  radius * Math.sin(angle),
];

/** The polar coordinates of a point of the unrolled plane. */
export const polarAt = ({ radian, stretch }: Unrolling, x: number, y: number): Polar => ({
  radius: x / stretch,
  angle: y / radian,
});

const sinc = (x: number): number => (Math.abs(x) < 1e-8 ? 1 : Math.sin(x) / x);

/** Writes where the point of this radius and angle has got to as x, y, 0 to the first three elements of `out`. */
export type PolarMap = (radius: number, angle: number, out: Float64Array) => void;

/** @param t 0: the plane as it is; 1: (stretch·radius, radian·angle) */
export function unrolledPolar({ radian, stretch }: Unrolling, t: number): PolarMap {
  const left = 1 - t;
  const back = radian * t ** 4;
  const drawnOut = mix(1, stretch, t ** 3);
  return (radius, angle, out) => {
    const turned = left * angle;
    const half = sinc(turned / 2);
    // −d + (r + d)·cos and (r + d)·sin of the turned angle, without the d that grows without bounds.
    out[0] = drawnOut * (radius * Math.cos(turned) - (back * left * angle * angle * half * half) / 2);
    out[1] = radius * Math.sin(turned) + back * angle * sinc(turned);
    out[2] = 0;
  };
}

/** The same for points of the plane; the torn ray goes where the angle π goes. */
export function unrolled(unrolling: Unrolling, t: number): PlaneMap {
  const map = unrolledPolar(unrolling, t);
  return (x, y, out) => {
    const { radius, angle } = polarOf(x, y);
    map(radius, angle, out);
  };
}
