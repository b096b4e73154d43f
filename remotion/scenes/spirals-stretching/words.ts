import { formatPercent } from '../../stage/number';
import type { ExperimentFacts, Facts } from '../../stage/facts';
import type { Claim, Sentence } from '../../stage/scene';
import { outlineOf, requireShowable, tanhClaim } from '../about';
import { canShow, EXPERIMENT } from './can-show';

const CARDINALS = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];
const ORDINALS = [
  'zeroth',
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
  'eleventh',
  'twelfth',
];

const cardinal = (n: number): string => CARDINALS[n] ?? String(n);
const ordinal = (n: number): string => ORDINALS[n] ?? `layer ${n}`;

/** How many hidden layers in a row, from the input on, take the plane to the plane. */
export function planeLayerCount({ widths }: { readonly widths: readonly number[] }): number {
  const wide = widths.slice(0, -1).findIndex((width) => width !== 2);
  return Math.max(0, (wide === -1 ? widths.length - 1 : wide) - 1);
}

/** Runs recorded before their data's kind was are those of the film's own experiment. */
const kindOf = (run: ExperimentFacts): string =>
  outlineOf(run).data ?? (run.experiment === EXPERIMENT ? 'spirals' : '');

/** What is said of the data, by kind; what is said of any others is true of all points of two classes. */
interface Nouns {
  readonly opening: string;
  readonly each: string;
  readonly right: string;
}
const ANY: Nouns = {
  opening: 'Here are dots of two classes, each in its own colour.',
  each: 'which class it belongs to',
  right: 'the right class',
};
const NOUNS: Readonly<Record<string, Nouns>> = {
  spirals: {
    opening: 'Here are two spirals, wound into each other.',
    each: 'which spiral it belongs to',
    right: 'the right spiral',
  },
  disks: { ...ANY, opening: 'Here is a disk of dots, and a ring of dots all around it.' },
};

interface Claims {
  readonly separates: Claim;
  readonly lineParts: Claim;
  readonly isTanh: Claim;
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
    isTanh: tanhClaim(`${experiment}-tanh`, experiment),
  };
}

/** What is said of hidden layer k (from 1) of `count`, with the cues `matrix-k`, `bias-k` and `activation-k`. */
function layerSentences(k: number, count: number, isTanh: Claim): Sentence[] {
  const [matrix, bias, activation] = [`{matrix-${k}}`, `{bias-${k}}`, `{activation-${k}}`];
  if (k === 1)
    return [
      { text: `${matrix}The first matrix turns the plane and stretches it.`, rest: 0.5 },
      { text: `${bias}The bias adds two numbers: the same shift for every dot.`, rest: 0.5 },
      {
        text: `${activation}And tanh bends it, until it fits between −1 and 1.`,
        rest: 0.7,
        claim: isTanh,
        otherwise: `${activation}And the activation bends it.`,
      },
    ];
  if (k === 2)
    return [
      {
        text: `The ${ordinal(k)} layer has ${matrix}weights of its own: it turns and stretches, ${bias}then it shifts, ${activation}and then it bends.`,
        rest: 1.2,
      },
    ];
  if (k === 3)
    return [
      { text: '{border}Keep an eye on the golden border.', rest: 0.3 },
      {
        text: `${matrix}It is turned and stretched, ${bias}it is carried along, ${activation}and it is curved, but it is never cut.`,
        rest: 0.9,
      },
    ];
  const last = k === count;
  return [
    {
      text: last
        ? `${matrix}The ${ordinal(k)} layer makes one last pull, ${bias}one more shift, ${activation}and one more bend.`
        : `${matrix}The ${ordinal(k)} layer turns and stretches, ${bias}then it shifts, ${activation}and then it bends.`,
      rest: 1.3,
    },
  ];
}

/** More than by guessing: so much may be called most of them. */
const MOST = 0.6;

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
    const { separates, lineParts, isTanh } = claimsAbout(experiment);
    const nouns = NOUNS[kindOf(run)] ?? ANY;
    const layers = widths.length - 1;
    const count = planeLayerCount({ widths });
    return [
      { text: `{dots}${nouns.opening}`, rest: 0.9 },
      {
        text: `{network}A network of ${cardinal(layers)} small layers has learned, for every dot, ${nouns.each}.`,
        rest: 0.5,
        claim: separates,
        otherwise: `{network}A network of ${cardinal(layers)} small layers has learned to name ${nouns.right} for ${formatPercent(accuracy)} of the dots.`,
      },
      count === 1
        ? { text: '{two}Its hidden layer holds just two numbers.', rest: 0.3 }
        : { text: '{two}Its hidden layers hold just two numbers each.', rest: 0.3 },
      count === 1
        ? { text: 'So {sheet}it moves the plane within itself.', rest: 1.2 }
        : { text: 'So {sheet}each of them moves the plane within itself.', rest: 1.2 },
      ...Array.from({ length: count }, (_, i) => layerSentences(i + 1, count, isTanh)).flat(),
      {
        text: '{line}Now a single straight line is enough to part them.',
        rest: 0.8,
        claim: lineParts,
        otherwise:
          accuracy >= MOST
            ? '{line}Now a straight line parts most of them.'
            : '{line}A straight line is all that is left to part them, and too many are on the wrong side.',
      },
      {
        text: '{whole}Nothing was torn on the way: the plane was only turned, stretched, shifted and bent.',
        rest: 0.6,
      },
    ];
  };

export const headingOf = (done: number, layers: number): string =>
  done === 0 ? 'Input' : `Layer ${done} of ${layers}`;
