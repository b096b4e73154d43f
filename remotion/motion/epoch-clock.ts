import { interpolateSeries, type RecordedRows } from './interpolate';

/** When each recorded epoch is shown: by how far things move on the way to it, and not by the count. */
export interface EpochClock {
  /** As recorded, increasing. */
  readonly epochs: readonly number[];
  /** Where each lies on the run, 0 … 1, increasing. */
  readonly knots: readonly number[];
}

/** The least share of the run between two recorded epochs: an epoch that changes nothing passes quickly, but it passes. */
const LEAST = 1.5e-3;

/**
 * @param steps How far things move from each recorded epoch to the next; one less than there are epochs.
 * @throws RangeError when there are more or fewer
 */
export function epochClock(epochs: readonly number[], steps: readonly number[]): EpochClock {
  if (steps.length !== Math.max(0, epochs.length - 1))
    throw new RangeError(`${epochs.length} recorded epochs do not have ${steps.length} steps between them`);
  const total = steps.reduce((sum, step) => sum + step, 0) || 1;
  const ways = [0];
  for (const step of steps) ways.push(ways.at(-1)! + Math.max(step / total, LEAST));
  const whole = ways.at(-1)! || 1;
  return { epochs, knots: ways.map((way) => way / whole) };
}

/** How far recorded values go from each row to the next: the root of the sum of squares. @param rows `[epochs, …]` */
export function stepsOf({ shape, data }: RecordedRows): number[] {
  const count = shape[0] ?? 0;
  const size = count > 0 ? data.length / count : 0;
  return Array.from({ length: Math.max(0, count - 1) }, (_, row) => {
    let sum = 0;
    for (let i = row * size; i < (row + 1) * size; i++) sum += (data[i + size]! - data[i]!) ** 2;
    return Math.sqrt(sum);
  });
}

/** The epoch at `progress` of the run, 0 … 1. */
export const epochAt = ({ epochs, knots }: EpochClock, progress: number): number =>
  interpolateSeries(knots, epochs, progress);

/** Index of the last recorded epoch at or before `progress`: what was measured there needs no interpolation. */
export const recordedAt = ({ knots }: EpochClock, progress: number): number =>
  Math.max(
    0,
    knots.findLastIndex((knot) => knot <= progress + 1e-9),
  );
