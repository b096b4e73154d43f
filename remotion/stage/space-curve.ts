import { segmentDistance2 } from '../motion/curve';
import { projectTo, type Vec3, type View } from './camera';

/** A curve in space: writes the point at t ∈ [0, 1] to the first three elements of `out`. */
type SpaceCurve = (t: number, out: Float64Array) => void;

/** Corners of a polyline or polygon in space, one after the other: x₀, y₀, z₀, x₁, … */
export type Path3 = readonly number[];

export const pointOf = (path: ArrayLike<number>, i: number): Vec3 => [
  path[3 * i]!,
  path[3 * i + 1]!,
  path[3 * i + 2]!,
];

export const lengthOf = (path: Path3): number => path.length / 3;

/** How often a piece may be halved. */
const DEPTH = 10;

/**
 * The curve as a polyline in space whose picture lies within `tolerance` pixels of the curve's: as `polyline` of motion/curve, with
 * points of space for corners, so that it can be cut there. What is straight is two points.
 */
export function spaceCurve(curve: SpaceCurve, view: View, tolerance = 0.5): number[] {
  const limit = (tolerance / 2) ** 2;
  const path: number[] = [];
  // Places of one point, worked on here: x, y, z in space, and in the picture. Thousands of points a frame leave no room for objects.
  const at = new Float64Array(3);
  const seen = new Float64Array(2);
  const to = (t: number): void => {
    curve(t, at);
    projectTo(view, at, seen);
  };

  const halve = (
    t0: number,
    x0: number,
    y0: number,
    tm: number,
    xm: number,
    ym: number,
    mx: number,
    my: number,
    mz: number,
    t1: number,
    x1: number,
    y1: number,
    ex: number,
    ey: number,
    ez: number,
    left: number,
  ): void => {
    const ta = (t0 + tm) / 2;
    to(ta);
    const xa = seen[0]!;
    const ya = seen[1]!;
    const ax = at[0]!;
    const ay = at[1]!;
    const az = at[2]!;
    const tb = (tm + t1) / 2;
    to(tb);
    const xb = seen[0]!;
    const yb = seen[1]!;
    if (
      left === 0 ||
      (segmentDistance2(xa, ya, x0, y0, x1, y1) <= limit &&
        segmentDistance2(xm, ym, x0, y0, x1, y1) <= limit &&
        segmentDistance2(xb, yb, x0, y0, x1, y1) <= limit)
    ) {
      path.push(ex, ey, ez);
      return;
    }
    const bx = at[0]!;
    const by = at[1]!;
    const bz = at[2]!;
    halve(t0, x0, y0, ta, xa, ya, ax, ay, az, tm, xm, ym, mx, my, mz, left - 1);
    halve(tm, xm, ym, tb, xb, yb, bx, by, bz, t1, x1, y1, ex, ey, ez, left - 1);
  };

  to(0);
  const [x0, y0] = [seen[0]!, seen[1]!];
  path.push(at[0]!, at[1]!, at[2]!);
  to(0.5);
  const [xm, ym] = [seen[0]!, seen[1]!];
  const [mx, my, mz] = [at[0]!, at[1]!, at[2]!];
  to(1);
  halve(0, x0, y0, 0.5, xm, ym, mx, my, mz, 1, seen[0]!, seen[1]!, at[0]!, at[1]!, at[2]!, DEPTH);
  return path;
}

/** Where a path is in the picture: x₀, y₀, x₁, y₁, … in pixels. */
export function pictureOf(view: View, path: Path3): number[] {
  const points: number[] = [];
  const [at, seen] = [new Float64Array(3), new Float64Array(2)];
  for (let i = 0; i < path.length; i += 3) {
    at[0] = path[i]!;
    at[1] = path[i + 1]!;
    at[2] = path[i + 2]!;
    projectTo(view, at, seen);
    points.push(seen[0]!, seen[1]!);
  }
  return points;
}
