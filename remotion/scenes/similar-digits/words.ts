import type { Facts, RecordingFacts } from '../../stage/facts';
import { formatPercent } from '../../stage/number';
import type { Claim, Sentence } from '../../stage/scene';
import { requireShowable } from '../about';
import { cardinal } from '../number-words';
import { canShow, EXPERIMENT } from './can-show';
import { closest, closestApart, mistakes, type Mistaken } from './pairs';

/** Pairs that are shown beside each other. */
export const PAIRS = 2;

const DIGITS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'] as const;

const digit = (n: number): string => DIGITS[n] ?? String(n);
const article = (n: number): string => (n === 8 ? 'an' : 'a');
/** “an eight” */
export const oneOf = (n: number): string => `${article(n)} ${digit(n)}`;

/** Held-out digits by whether they were named right, from the confusions. */
export function countsOf({ confusion }: RecordingFacts): { readonly all: number; readonly wrong: number } {
  const all = confusion.reduce((sum, row) => sum + row.reduce((s, n) => s + n, 0), 0);
  return { all, wrong: all - confusion.reduce((sum, row, i) => sum + (row[i] ?? 0), 0) };
}

export const grouped = (n: number): string => n.toLocaleString('en-GB');

const recordingOf = (facts: Facts): RecordingFacts => facts.recording(EXPERIMENT);

/** The mistakes that may be named before anybody looks at the digits: every held-out digit was recorded. */
function named(facts: RecordingFacts): readonly Mistaken[] {
  const { recordedSamples = 0, heldOutSamples = 0 } = facts.measures;
  const { all } = countsOf(facts);
  return recordedSamples >= Math.max(all, heldOutSamples) ? mistakes(facts).slice(0, PAIRS) : [];
}

const accuracyOf = (facts: Facts): number => {
  const { all, wrong } = countsOf(recordingOf(facts));
  return all > 0 ? 1 - wrong / all : 0;
};

/** From here on, what is left to err about is hard for anybody. */
const GOOD = 0.9;

const errsAsWeDo: Claim = {
  id: 'mnist-errs-as-we-do',
  holds: (facts) => accuracyOf(facts) >= GOOD,
  measured: (facts) => `${formatPercent(accuracyOf(facts), 1)} of the held-out digits right`,
  needed: `at least ${formatPercent(GOOD)}`,
};

const nearLies: Claim = {
  id: 'mnist-centroids-apart',
  holds: (facts) => closestApart(recordingOf(facts)) !== undefined,
  measured: (facts) =>
    `closest centroids ${closest(recordingOf(facts))[0]?.distance.toPrecision(4) ?? 'none'} apart`,
  needed: 'above 0',
};

/** What is said of the pairs makes a claim only where mistakes may be named; else it is true of any two digits. */
function pairsSentence(facts: RecordingFacts): Sentence {
  const [first, second] = named(facts);
  if (!first || !second)
    return { text: 'Look at {first}digits side by side, and at {second}what it said of them.', rest: 1.4 };
  const again = second.is === first.is ? 'another' : `this ${digit(second.is)}`;
  const what = `{first}this ${digit(first.is)} became ${oneOf(first.said)}, {second}${again}, ${oneOf(second.said)}.`;
  return {
    text: `Where it errs, you might too: ${what}`,
    rest: 0.6,
    claim: errsAsWeDo,
    otherwise: `Look where it errs: ${what}`,
  };
}

/** @throws CannotShowError when the run turned out to be one that the scene cannot show */
export function sentences(facts: Facts): readonly Sentence[] {
  const run = recordingOf(facts);
  requireShowable('similar-digits', run, canShow);
  const [near] = closest(run);
  const { all, wrong } = countsOf(run);
  const last = run.centroidDistances.at(-1) ?? [];
  const clouds = last.filter((row, i) => row[i] === 0).length;
  return [
    near
      ? {
          text: `Of the {map}${cardinal(clouds)} clouds’ middles, ${digit(near.classes[0])} and {near}${digit(near.classes[1])} lie closest.`,
          rest: 0.8,
          claim: nearLies,
          otherwise: `Of the {map}${cardinal(clouds)} clouds’ middles, {near}not all lie apart.`,
        }
      : { text: 'Here are the {map}middles of its {near}clouds.', rest: 1 },
    {
      text: `{table}Of ${grouped(all)} new digits, {wrong}${wrong === 0 ? 'none is misnamed' : wrong === 1 ? 'one is misnamed' : `${wrong} are misnamed`}.`,
      rest: 0.3,
    },
    pairsSentence(run),
  ];
}
