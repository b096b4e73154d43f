import { formatPercent } from '../../stage/number';
import type { ExperimentFacts, Facts } from '../../stage/facts';
import type { Claim, Sentence } from '../../stage/scene';
import { outlineOf, requireShowable, tanhClaim } from '../about';
import { cardinal, ordinal } from '../number-words';
import { canShow, EXPERIMENT } from './can-show';

/** Runs recorded before their data's kind was are those of the film's own experiment. */
const kindOf = (run: ExperimentFacts): string =>
  outlineOf(run).data ?? (run.experiment === EXPERIMENT ? 'spirals' : '');

/** What is said of the data, by kind; what is said of any others is true of all points of two classes. */
const OPENINGS: Readonly<Record<string, string>> = {
  spirals: 'Two spirals',
  disks: 'A disk of dots in a ring of dots',
};
const ANY = 'Dots of two classes';

interface Claims {
  readonly separates: Claim;
  readonly lineParts: Claim;
  readonly isTanh: Claim;
  readonly keeps: Claim;
}

/** Every dot that is seen was recorded: those that were learnt, and those kept away from training. */
const accuracyOf = ({ measures }: ExperimentFacts): number => measures['accuracy'] ?? Number.NaN;

function claimsAbout(experiment: string): Claims {
  const of = (facts: Facts): ExperimentFacts => facts.experiment(experiment);
  const accuracy = (facts: Facts): number => accuracyOf(of(facts));
  /** Cut off, not rounded: only what is all reads as 1. */
  const shownAccuracy = (facts: Facts): number => Math.floor(1e4 * accuracy(facts)) / 1e4;
  /** Runs recorded before the margin was measured have none. */
  const margin = (facts: Facts): number | undefined => of(facts).measures['margin'];
  return {
    separates: {
      id: `${experiment}-separated`,
      holds: (facts) => accuracy(facts) === 1,
      measured: (facts) => `accuracy ${shownAccuracy(facts)}`,
      needed: 'accuracy = 1',
    },
    lineParts: {
      id: `${experiment}-line`,
      holds: (facts) => accuracy(facts) === 1 && (margin(facts) ?? 1) > 0,
      measured: (facts) => {
        const distance = margin(facts);
        const room = distance === undefined ? '' : `, margin ${distance.toPrecision(2)}`;
        return `accuracy ${shownAccuracy(facts)}${room}`;
      },
      needed: 'accuracy = 1, margin > 0',
    },
    keeps: {
      id: `${experiment}-keeps-apart`,
      holds: (facts) => of(facts).activation !== 'relu',
      measured: (facts) => `activation ${of(facts).activation}`,
      needed: 'an activation that keeps different values different',
    },
    isTanh: tanhClaim(`${experiment}-tanh`, experiment),
  };
}

/** What a hidden layer's matrix does, by the widths before and after it. */
function doing(from: number, to: number): string {
  if (to > from) return 'lifts the plane into space';
  if (to < from) return 'presses space flat';
  return from === 2 ? 'turns and stretches' : 'turns and stretches space';
}

/** A layer of which nothing is said has this many seconds. */
const UNTOLD = 4.2;

/** Cue marks of a layer, from 1. */
const marks = (k: number) => ({ m: `{matrix-${k}}`, b: `{bias-${k}}`, a: `{activation-${k}}` });

