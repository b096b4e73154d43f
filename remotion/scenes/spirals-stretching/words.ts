import { formatPercent } from '../../stage/number';
import type { Facts } from '../../stage/facts';
import type { Claim, Sentence } from '../../stage/scene';

export const EXPERIMENT = 'spirals';

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
];

const cardinal = (n: number): string => CARDINALS[n] ?? String(n);
const ordinal = (n: number): string => ORDINALS[n] ?? `layer ${n}`;

/** How many hidden layers in a row, from the input on, take the plane to the plane. */
export function planeLayerCount({ widths }: { readonly widths: readonly number[] }): number {
  const wide = widths.slice(0, -1).findIndex((width) => width !== 2);
  return Math.max(0, (wide === -1 ? widths.length - 1 : wide) - 1);
}

const accuracyOf = (facts: Facts): number => facts.experiment(EXPERIMENT).measures.accuracy ?? Number.NaN;

const separates: Claim = {
  id: 'spirals-separated',
  holds: (facts) => accuracyOf(facts) === 1,
  measured: (facts) => `accuracy ${accuracyOf(facts)}`,
  needed: 'accuracy = 1',
};

const twoWide: Claim = {
  id: 'spirals-two-wide',
  holds: (facts) =>
    facts
      .experiment(EXPERIMENT)
      .widths.slice(0, -1)
      .every((width) => width === 2),
  measured: (facts) => `widths ${facts.experiment(EXPERIMENT).widths.join('-')}`,
  needed: 'every layer but the last has two neurons',
};

const isTanh: Claim = {
  id: 'spirals-tanh',
  holds: (facts) => facts.experiment(EXPERIMENT).activation === 'tanh',
  measured: (facts) => `activation ${facts.experiment(EXPERIMENT).activation}`,
  needed: 'activation = tanh',
};

/** What is said of hidden layer k (from 1) of `count`, with the cues `matrix-k`, `bias-k` and `activation-k`. */
function layerSentences(k: number, count: number): Sentence[] {
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

/** What is said; the number of layers and the accuracy are the run's. */
export function sentences(facts: Facts): readonly Sentence[] {
  const { widths } = facts.experiment(EXPERIMENT);
  const layers = widths.length - 1;
  const count = planeLayerCount({ widths });
  return [
    { text: '{dots}Here are two spirals, wound into each other.', rest: 0.9 },
    {
      text: `{network}A network of ${cardinal(layers)} small layers has learned, for every dot, which spiral it belongs to.`,
      rest: 0.5,
      claim: separates,
      otherwise: `{network}A network of ${cardinal(layers)} small layers has learned to name the right spiral for ${formatPercent(accuracyOf(facts))} of the dots.`,
    },
    {
      text: '{two}Its hidden layers hold just two numbers each.',
      rest: 0.3,
      claim: twoWide,
      otherwise: '{two}Where a layer holds just two numbers, we can watch it.',
    },
    {
      text: 'So {sheet}each of them moves the plane within itself.',
      rest: 1.2,
      claim: twoWide,
      otherwise: 'It {sheet}moves the plane within itself.',
    },
    ...Array.from({ length: count }, (_, i) => layerSentences(i + 1, count)).flat(),
    {
      text: '{line}Now a single straight line is enough to part them.',
      rest: 0.8,
      claim: separates,
      otherwise: '{line}Now a straight line parts most of them.',
    },
    {
      text: '{whole}Nothing was torn on the way: the plane was only turned, stretched, shifted and bent.',
      rest: 0.6,
    },
  ];
}

export const headingOf = (done: number, layers: number): string =>
  done === 0 ? 'Input' : `Layer ${done} of ${layers}`;
