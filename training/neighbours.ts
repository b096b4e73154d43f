/** Which images lie near each other in the space of their pixels, and ways from image to image through that space. */

/** The `k` nearest other images of each, the nearest first. */
export interface Neighbours {
  /** `[images, k]`: which image. */
  readonly indices: Int32Array;
  /** `[images, k]`: Euclidean distance, pixels counting from 0 to 1. */
  readonly distances: Float32Array;
  readonly k: number;
}

/**
 * The nearest neighbours of every image among all others: every pair is compared. Distances are computed in whole
 * numbers, so that they are the same on every machine; of equals the image that stands first is the nearer.
 *
 * @param images `[n, pixels]`, bytes; at most 32,768 pixels, so that a squared length fits into 31 bits.
 * @param k 1 … n − 1.
 * @param done Called after each image.
 * @throws RangeError for a `k` that so many images do not have.
 */
export function nearestNeighbours(
  images: Uint8Array,
  pixels: number,
  k: number,
  done: (image: number) => void = () => undefined,
): Neighbours {
  const n = images.length / pixels;
  if (!(k >= 1 && k < n)) throw new RangeError(`${n} images do not have ${k} neighbours each`);
  const squares = new Float64Array(n);
  for (let i = 0; i < n; i++) squares[i] = dot(images, i * pixels, images, i * pixels, pixels);
  const indices = new Int32Array(n * k);
  const best = new Float64Array(n * k).fill(Infinity);
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const square = squares[i]! + squares[j]! - 2 * dot(images, i * pixels, images, j * pixels, pixels);
      if (square < best[i * k + k - 1]!) insert(best, indices, i * k, k, square, j);
      if (square < best[j * k + k - 1]!) insert(best, indices, j * k, k, square, i);
    }
    done(i);
  }
  return { indices, distances: Float32Array.from(best, (square) => Math.sqrt(square) / 255), k };
}

function dot(a: Uint8Array, ai: number, b: Uint8Array, bi: number, length: number): number {
  let sum = 0;
  for (let p = 0; p < length; p++) sum = (sum + a[ai + p]! * b[bi + p]!) | 0;
  return sum;
}

/** Puts `index` where its square belongs among `k` that ascend from `start`; the last one falls out. */
function insert(
  best: Float64Array,
  indices: Int32Array,
  start: number,
  k: number,
  square: number,
  index: number,
): void {
  let at = start + k - 1;
  while (at > start && best[at - 1]! > square) {
    best[at] = best[at - 1]!;
    indices[at] = indices[at - 1]!;
    at--;
  }
  best[at] = square;
  indices[at] = index;
}
