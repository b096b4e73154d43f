/** Distances between a few things in many dimensions, laid out in a plane: a picture, whose lengths are nearly theirs. */

export interface FlatMap {
  /** [x₀, y₀, x₁, y₁, …] about their middle, in units of the distances. */
  readonly places: Float64Array;
  /** How far lengths of the picture are from the distances, as a share of these, on average. */
  readonly error: number;
}

type Distances = readonly (readonly number[])[];

const POWER = 300;
const SMACOF = 400;

/** Eigenvector of a symmetric matrix for its algebraically largest eigenvalue: by the power method, shifted so that it dominates. */
function topVector(matrix: readonly Float64Array[]): {
  readonly vector: Float64Array;
  readonly value: number;
} {
  const n = matrix.length;
  const shift = Math.sqrt(matrix.reduce((sum, row) => sum + row.reduce((s, x) => s + x * x, 0), 0));
  // No symmetry of the matrix is likely to make this start orthogonal to the vector that is looked for.
  let vector = Float64Array.from({ length: n }, (_, i) => Math.cos(1 + 2.4 * i));
  for (let step = 0; step < POWER; step++) {
    const next = matrix.map((row, i) => row.reduce((sum, x, j) => sum + x * vector[j]!, shift * vector[i]!));
    const size = Math.hypot(...next) || 1;
    vector = Float64Array.from(next, (x) => x / size);
  }
  const image = matrix.map((row) => row.reduce((sum, x, j) => sum + x * vector[j]!, 0));
  return { vector, value: image.reduce((sum, x, i) => sum + x * vector[i]!, 0) };
}

/** Classical scaling (Torgerson 1952): the two main axes of B = −½ J D² J. */
function classical(distances: Distances): Float64Array {
  const n = distances.length;
  const square = distances.map((row) => row.map((d) => d * d));
  const mean = square.map((row) => row.reduce((sum, x) => sum + x, 0) / n);
  const all = mean.reduce((sum, x) => sum + x, 0) / n;
  const matrix = square.map((row, i) =>
    Float64Array.from(row, (x, j) => -0.5 * (x - mean[i]! - mean[j]! + all)),
  );
  const places = new Float64Array(2 * n);
  for (const axis of [0, 1]) {
    const { vector, value } = topVector(matrix);
    const length = Math.sqrt(Math.max(0, value));
    for (let i = 0; i < n; i++) places[2 * i + axis] = vector[i]! * length;
    matrix.forEach((row, i) => row.forEach((x, j) => (row[j] = x - value * vector[i]! * vector[j]!)));
  }
  return places;
}

const between = (places: ArrayLike<number>, i: number, j: number): number =>
  Math.hypot(places[2 * i]! - places[2 * j]!, places[2 * i + 1]! - places[2 * j + 1]!);

/** Guttman's transform, which never makes the sum of squared differences larger (de Leeuw 1977). */
function majorized(places: Float64Array, distances: Distances): Float64Array {
  const n = distances.length;
  const next = new Float64Array(2 * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      if (i === j) continue;
      const ratio = distances[i]![j]! / Math.max(1e-12, between(places, i, j));
      for (const axis of [0, 1])
        next[2 * i + axis]! += (ratio * (places[2 * i + axis]! - places[2 * j + axis]!)) / n;
    }
  return next;
}

/** Mean of |length − distance| / distance over all pairs; 0 where there is none. */
export function errorOf(places: ArrayLike<number>, distances: Distances): number {
  let [sum, pairs] = [0, 0];
  distances.forEach((row, i) =>
    row.slice(0, i).forEach((d, j) => {
      if (d <= 0) return;
      sum += Math.abs(between(places, i, j) - d) / d;
      pairs++;
    }),
  );
  return pairs > 0 ? sum / pairs : 0;
}

/**
 * A plane picture whose lengths are, all in all, near to the distances: from classical scaling downhill to where no small change
 * makes the sum of squared differences smaller. Majorization finds such a minimum, which need not be the least of all; on our
 * own digits none of 200 random starts ended lower.
 * @param distances symmetric, 0 on the diagonal
 */
export function flatMap(distances: Distances): FlatMap {
  let places = classical(distances);
  for (let step = 0; step < SMACOF; step++) places = majorized(places, distances);
  return { places, error: errorOf(places, distances) };
}

/** Of half a turn. */
const TURNS = 90;

/**
 * The picture turned, which changes no length, so that it is as large as it can be in a rectangle, and put in its middle.
 * @returns [x₀, y₀, …] from 0, 0 to `width`, `height`, and how much a unit of distance takes
 */
export function fitted(
  places: ArrayLike<number>,
  { width, height }: { readonly width: number; readonly height: number },
): { readonly places: Float64Array; readonly scale: number } {
  let best = { places: new Float64Array(places.length), scale: 0 };
  for (let k = 0; k < TURNS; k++) {
    const [cos, sin] = [Math.cos((Math.PI * k) / TURNS), Math.sin((Math.PI * k) / TURNS)];
    const turned = Float64Array.from(places, (value, i) =>
      i % 2 === 0 ? cos * value - sin * places[i + 1]! : sin * places[i - 1]! + cos * value,
    );
    const across = turned.filter((_, i) => i % 2 === 0);
    const up = turned.filter((_, i) => i % 2 === 1);
    const [x0, x1, y0, y1] = [Math.min(...across), Math.max(...across), Math.min(...up), Math.max(...up)];
    const scale = Math.min(width / (x1 - x0 || 1e-9), height / (y1 - y0 || 1e-9));
    if (scale > best.scale)
      best = {
        scale,
        places: turned.map((value, i) =>
          i % 2 === 0
            ? width / 2 + scale * (value - (x0 + x1) / 2)
            : height / 2 + scale * (value - (y0 + y1) / 2),
        ),
      };
  }
  return best;
}
