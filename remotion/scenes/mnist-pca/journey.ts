/** What the clouds of dots have in them, layer by layer and class by class. */

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
