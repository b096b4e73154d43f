import { activations, type ActivationName } from '../../training/network';
import type { PlaneMap } from '../motion/layer-path';
import { squareAt } from '../stage/grid-lines';
import type { SpaceBox } from '../stage/separator';

/** How far something reaches: in the plane from below to above, in space all around the origin. */
export interface Extent {
  readonly low: readonly [number, number];
  readonly high: readonly [number, number];
  /** The furthest from the origin. */
  readonly radius: number;
}

export const joined = (a: Extent, b: Extent): Extent => ({
  low: [Math.min(a.low[0], b.low[0]), Math.min(a.low[1], b.low[1])],
  high: [Math.max(a.high[0], b.high[0]), Math.max(a.high[1], b.high[1])],
  radius: Math.max(a.radius, b.radius),
});

/** Of the box that an activation's values cannot leave; where it has no bound, of nothing. */
function rangeOf(activation: ActivationName, width: number): Extent {
  const bounds = activations[activation].range.map((bound) => (Number.isFinite(bound) ? bound : 0));
  const [low, high] = bounds as [number, number];
  return {
    low: [low, low],
    high: [high, high],
    radius: Math.max(Math.abs(low), Math.abs(high)) * Math.sqrt(width),
  };
}

/**
 * How far the border of [−half, half]² and all points reach once they are mapped.
 * @param activation what the map ended with: then its range counts, too
 */
export function extentOf(
  map: PlaneMap,
  points: ArrayLike<number>,
  half: number,
  activation?: ActivationName,
  width = 2,
): Extent {
  const out = new Float64Array(3);
  let [x0, y0, x1, y1, radius] = [Infinity, Infinity, -Infinity, -Infinity, 0];
  const take = (x: number, y: number): void => {
    map(x, y, out);
    const [u, v, w] = [out[0]!, out[1]!, out[2]!];
    x0 = Math.min(x0, u);
    y0 = Math.min(y0, v);
    x1 = Math.max(x1, u);
    y1 = Math.max(y1, v);
    radius = Math.max(radius, Math.hypot(u, v, w));
  };
  for (let i = 0; i < 200; i++) take(...squareAt(half, i / 200));
  for (let i = 0; i + 1 < points.length; i += 2) take(points[i]!, points[i + 1]!);
  const reached: Extent = { low: [x0, y0], high: [x1, y1], radius };
  return activation === undefined ? reached : joined(reached, rangeOf(activation, width));
}

/** Half the side of a square about the origin that holds all points with some room, in quarters. */
export const halfAround = (points: ArrayLike<number>): number => {
  let most = 0;
  for (let i = 0; i < points.length; i++) most = Math.max(most, Math.abs(points[i]!));
  return Math.ceil(most * 1.06 * 4) / 4;
};

/** The box of space that an activation's values cannot leave; where it has no bound, one that reaches so far. */
export function boxOfRange(activation: ActivationName, reach: number): SpaceBox {
  const [low, high] = activations[activation].range;
  if (!Number.isFinite(low) || !Number.isFinite(high)) return { half: reach };
  const middle = (low + high) / 2;
  return { centre: [middle, middle, middle], half: (high - low) / 2 };
}
