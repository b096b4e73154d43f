import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { createRandom } from '../data/random';

/**
 * The first principal axes of wide clouds in bounded time: block Krylov iteration with Rayleigh–Ritz from a random, seeded start
 * (Musco & Musco 2015, after Halko, Martinsson & Tropp 2011). The covariance matrix is never formed. Where variance falls from axis to
 * axis, as in real data, the axes come out exact to rounding after a few steps; where the spectrum is flat, as in noise, no axis is
 * much better than the next, and what was found when the steps end is as good a view as another.
 */

/** Vectors a step: more than axes are wanted, so that axes of equal variance are found together. */
const BLOCK = 6;
/** Bounds the time: a flat spectrum would go on for thousands of steps and find nothing better to see. */
const STEPS = 20;
/** An axis is found when the covariance matrix turns it by no more than this share of the first axis's variance. */
const RESIDUAL = 1e-13;
/** What is left of a vector is rounding when it is so small a share of it. */
const NOTHING = 1e-10;

/** A centred cloud, one row a sample. */
export interface CentredRows {
  readonly columns: number;
  readonly rows: readonly Float64Array[];
}

/**
 * Orthonormal axes of most variance, the first of them first; the same bytes for the same cloud.
 * @param count how many; no more than the cloud has columns, and few
 */
export function leadingAxes(cloud: CentredRows, count: number): Float64Array[] {
  const random = createRandom(1).stream('principal axes');
  const basis: Float64Array[] = [];
  const images: Float64Array[] = [];
  let block: Float64Array[] = Array.from({ length: Math.min(cloud.columns, Math.max(count, BLOCK)) }, () =>
    Float64Array.from({ length: cloud.columns }, () => random.normal()),
  );
  let found: Float64Array[] = [];
  for (let step = 0; step < STEPS; step++) {
    const fresh = orthonormalAgainst(basis, block);
    if (fresh.length === 0) break;
    basis.push(...fresh);
    block = fresh.map((vector) => scattered(cloud, vector));
    images.push(...block);
    const ritz = ritzAxes(basis, images, count);
    found = ritz.axes;
    if (ritz.settled) break;
  }
  return found;
}

/** The cloud's scatter matrix XᵀX times a vector. */
function scattered({ rows, columns }: CentredRows, vector: Float64Array): Float64Array {
  const image = new Float64Array(columns);
  for (const row of rows) addMultiple(image, row, dot(row, vector));
  return image;
}

/** What of the vectors is new, orthonormal to the basis and to each other. Nothing is left where the cloud's space is used up. */
function orthonormalAgainst(
  basis: readonly Float64Array[],
  vectors: readonly Float64Array[],
): Float64Array[] {
  const fresh: Float64Array[] = [];
  for (const vector of vectors) {
    const rest = Float64Array.from(vector);
    const whole = Math.sqrt(dot(rest, rest));
    // Twice is enough (Kahan and Parlett): what rounding leaves of the others the first time is gone after the second.
    for (let pass = 0; pass < 2; pass++)
      for (const other of [...basis, ...fresh]) addMultiple(rest, other, -dot(rest, other));
    const size = Math.sqrt(dot(rest, rest));
    if (size > NOTHING * whole) fresh.push(rest.map((x) => x / size));
  }
  return fresh;
}

/** The best axes within the basis, and whether more steps would leave them as they are. */
function ritzAxes(
  basis: readonly Float64Array[],
  images: readonly Float64Array[],
  count: number,
): { axes: Float64Array[]; settled: boolean } {
  const size = basis.length;
  const small = Matrix.zeros(size, size);
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      const value = dot(basis[i]!, images[j]!);
      small.set(i, j, value).set(j, i, value);
    }
  // Eigenvalues come ascending.
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(small, {
    assumeSymmetric: true,
  });
  const picked = Array.from({ length: Math.min(count, size) }, (_, i) => size - 1 - i);
  const first = Math.max(0, realEigenvalues[size - 1] ?? 0);
  const within = (vectors: readonly Float64Array[], column: number): Float64Array => {
    const sum = new Float64Array(vectors[0]?.length ?? 0);
    vectors.forEach((vector, i) => addMultiple(sum, vector, eigenvectorMatrix.get(i, column)));
    return sum;
  };
  const axes = picked.map((column) => within(basis, column));
  const settled = axes.every((axis, i) => {
    const turned = within(images, picked[i]!);
    addMultiple(turned, axis, -(realEigenvalues[picked[i]!] ?? 0));
    return Math.sqrt(dot(turned, turned)) <= RESIDUAL * first;
  });
  return { axes, settled };
}

/** In four sums at once, which processors add side by side. */
function dot(a: Float64Array, b: Float64Array): number {
  let [p, q, r, s] = [0, 0, 0, 0];
  const whole = a.length - (a.length % 4);
  for (let i = 0; i < whole; i += 4) {
    p += a[i]! * b[i]!;
    q += a[i + 1]! * b[i + 1]!;
    r += a[i + 2]! * b[i + 2]!;
    s += a[i + 3]! * b[i + 3]!;
  }
  for (let i = whole; i < a.length; i++) p += a[i]! * b[i]!;
  return p + q + (r + s);
}

function addMultiple(sum: Float64Array, vector: Float64Array, factor: number): void {
  for (let i = 0; i < sum.length; i++) sum[i]! += factor * vector[i]!;
}