/** What is said of hidden layer k (from 1), with the cues `matrix-k`, `bias-k` and `activation-k`. */
function layerSentences(k: number, widths: readonly number[], isTanh: Claim): Sentence[] {
  const count = widths.length - 2;
  const { m, b, a } = marks(k);
  const [from, to] = [widths[k - 1]!, widths[k]!];
  const tips: Sentence[] =
    to > from
      ? [
          {
            text: `{camera-${k}}${k === 1 ? 'So look at it' : 'The next one holds three, so look at it'} from the side.`,
            rest: k === 1 ? 1 : 0.3,
          },
        ]
      : [];
  if (k === 1)
    return [
      ...tips,
      {
        text: `${m}The first matrix ${doing(from, to)}, ${b}the bias shifts, ${a}and tanh bends.`,
        rest: 1.5,
        claim: isTanh,
        otherwise: `${m}The first matrix ${doing(from, to)}, ${b}the bias shifts, ${a}and the activation bends.`,
      },
    ];
  if (k === 2)
    return [
      ...tips,
      from === to && from === widths[0]
        ? { text: `${m}The second layer does the same, ${b}with numbers ${a}of its own.`, rest: 1.9 }
        : { text: `${m}The second layer ${doing(from, to)}, ${b}shifts, ${a}and bends.`, rest: 1.9 },
    ];
  if (k === 3)
    return [
      ...tips,
      {
        text: `{border}Watch the golden border: ${m}it is pulled ${b}and pushed, ${a}but never cut.`,
        rest: 1.3,
      },
    ];
  if (k === count)
    return [...tips, { text: `${m}One last turn, ${b}one last shift, ${a}one last bend.`, rest: 1.8 }];
  if (k > 4) return [];
  const others = count - 4;
  return [
    {
      text:
        others === 1
          ? `${m}The ${ordinal(k)} layer goes on in the same way.`
          : `${m}The next ${cardinal(others)} layers go on in the same way.`,
      rest: Math.max(1, others * UNTOLD - 2.6),
    },
  ];
}

/** What the hidden layers hold: places in the plane, or in space. */
function holding(hidden: readonly number[]): string {
  const subject = hidden.length === 1 ? 'Its hidden layer' : 'Each hidden layer';
  if (hidden.every((width) => width === 2))
    return `{two}${subject} holds two numbers: {sheet}a place in the plane.`;
  if (hidden.every((width) => width === 3))
    return `{two}${subject} holds three numbers: {sheet}a place in space.`;
  return `{two}${subject} holds two or three numbers: {sheet}a place in the plane, or in space.`;
}

/** More than by guessing: so much may be called most of them. */
const MOST = 0.75;

/**
 * What is said about an experiment; the number of layers and the accuracy are the run's.
 * @throws CannotShowError when the run turned out to be one that the scene cannot show
 */
export const sentencesAbout =
  (scene: string, experiment: string) =>
  (facts: Facts): readonly Sentence[] => {
    const run = facts.experiment(experiment);
    requireShowable(scene, run, canShow);
    const { widths } = run;
    const accuracy = accuracyOf(run);
    const { separates, lineParts, isTanh, keeps } = claimsAbout(experiment);
    const hidden = widths.slice(1, -1);
    const layers = `${cardinal(widths.length - 1)} small layers`;
    const opening = `{dots}${OPENINGS[kindOf(run)] ?? ANY}, {network}and ${layers}`;
    const parter = hidden.at(-1) === 3 ? 'flat plane' : 'straight line';
    return [
      {
        text: `${opening} that have learned {field}to tell them apart.`,
        rest: 0.4,
        claim: separates,
        otherwise: `${opening} that have learned {field}to get ${formatPercent(accuracy)} of the dots right.`,
      },
      { text: holding(hidden), rest: 0.5 },
      ...hidden.flatMap((_, i) => layerSentences(i + 1, widths, isTanh)),
      {
        text: `{line}Now a single ${parter} parts them.`,
        rest: 0.7,
        claim: lineParts,
        otherwise:
          accuracy >= MOST
            ? `{line}Now a ${parter} parts most of them.`
            : `{line}A ${parter} is all that is left to part them, and too many are on the wrong side.`,
      },
      {
        text: '{whole}And nothing was torn on the way.',
        rest: 0.4,
        claim: keeps,
        otherwise: '{whole}Nothing was torn on the way, but relu presses flat what lies below zero.',
      },
    ];
  };

export const headingOf = (done: number, layers: number): string =>
  done === 0 ? 'Input' : `Layer ${done} of ${layers}`;
