import type { Tensor } from '../../../cache/npy';
import { interpolateRow, interpolateSeries } from '../../motion/interpolate';

/** Where the dots are at any instant: through the epochs of one layer, or through the layers of the last epoch. */

/** What the recorded epochs of a layer become when they are laid out by how far the dots move, and not by count. */
export interface EpochRun {
  /** Recorded epochs. */
  readonly epochs: readonly number[];
  /** Where each recorded epoch lies on the run, 0 … 1, increasing: its share of the way the dots go. */
  readonly knots: readonly number[];
}

/** The least share of the run between two recorded epochs, so that a network at rest still has a clock. */
const LEAST = 1e-3;

/**
 * @param points `[epochs, samples, 3]`
 * @throws RangeError when there are not as many recorded epochs as rows of points.
 */
export function epochRun(points: Tensor, epochs: readonly number[]): EpochRun {
  if (points.shape[0] !== epochs.length)
    throw new RangeError(`${points.shape[0]} epochs of points do not fit ${epochs.length} recorded epochs`);
  const size = points.data.length / epochs.length;
  const steps = epochs.slice(1).map((_, e) => {
    let sum = 0;
    for (let i = e * size; i < (e + 1) * size; i++) sum += (points.data[i + size]! - points.data[i]!) ** 2;
    return Math.sqrt(sum);
  });
  const total = steps.reduce((sum, step) => sum + step, 0) || 1;
  const ways = [0];
  for (const step of steps) ways.push(ways.at(-1)! + Math.max(step / total, LEAST));
  const whole = ways.at(-1)! || 1;
  return { epochs, knots: ways.map((way) => way / whole) };
}

/** The epoch at `progress` of the run, 0 … 1. */
export const epochAt = ({ epochs, knots }: EpochRun, progress: number): number =>
  interpolateSeries(knots, epochs, progress);

/** The last recorded epoch at or before `progress`: what is measured there needs no interpolation. */
export const recordedAt = ({ knots }: EpochRun, progress: number): number =>
  Math.max(
    0,
    knots.findLastIndex((knot) => knot <= progress + 1e-9),
  );

/** Points at `progress` of the run: every dot on a monotone cubic through its recorded places. */
export const pointsOfRun = (
  { knots }: EpochRun,
  points: Tensor,
  progress: number,
  out: Float64Array,
): Float64Array => interpolateRow(knots, points, progress, out);

/**
 * The clouds of all layers at their first or their last recorded epoch, `[layers, samples, 3]`, so that layers
 * interpolate as epochs do.
 */
export function allLayers(layers: readonly Tensor[], epoch: 'first' | 'last'): Tensor<Float32Array> {
  const samples = layers[0]?.shape[1] ?? 0;
  const data = new Float32Array(layers.length * samples * 3);
  layers.forEach((layer, k) => {
    const start = epoch === 'first' ? 0 : layer.data.length - samples * 3;
    data.set(layer.data.subarray(start, start + samples * 3), k * samples * 3);
  });
  return { shape: [layers.length, samples, 3], data };
}

/** Points at a place between layers: 0 is the input, 1.5 half-way from layer 1 to layer 2. */
export const pointsOfLayers = (stack: Tensor, place: number, out: Float64Array): Float64Array =>
  interpolateRow(
    Array.from({ length: stack.shape[0]! }, (_, k) => k),
    stack,
    place,
    out,
  );

/** Mean point of each class, `[classes, 3]`; the origin for a class without dots. */
export function centroids(
  points: ArrayLike<number>,
  labels: ArrayLike<number>,
  classes: number,
): Float64Array {
  const sums = new Float64Array(classes * 3);
  const counts = new Float64Array(classes);
  for (let i = 0; i < labels.length; i++) {
    const c = labels[i]!;
    counts[c]! += 1;
    for (let axis = 0; axis < 3; axis++) sums[3 * c + axis]! += points[3 * i + axis]!;
  }
  return sums.map((sum, i) => sum / Math.max(1, counts[Math.floor(i / 3)]!));
}

/** The first `perClass` dots of each class, class by class. */
export function pickPerClass(labels: ArrayLike<number>, classes: number, perClass: number): number[] {
  const picked = Array.from({ length: classes }, (): number[] => []);
  for (let i = 0; i < labels.length; i++) {
    const own = picked[labels[i]!];
    if (own && own.length < perClass) own.push(i);
  }
  return picked.flat();
}

/** RMS distance of the dots from the middle: 0 for a heap in one place, 1 for a layer at its last epoch. */
export const spreadOf = (points: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < points.length; i++) sum += points[i]! * points[i]!;
  return Math.sqrt(sum / Math.max(1, points.length / 3));
};
