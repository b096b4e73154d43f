/** An array recorded over time; structurally a `Tensor` of `cache/npy`. */
export interface RecordedRows {
  /** The first dimension is time. */
  readonly shape: readonly number[];
  readonly data: ArrayLike<number>;
}

/**
 * Slope at the middle one of three knots (Steffen 1990, "A simple method for monotonic interpolation in one dimension"):
 * it needs no other knots and never lets the curve leave the interval between two of them.
 */
function steffenSlope(h0: number, h1: number, s0: number, s1: number): number {
  const p = (s0 * h1 + s1 * h0) / (h0 + h1);
  return (Math.sign(s0) + Math.sign(s1)) * Math.min(Math.abs(s0), Math.abs(s1), 0.5 * Math.abs(p));
}

function endSlope(h0: number, h1: number, s0: number, s1: number): number {
  const p = s0 * (1 + h0 / (h0 + h1)) - (s1 * h0) / (h0 + h1);
  if (p * s0 <= 0) return 0;
  return Math.abs(p) > 2 * Math.abs(s0) ? 2 * s0 : p;
}

/** Index k of the interval [times[k], times[k + 1]] that holds `time`. */
function intervalOf(times: readonly number[], time: number): number {
  let low = 0;
  let high = times.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (times[middle]! <= time) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * What an array recorded at `times` (its first dimension, increasing) was at `time`: a monotone cubic through the
 * recorded values, element by element; clamped outside. One row of the array is written to `out` and returned.
 * @throws RangeError when the first dimension is not as long as `times`, or there is nothing recorded.
 */
export function interpolateRow(
  times: readonly number[],
  tensor: RecordedRows,
  time: number,
  out?: Float64Array,
): Float64Array {
  const count = times.length;
  if (count === 0 || tensor.shape[0] !== count)
    throw new RangeError(`an array of ${tensor.shape[0]} rows cannot be read at ${count} times`);
  const width = tensor.data.length / count;
  const row = out ?? new Float64Array(width);
  const { data } = tensor;
  const copy = (k: number): Float64Array => {
    for (let i = 0; i < width; i++) row[i] = data[k * width + i]!;
    return row;
  };
  if (count === 1 || time <= times[0]!) return copy(0);
  if (time >= times[count - 1]!) return copy(count - 1);

  const k = intervalOf(times, time);
  const h = times[k + 1]! - times[k]!;
  const before = k > 0 ? times[k]! - times[k - 1]! : 0;
  const after = k + 2 < count ? times[k + 2]! - times[k + 1]! : 0;
  const u = (time - times[k]!) / h;
  // Cubic Hermite basis.
  const b0 = (1 + 2 * u) * (1 - u) * (1 - u);
  const b1 = u * (1 - u) * (1 - u) * h;
  const b2 = u * u * (3 - 2 * u);
  const b3 = u * u * (u - 1) * h;
  for (let i = 0; i < width; i++) {
    const y0 = data[k * width + i]!;
    const y1 = data[(k + 1) * width + i]!;
    const s = (y1 - y0) / h;
    const sBefore = before ? (y0 - data[(k - 1) * width + i]!) / before : s;
    const sAfter = after ? (data[(k + 2) * width + i]! - y1) / after : s;
    const m0 = before ? steffenSlope(before, h, sBefore, s) : after ? endSlope(h, after, s, sAfter) : s;
    const m1 = after ? steffenSlope(h, after, s, sAfter) : before ? endSlope(h, before, s, sBefore) : s;
    row[i] = b0 * y0 + b1 * m0 + b2 * y1 + b3 * m1;
  }
  return row;
}

/** The same for one series of numbers. */
export const interpolateSeries = (
  times: readonly number[],
  values: readonly number[],
  time: number,
): number => interpolateRow(times, { shape: [values.length], data: Float32Array.from(values) }, time)[0]!;
