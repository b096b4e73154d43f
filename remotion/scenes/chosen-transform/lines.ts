import { polyline } from '../../motion/curve';
import type { Plane } from '../../stage/plane';
import type { PolarMap } from './unroll';

/** Places in the frame by radius and angle, in pixels. */
export interface Seen {
  readonly map: PolarMap;
  readonly plane: Plane;
}

export function seenPoint(
  { map, plane }: Seen,
  radius: number,
  angle: number,
): readonly [x: number, y: number] {
  const out = new Float64Array(3);
  map(radius, angle, out);
  plane.project(out);
  return [out[0]!, out[1]!];
}

/** Where radius stays and the angle goes, as a polyline within half a pixel; all the way round from −π to π unless given. */
export const arcLine = ({ map, plane }: Seen, radius: number, from = -Math.PI, to = Math.PI): number[] =>
  polyline(
    (t, out) => {
      map(radius, from + (to - from) * t, out);
      plane.project(out);
    },
    { pieces: 32 },
  );

/** Where the angle stays: straight until all is bent, in the end. */
export const rayLine = ({ map, plane }: Seen, angle: number, from: number, to: number): number[] =>
  polyline(
    (t, out) => {
      map(from + (to - from) * t, angle, out);
      plane.project(out);
    },
    { pieces: 6 },
  );

/** The outline of all points between two radii, torn where the plane is torn. */
export const beltOutline = (seen: Seen, from: number, to: number): number[] => [
  ...arcLine(seen, to),
  ...arcLine(seen, from, Math.PI, -Math.PI),
];
