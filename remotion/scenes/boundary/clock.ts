import { interpolateSeries } from '../../motion/interpolate';
import { networkOfRun, probability, type NetworkRun } from '../network-run';
import { sampleNetwork } from '../network-field';
import type { Plane } from '../../stage/plane';

/** When each recorded epoch is shown: by how far the picture changes to it, and not by the count. */
export interface Clock {
  /** Recorded epochs. */
  readonly epochs: readonly number[];
  /** Where each lies on the run, 0 … 1, increasing. */
  readonly knots: readonly number[];
}

/** The least share of the run between two recorded epochs: an epoch that changes nothing passes quickly, but it passes. */
const LEAST = 1.5e-3;
const SAMPLES = 24;

/** @param steps How far the picture changes from each recorded epoch to the next; one less than there are epochs. */
export function clockOf(epochs: readonly number[], steps: readonly number[]): Clock {
  const total = steps.reduce((sum, step) => sum + step, 0) || 1;
  const ways = [0];
  for (const step of steps) ways.push(ways.at(-1)! + Math.max(step / total, LEAST));
  const whole = ways.at(-1)! || 1;
  return { epochs, knots: ways.map((way) => way / whole) };
}

/** The clock of a run by how much the probability all over the plane changes: root of the mean square. */
export function fieldClock(run: NetworkRun, plane: Plane): Clock {
  const { epochs } = run.facts;
  const fields = epochs.map((epoch) =>
    sampleNetwork(networkOfRun(run, epochs, epoch), plane, { samples: SAMPLES }).values.map(probability),
  );
  const steps = fields.slice(1).map((field, e) => {
    const before = fields[e]!;
    return Math.sqrt(field.reduce((sum, p, i) => sum + (p - before[i]!) ** 2, 0) / field.length);
  });
  return clockOf(epochs, steps);
}

/** The epoch at `progress` of the run, 0 … 1. */
export const epochAt = ({ epochs, knots }: Clock, progress: number): number =>
  interpolateSeries(knots, epochs, progress);

/** Index of the last recorded epoch at or before `progress`: what was measured there needs no interpolation. */
export const recordedAt = ({ knots }: Clock, progress: number): number =>
  Math.max(
    0,
    knots.findLastIndex((knot) => knot <= progress + 1e-9),
  );
