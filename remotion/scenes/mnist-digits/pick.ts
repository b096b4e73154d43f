import { scrambled } from '../scrambled';

/** Which digit steps out of the wall: found by a rule, the same in every layout. */

/** What the network said of the recorded digits. */
export interface Said {
  readonly labels: ArrayLike<number>;
  /** At the last epoch, one a sample. */
  readonly said: ArrayLike<number>;
  /** Of its answers, `[samples, classes]`. */
  readonly shares: ArrayLike<number>;
  readonly classes: number;
}

/** Neither certain nor even: then the other outputs have something to say as well. */
const MIDDLING = 0.8;

/**
 * The sample that was named right with a share nearest to 0.8, the first of equals; where none was named right, of all.
 * @throws RangeError where there are no samples
 */
export function pickOf({ labels, said, shares, classes }: Said): number {
  const all = Array.from({ length: labels.length }, (_, i) => i);
  const right = all.filter((i) => said[i] === labels[i]);
  const far = (i: number): number => Math.abs(shares[i * classes + said[i]!]! - MIDDLING);
  const [first, ...others] = right.length > 0 ? right : all;
  if (first === undefined) throw new RangeError('no digit was recorded, so none can step forward');
  return others.reduce((best, i) => (far(i) < far(best) ? i : best), first);
}

/** All of `count` samples, each once, in an order of no meaning: the cache may hold its digits kind by kind. */
export const mixedOrder = (count: number): number[] =>
  Array.from({ length: count }, (_, i) => i).sort((a, b) => scrambled(a) - scrambled(b) || a - b);
