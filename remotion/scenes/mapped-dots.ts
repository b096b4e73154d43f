import type { PlaneMap } from '../motion/layer-path';
import type { Dots } from '../stage/dots';
import type { Plane } from '../stage/plane';

/** Where a map takes points, in the order of `points`: [x₀, y₀, x₁, y₁, …], in pixels. */
export function mappedPoints(points: ArrayLike<number>, map: PlaneMap, plane: Plane): Float64Array {
  const out = new Float64Array(3);
  const mapped = new Float64Array(points.length);
  for (let i = 0; i + 1 < points.length; i += 2) {
    map(points[i]!, points[i + 1]!, out);
    plane.project(out);
    mapped[i] = out[0]!;
    mapped[i + 1] = out[1]!;
  }
  return mapped;
}

/** Where a map takes all dots, in pixels. @param points x₀, y₀, x₁, y₁, … */
export function mappedDots(
  points: ArrayLike<number>,
  classes: ArrayLike<number>,
  map: PlaneMap,
  plane: Plane,
): Dots {
  const count = Math.floor(points.length / 2);
  const [x, y] = [new Float64Array(count), new Float64Array(count)];
  const out = new Float64Array(3);
  for (let i = 0; i < count; i++) {
    map(points[2 * i]!, points[2 * i + 1]!, out);
    plane.project(out);
    [x[i], y[i]] = [out[0]!, out[1]!];
  }
  return { x, y, classes };
}

/** How far points reach from the origin, across and up, under whichever of the maps takes them furthest. */
export function reachOf(
  points: ArrayLike<number>,
  maps: readonly PlaneMap[],
): readonly [across: number, up: number] {
  const out = new Float64Array(3);
  let [across, up] = [0, 0];
  for (const map of maps)
    for (let i = 0; i + 1 < points.length; i += 2) {
      map(points[i]!, points[i + 1]!, out);
      across = Math.max(across, Math.abs(out[0]!));
      up = Math.max(up, Math.abs(out[1]!));
    }
  return [across, up];
}
