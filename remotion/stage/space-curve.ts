import { segmentDistance2 } from '../motion/curve';
import { project, type Vec3, type View } from './camera';

/** A curve in space: writes the point at t ∈ [0, 1] to the first three elements of `out`. */
export type SpaceCurve = (t: number, out: Float64Array) => void;

/** Corners of a polyline or polygon in space, one after the other: x₀, y₀, z₀, x₁, … */
export type Path3 = readonly number[];

export const pointOf = (path: Path3, i: number): Vec3 => [path[3 * i]!, path[3 * i + 1]!, path[3 * i + 2]!];

export const lengthOf = (path: Path3): number => path.length / 3;

interface Knot {
  readonly t: number;
  readonly at: Vec3;
  readonly x: number;
  readonly y: number;
}

/** How often a piece may be halved. */
const DEPTH = 10;

const off = ({ x, y }: Knot, a: Knot, b: Knot): number => segmentDistance2(x, y, a.x, a.y, b.x, b.y);

/**
 * The curve as a polyline in space whose picture lies within `tolerance` pixels of the curve's: as `polyline` of motion/curve, with
 * points of space for corners, so that it can be cut there. What is straight is two points.
 */
export function spaceCurve(curve: SpaceCurve, view: View, tolerance = 0.5): number[] {
  const limit = (tolerance / 2) ** 2;
  const out = new Float64Array(3);
  const knot = (t: number): Knot => {
    curve(t, out);
    const at: Vec3 = [out[0]!, out[1]!, out[2]!];
    const { x, y } = project(view, at);
    return { t, at, x, y };
  };
  const path: number[] = [];
  const halve = (a: Knot, middle: Knot, b: Knot, left: number): void => {
    const first = knot((a.t + middle.t) / 2);
    const second = knot((middle.t + b.t) / 2);
    const straight = [first, middle, second].every((each) => off(each, a, b) <= limit);
    if (left === 0 || straight) {
      path.push(...b.at);
      return;
    }
    halve(a, first, middle, left - 1);
    halve(middle, second, b, left - 1);
  };
  const [from, to] = [knot(0), knot(1)];
  path.push(...from.at);
  halve(from, knot(0.5), to, DEPTH);
  return path;
}

/** The other way round. */
export function reversed(path: Path3): number[] {
  const back: number[] = [];
  for (let i = lengthOf(path) - 1; i >= 0; i--) back.push(...pointOf(path, i));
  return back;
}

/** Where a path is in the picture: x₀, y₀, x₁, y₁, … in pixels. */
export function pictureOf(view: View, path: Path3): number[] {
  const points: number[] = [];
  for (let i = 0; i < lengthOf(path); i++) {
    const { x, y } = project(view, pointOf(path, i));
    points.push(x, y);
  }
  return points;
}
