import { z } from 'zod';
import type { Matrix2 } from '../motion/polar';

/** Props that several scenes share, as a person sees them in Studio. */

const row = z.tuple([z.number(), z.number()]);

/** A 2×2 matrix, row by row. */
export const matrixProp = (rows: readonly [readonly [number, number], readonly [number, number]]) =>
  z.tuple([row, row]).default([[...rows[0]], [...rows[1]]]);

/** The same in the order of `Matrix2`. */
export const matrixOf = ([[a, b], [c, d]]: readonly [
  readonly [number, number],
  readonly [number, number],
]): Matrix2 => [a, b, c, d];

/** Which experiment of `training/experiments.ts` is shown; Studio offers those that the scene can show. */
export const experimentProp = (name: string) => z.string().default(name);

/** Number of a sample in its dataset, from 0; null: the scene chooses. */
export const sampleProp = z.number().int().nonnegative().nullable().default(null);

/** The epoch whose weights are shown; the nearest recorded one counts; null: the last. */
export const epochProp = z.number().nonnegative().nullable().default(null);

/** Index of the recorded epoch that is meant. @param epochs as recorded, increasing */
export function recordedEpoch(epochs: readonly number[], epoch: number | null): number {
  if (epoch === null) return epochs.length - 1;
  let nearest = 0;
  epochs.forEach((recorded, i) => {
    if (Math.abs(recorded - epoch) < Math.abs(epochs[nearest]! - epoch)) nearest = i;
  });
  return nearest;
}
