import { RequestError } from '../cache/errors';

export interface Placed {
  /** `[samples, dimensions]` in C order: (coordinate − centre) · scale. */
  readonly points: Float32Array;
  /** The middle of the box around the points, one value an axis. */
  readonly centre: number[];
  /** One factor for all axes, so that the shape stays. */
  readonly scale: number;
}

/** How far from the origin the farthest coordinate comes to lie: networks start out with their bends around there. */
const REACH = 2;

/**
 * Moves points of any place and size around the origin.
 *
 * @param coordinates `[samples, dimensions]`, finite.
 * @param file For messages.
 * @throws RequestError when all points lie at one place, as far as float64 can tell.
 */
export function fitToPlane(coordinates: Float64Array, dimensions: number, file: string): Placed {
  const low = new Float64Array(dimensions).fill(Infinity);
  const high = new Float64Array(dimensions).fill(-Infinity);
  coordinates.forEach((value, i) => {
    const axis = i % dimensions;
    low[axis] = Math.min(low[axis]!, value);
    high[axis] = Math.max(high[axis]!, value);
  });
  // Halved first: the sum or the difference of two large numbers may be infinite. Adding 0 takes the sign off −0.
  const centre = Array.from(low, (from, axis) => from / 2 + high[axis]! / 2 + 0);
  const reach = coordinates.reduce(
    (most, value, i) => Math.max(most, Math.abs(value - centre[i % dimensions]!)),
    0,
  );
  const scale = REACH / reach;
  if (!Number.isFinite(scale))
    throw new RequestError(
      `all points of ${file} lie at the same place; expected points that can be told apart`,
    );
  return {
    points: Float32Array.from(coordinates, (value, i) => (value - centre[i % dimensions]!) * scale + 0),
    centre,
    scale,
  };
}
