import type { ExperimentFacts, Facts } from '../../stage/facts';
import type { Claim, Sentence } from '../../stage/scene';
import { requireShowable } from '../about';
import { canShow } from './can-show';

/** Above this the digits of the last layer lie apart well enough to be called so. */
const APART = 0.9;

const heldOut = ({ measures, accuracy }: ExperimentFacts): number =>
  measures['heldOutAccuracy'] ?? accuracy.at(-1) ?? 0;

/** Rounded down, so that only all is 100 percent. */
const percent = (share: number, decimals = 0): string => {
  const factor = 10 ** decimals;
  return `${(Math.floor(share * 100 * factor + 1e-9) / factor).toFixed(decimals)} percent`;
};

/** Index of the recorded epoch nearest to one, where the run goes on well beyond it; otherwise null. */
export function firstEpoch({ epochs }: ExperimentFacts): number | null {
  const last = epochs.at(-1) ?? 0;
  const index = epochs.findIndex((epoch) => Math.abs(epoch - 1) < 0.02);
  return index > 0 && last >= 2 ? index : null;
}

/** Share of all that training gains in accuracy which the first epoch gains. */
function gainOfFirst(experiment: ExperimentFacts): number {
  const { accuracy } = experiment;
  const first = firstEpoch(experiment);
  const [start, end] = [accuracy[0] ?? 0, accuracy.at(-1) ?? 0];
  return first === null || end <= start ? 1 : ((accuracy[first] ?? 0) - start) / (end - start);
}

/** By guessing, a tenth is right. */
const GUESSING = 0.2;

interface Claims {
  readonly apart: Claim;
  readonly learnsMost: Claim;
  readonly beginsGuessing: Claim;
}

function claimsAbout(experiment: string): Claims {
  const of = (facts: Facts): ExperimentFacts => facts.experiment(experiment);
  const untrained = (facts: Facts): number => of(facts).accuracy[0] ?? 1;
  return {
    apart: {
      id: 'digits-apart',
      holds: (facts) => heldOut(of(facts)) >= APART,
      measured: (facts) => `held-out accuracy ${heldOut(of(facts)).toFixed(3)}`,
      needed: `held-out accuracy ≥ ${APART}`,
    },
    learnsMost: {
      id: 'first-epoch-most',
      holds: (facts) => gainOfFirst(of(facts)) >= 0.75,
      measured: (facts) => `${percent(gainOfFirst(of(facts)))} of the gain in accuracy in the first epoch`,
      needed: 'at least 75 percent',
    },
    beginsGuessing: {
      id: 'begins-guessing',
      holds: (facts) => untrained(facts) <= GUESSING,
      measured: (facts) => `accuracy ${untrained(facts).toFixed(3)} before training`,
      needed: `accuracy ≤ ${GUESSING} before training`,
    },
  };
}

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'];
const ordinal = (k: number): string => ORDINALS[k - 1] ?? 'next';

/** A hidden layer's sentence. What it says is true of any layer; what it does to the digits is what one sees. */
function hiddenSentence(k: number, widths: readonly number[]): Sentence {
  const width = widths[k] ?? 0;
  const text =
    k === 1
      ? `The first {layer-1}layer stretches, shifts and bends them into ${width} numbers.`
      : `The ${ordinal(k)} {layer-${k}}layer bends them once more, into ${width}.`;
  return { text, rest: 0.8 };
}

function learning(experiment: ExperimentFacts, learnsMost: Claim): Sentence[] {
  const { accuracy, epochs } = experiment;
  const first = firstEpoch(experiment);
  const begin: Sentence = {
    text: 'Now it {learn}learns, and digits of one kind find each other.',
    rest: 1.1,
  };
  const last = epochs.at(-1) ?? 0;
  const right = percent(accuracy.at(-1) ?? 0, 1);
  if (first === null)
    return [begin, { text: `After ${last} epochs, {end}it names ${right} right.`, rest: 0.9 }];
  return [
    begin,
    {
      text: `After {first}one pass through its examples, it names ${percent(accuracy[first] ?? 0, 1)} of these digits right.`,
      rest: 0.3,
    },
    {
      text: `The {on}rest is patient work: after ${last} epochs, {end}it is ${right}.`,
      rest: 0.9,
      claim: learnsMost,
      otherwise: `It {on}goes on, and after ${last} epochs {end}it is ${right}.`,
    },
  ];
}

/**
 * What is said while the digits come apart, first through the epochs, then through the layers.
 * @throws CannotShowError when the run turned out to be one that the scene cannot show
 */
export const sentencesAbout =
  (scene: string, experiment: string) =>
  (facts: Facts): readonly Sentence[] => {
    const run = facts.experiment(experiment);
    requireShowable(scene, run, canShow);
    const { widths, measures } = run;
    const { apart, learnsMost, beginsGuessing } = claimsAbout(experiment);
    const recorded = measures['recordedSamples'];
    const count = recorded === undefined ? '' : `${recorded.toLocaleString('en-GB')} `;
    const { varianceKept } = facts.projection(experiment);
    const last = widths.length - 1;
    return [
      {
        text: `{dots}Each of these ${count}dots is a {pictures}handwritten digit the network never learnt from.`,
        rest: 0.4,
      },
      {
        text: `A digit’s ${widths[0] ?? 0} {pixels}pixels make it one point in a space of ${widths[0] ?? 0} axes.`,
        rest: 0.4,
      },
      {
        text: `We draw the three {axes}axes along which the digits spread most; {kept}they keep ${percent(varianceKept[0] ?? 0)} of the variance.`,
        rest: 0.5,
      },
      {
        text: 'An {through}untrained network sends them all into one heap, and can only guess.',
        rest: 1,
        claim: beginsGuessing,
        otherwise: 'Before training, the {through}network sends them through like this.',
      },
      ...learning(run, learnsMost),
      {
        text: 'Walk {around}around them: each digit has found a place of its own.',
        rest: 1,
        claim: apart,
        otherwise: 'Walk {around}around them: many digits still lie among others.',
      },
      {
        text: 'Where did that happen? {input}Back to the pixels, where they lie {mixed}through each other.',
        rest: 1.2,
      },
      ...Array.from({ length: last - 1 }, (_, k) => hiddenSentence(k + 1, widths)),
      {
        text: `And the last {layer-${last}}one leaves ${widths[last] ?? 0} numbers, and a place for each digit.`,
        rest: 0.9,
        claim: apart,
        otherwise: `And the last {layer-${last}}one leaves ${widths[last] ?? 0} numbers.`,
      },
      { text: 'Nobody wrote down what makes a seven: {close}it only learnt how to move space.', rest: 0.8 },
    ];
  };
