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

/** Nearer to its class's middle than these shares of the class is no dot that is picked, and further out neither. */
const TYPICAL = [0.4, 0.8] as const;

/**
 * `perClass` dots of each class, class by class: neither from its middle, where its name stands, nor from its fringe,
 * where dots are that the network takes for another class; each as far as can be from those picked before it.
 * @param points `[samples, 3]`
 */
export function pickPerClass(
  points: ArrayLike<number>,
  labels: ArrayLike<number>,
  classes: number,
  perClass: number,
): number[] {
  const centres = centroids(points, labels, classes);
  const square = (a: ArrayLike<number>, i: number, b: ArrayLike<number>, j: number): number =>
    (a[3 * i]! - b[3 * j]!) ** 2 +
    (a[3 * i + 1]! - b[3 * j + 1]!) ** 2 +
    (a[3 * i + 2]! - b[3 * j + 2]!) ** 2;
  const picked: number[] = [];
  for (let c = 0; c < classes; c++) {
    const own = Array.from({ length: labels.length }, (_, i) => i)
      .filter((i) => labels[i] === c)
      .sort((a, b) => square(points, a, centres, c) - square(points, b, centres, c) || a - b);
    const inside = own.slice(Math.floor(own.length * TYPICAL[0]), Math.ceil(own.length * TYPICAL[1]));
    const candidates = inside.length < perClass ? own : inside;
    const room = (i: number): number =>
      picked.reduce((least, j) => Math.min(least, square(points, i, points, j)), Infinity);
    for (let n = 0; n < perClass && candidates.length > 0; n++) {
      const best = candidates.reduce((a, b) => (room(b) > room(a) ? b : a));
      picked.push(best);
      candidates.splice(candidates.indexOf(best), 1);
    }
  }
  return picked;
}

/**
 * How far the classes lie apart: the share of the dots' variance that their centroids have, 0 when all have the same
 * middle, 1 when each class is one point. (The correlation ratio η² of analysis of variance.)
 */
export function apartness(points: ArrayLike<number>, labels: ArrayLike<number>, classes: number): number {
  const count = labels.length;
  const centres = centroids(points, labels, classes);
  const middle = centroids(points, new Uint8Array(count), 1);
  let [all, between] = [0, 0];
  for (let i = 0; i < 3 * count; i++) {
    const axis = i % 3;
    all += (points[i]! - middle[axis]!) ** 2;
    between += (centres[3 * labels[Math.floor(i / 3)]! + axis]! - middle[axis]!) ** 2;
  }
  return all > 0 ? between / all : 0;
}

/** RMS distance of the dots from the middle: 0 for a heap in one place, 1 for a layer at its last epoch. */
export const spreadOf = (points: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < points.length; i++) sum += points[i]! * points[i]!;
  return Math.sqrt(sum / Math.max(1, points.length / 3));
};
