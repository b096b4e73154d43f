import type { Matrix2 } from '../motion/polar';

/** A point's way through two neurons, every number rounded as it is shown; bias left out. */
export interface Arithmetic {
  readonly decimals: number;
  readonly values: readonly [number, number];
  /** Row by row. */
  readonly weights: Matrix2;
  /** Weight times value, in the order of `weights`. */
  readonly products: Matrix2;
  readonly sums: readonly [number, number];
  /** The activation of each sum. */
  readonly images: readonly [number, number];
  /** How many of the shown results do not follow from the shown numbers they are made of. */
  readonly mistakes: number;
}

export interface ExactSample {
  /** Number of the sample in its dataset, from 0. */
  readonly index: number;
  readonly decimals: number;
  /** Whether the arithmetic of both neurons holds in the digits shown. */
  readonly exact: boolean;
}

type Pair = readonly [number, number];
type Activation = (x: number) => number;

/** As `formatNumber` rounds, without a negative zero. */
const rounded = (value: number, decimals: number): number => Number(value.toFixed(decimals)) + 0;

/**
 * Two shown numbers multiplied and rounded to as many decimals, in whole numbers, so that no binary error decides;
 * undefined for a tie, which may be rounded either way.
 */
function shownProduct(a: number, b: number, decimals: number): number | undefined {
  const one = 10 ** decimals;
  const whole = Math.round(a * one) * Math.round(b * one);
  const rest = Math.abs(whole) % one;
  if (2 * rest === one) return undefined;
  const size = (Math.abs(whole) - rest) / one + (2 * rest > one ? 1 : 0);
  return (Math.sign(whole) * size) / one + 0;
}

/**
 * What the two neurons make of a point, as it is shown, and how often a shown result is not what the shown numbers give:
 * a product, the sum of the shown products, the activation of the shown sum.
 * @param activation tanh unless given
 */
export function arithmeticOf(
  point: Pair,
  weights: Matrix2,
  decimals: number,
  activation: Activation = Math.tanh,
): Arithmetic {
  const round = (value: number): number => rounded(value, decimals);
  const values: Pair = [round(point[0]), round(point[1])];
  const shown = weights.map(round) as unknown as Matrix2;
  let mistakes = 0;
  const products = weights.map((weight, k) => {
    const product = round(weight * point[k % 2]!);
    if (shownProduct(shown[k]!, values[k % 2]!, decimals) !== product) mistakes++;
    return product;
  }) as unknown as Matrix2;
  const image = (row: 0 | 1): { sum: number; image: number } => {
    const exact = weights[2 * row]! * point[0] + weights[2 * row + 1]! * point[1];
    const sum = round(exact);
    if (round(products[2 * row]! + products[2 * row + 1]!) !== sum) mistakes++;
    if (round(activation(sum)) !== round(activation(exact))) mistakes++;
    return { sum, image: round(activation(exact)) };
  };
  const [first, second] = [image(0), image(1)];
  return {
    decimals,
    values,
    weights: shown,
    products,
    sums: [first.sum, second.sum],
    images: [first.image, second.image],
    mistakes,
  };
}

/** How far `value` lies outside of [low, high]. */
const outside = (value: number, low: number, high: number): number => Math.max(0, low - value, value - high);

/**
 * How hard a sample is to read, 0 at best: coordinates and products should be away from 0, sums neither so small that tanh
 * does nothing to them nor so large that it flattens them, and both Wx and its image well apart from where it started.
 */
function strain([x, y]: Pair, [a, b, c, d]: Matrix2, activation: Activation): number {
  const sums = [a * x + b * y, c * x + d * y] as const;
  let total = outside(Math.hypot(sums[0] - x, sums[1] - y), 0.8, Infinity);
  total += outside(Math.hypot(activation(sums[0]) - x, activation(sums[1]) - y), 0.6, Infinity);
  for (const value of [x, y]) total += outside(Math.abs(value), 0.3, 1.6);
  for (const product of [a * x, b * y, c * x, d * y]) total += outside(Math.abs(product), 0.05, Infinity);
  for (const sum of sums) total += outside(Math.abs(sum), 0.3, 1.6);
  return total;
}

const DECIMALS = 2;

/**
 * The sample that the scenes about a single layer follow: the one easiest to read among those whose arithmetic is exact in
 * the digits shown, with one decimal more where there is none, and then the one that comes closest.
 * @param points x₀, y₀, x₁, y₁, …
 * @param weights of the layer's two neurons, row by row
 * @throws RangeError when there is no point
 */
export function exactSample(
  points: ArrayLike<number>,
  weights: Matrix2,
  {
    decimals = DECIMALS,
    activation = Math.tanh,
  }: { readonly decimals?: number; readonly activation?: Activation } = {},
): ExactSample {
  const count = Math.floor(points.length / 2);
  if (count === 0) throw new RangeError('a sample can only be chosen from at least one point');
  const best = (digits: number): ExactSample => {
    let [index, fewest, least] = [0, Infinity, Infinity];
    for (let i = 0; i < count; i++) {
      const point: Pair = [points[2 * i]!, points[2 * i + 1]!];
      const { mistakes } = arithmeticOf(point, weights, digits, activation);
      if (mistakes > fewest) continue;
      const hard = strain(point, weights, activation);
      if (mistakes === fewest && hard >= least) continue;
      [index, fewest, least] = [i, mistakes, hard];
    }
    return { index, decimals: digits, exact: fewest === 0 };
  };
  const first = best(decimals);
  if (first.exact) return first;
  const finer = best(decimals + 1);
  return finer.exact ? finer : first;
}
