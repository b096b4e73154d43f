import { smooth, type Ease } from './ease';

/**
 * How far a move from time `from` to time `to` has come at time `t`: 0 before, 1 after, eased between.
 * A move that takes no time is a step at `to`.
 */
export function span(from: number, to: number, t: number, ease: Ease = smooth): number {
  if (t >= to) return 1;
  if (t <= from) return 0;
  return ease((t - from) / (to - from));
}

/** Rises over `rise` seconds from `from`, falls over `fall` seconds so that it is gone at `to`: 0 … 1. */
export const window = (from: number, to: number, t: number, rise = 0.4, fall = rise): number =>
  Math.min(span(from, from + rise, t), 1 - span(to - fall, to, t));

/** (1 − t)a + tb: exact at both ends. */
export const mix = (a: number, b: number, t: number): number => (1 - t) * a + t * b;

/**
 * A value that goes from one stop to the next: before a stop's `from` the stop before holds, after its `to` its own.
 * Stops are in the order of time and do not overlap.
 */
export interface Stop<T> {
  readonly from: number;
  readonly to: number;
  readonly value: T;
}

/** @throws RangeError when there is no stop. */
export function through<T>(
  stops: readonly Stop<T>[],
  t: number,
  interpolate: (a: T, b: T, t: number) => T,
  ease: Ease = smooth,
): T {
  const first = stops[0];
  if (!first) throw new RangeError('a path through stops needs at least one stop');
  let value = first.value;
  for (const stop of stops.slice(1)) {
    if (t <= stop.from) break;
    value = interpolate(value, stop.value, span(stop.from, stop.to, t, ease));
  }
  return value;
}
