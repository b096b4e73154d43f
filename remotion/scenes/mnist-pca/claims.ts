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

/** A share of so many samples is known to a tenth of a percent only from here on. */
const TENTHS = 1000;

/** Decimals of a percentage that the count of recorded samples gives. */
export const shareDecimals = ({ measures }: RecordingFacts): number =>
  (measures['recordedSamples'] ?? 0) >= TENTHS ? 1 : 0;

/** Of the window's width: less than this nobody sees move. */
const SEEN = 0.002;

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

/** What the sentence that a layer's dots move through the epochs needs of them: that it was measured, and is seen. */
export function moves(experiment: string, layer: number): Claim {
  const way = (facts: Facts): number =>
    (facts.projection(experiment).travel?.[layer] ?? []).reduce((sum, step) => sum + step, 0);
  return {
    id: 'layer-moves',
    holds: (facts) => way(facts) >= SEEN,
    measured: (facts) => `the last layer travels ${way(facts).toFixed(4)} of the window`,
    needed: `at least ${SEEN} of the window`,
  };
}
