/** A bias is written with one of these. */
export const BIAS_DECIMALS = [2, 3] as const;
export type BiasDecimals = (typeof BIAS_DECIMALS)[number];

/** Smaller than this and not 0, a number of two decimals reads as nothing, or as next to nothing. */
const SMALL = 0.015;

/** How many decimals a bias takes for each of its numbers to be told from nothing. */
export const biasDecimals = (bias: ArrayLike<number>): BiasDecimals =>
  Array.from(bias).some((value) => value !== 0 && Math.abs(value) < SMALL) ? 3 : 2;
