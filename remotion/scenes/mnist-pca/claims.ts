import type { ExperimentFacts, Facts, RecordingFacts } from '../../stage/facts';
import type { Claim } from '../../stage/scene';

/** Above this share the classes lie apart well enough to be called so. */
const APART = 0.9;

/** By guessing, a tenth of ten digits is right. */
const GUESSING = 0.2;

const heldOut = ({ measures, accuracy }: RecordingFacts): number =>
  measures['heldOutAccuracy'] ?? accuracy.at(-1) ?? 0;

/** Measured where activations are brought: the share of samples whose nearest centroid in the last layer is their own class's. */
export const OWN_CENTROID = 'nearestCentroidAccuracy';

export interface DigitClaims {
  readonly apart: Claim;
  readonly beginsGuessing: Claim;
}

/** What the sentences about our own digits need of the run. */
export function digitClaims(experiment: string): DigitClaims {
  const of = (facts: Facts): ExperimentFacts => facts.experiment(experiment);
  const untrained = (facts: Facts): number => of(facts).accuracy[0] ?? 1;
  return {
    apart: {
      id: 'digits-apart',
      holds: (facts) => heldOut(of(facts)) >= APART,
      measured: (facts) => `held-out accuracy ${heldOut(of(facts)).toFixed(3)}`,
      needed: `held-out accuracy ≥ ${APART}`,
    },
    beginsGuessing: {
      id: 'begins-guessing',
      holds: (facts) => untrained(facts) <= GUESSING,
      measured: (facts) => `accuracy ${untrained(facts).toFixed(3)} before training`,
      needed: `accuracy ≤ ${GUESSING} before training`,
    },
  };
}

/** What is said of classes that were brought and lie apart. */
export function classesApart(experiment: string): Claim {
  const share = (facts: Facts): number => facts.recording(experiment).measures[OWN_CENTROID] ?? 0;
  return {
    id: 'classes-apart',
    holds: (facts) => share(facts) >= APART,
    measured: (facts) => `${(100 * share(facts)).toFixed(1)} % nearest to their own class's centroid`,
    needed: `at least ${100 * APART} %`,
  };
}
