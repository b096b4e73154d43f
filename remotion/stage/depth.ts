import { nearness, type View } from './camera';

/** Items in groups, by counting: `order` holds group after group, group g from `starts[g]` to `starts[g + 1]`. */
export interface Groups {
  readonly order: Uint32Array;
  readonly starts: Uint32Array;
}

/**
 * Sorts items by a small whole-number key. Items of one group keep their order, so nothing flickers.
 * @throws RangeError when a key is not below `groups`.
 */
export function grouped(keys: ArrayLike<number>, groups: number): Groups {
  const starts = new Uint32Array(groups + 1);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!;
    if (!(key >= 0 && key < groups)) throw new RangeError(`key ${key} of item ${i} is not below ${groups}`);
    starts[key + 1]! += 1;
  }
  for (let g = 0; g < groups; g++) starts[g + 1]! += starts[g]!;
  const next = starts.slice(0, groups);
  const order = new Uint32Array(keys.length);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!;
    order[next[key]!] = i;
    next[key]! += 1;
  }
  return { order, starts };
}

/** Slices of equal depth from `reach` behind the target (slice 0) to `reach` before it (the last); beyond, the outermost. */
export const sliceOf = (view: View, depth: number, reach: number, slices: number): number =>
  Math.min(slices - 1, Math.floor(nearness(view, depth, reach) * slices));
