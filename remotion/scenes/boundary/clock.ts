import { epochClock, stepsOf, type EpochClock } from '../../motion/epoch-clock';
import { networkDuring } from '../../motion/run-states';
import { probability, type NetworkRun } from '../network-run';
import { sampleNetwork } from '../network-field';
import type { Plane } from '../../stage/plane';

const SAMPLES = 24;

/** The clock of a run by how much the probability all over the plane changes: root of the sum of squares. */
export function fieldClock(run: NetworkRun, plane: Plane): EpochClock {
  const { epochs } = run.facts;
  const fields = epochs.flatMap((epoch) => [
    ...sampleNetwork(networkDuring(run, epochs, epoch), plane, { samples: SAMPLES }).values.map(probability),
  ]);
  return epochClock(epochs, stepsOf({ shape: [epochs.length], data: fields }));
}
