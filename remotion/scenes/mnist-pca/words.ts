import type { Facts, RecordingFacts } from '../../stage/facts';
import type { Sentence } from '../../stage/scene';
import { learnsClaim, requireShowable } from '../about';
import { ordinal, percent } from '../number-words';
import { canShow } from './can-show';
import { digitClaims, shareDecimals } from './claims';

/** "2,000 " where it was counted, and nothing where it was not. */
export const recordedCount = ({ measures }: RecordingFacts): string => {
  const count = measures['recordedSamples'];
  return count === undefined ? '' : `${count.toLocaleString('en-GB')} `;
};

/** A layer's sentence before the last. What it says is true of any layer; what it does to the digits is what one sees. */
function hiddenSentence(k: number, bends: boolean): Sentence {
  const verb = bends ? 'bends' : 'moves';
  const text =
    k === 1
      ? `The first {layer-1}layer ${verb} their space.`
      : `The {layer-${k}}${ordinal(k)} ${verb} it again.`;
  return { text, rest: 0.55 };
}

/**
 * What is said of our own digits while they come apart, first through the epochs, then through the layers.
 * @throws CannotShowError when the run turned out to be one that the scene cannot show
 */
export const sentencesAbout =
  (scene: string, experiment: string) =>
  (facts: Facts): readonly Sentence[] => {
    const run = facts.experiment(experiment);
    requireShowable(scene, run, canShow);
    const { widths, accuracy, activation } = run;
    const { apart, beginsGuessing } = digitClaims(experiment);
    const right = percent(accuracy.at(-1) ?? 0, shareDecimals(run));
    const count = recordedCount(run);
    const last = widths.length - 1;
    const which = last === 1 ? 'only' : 'last';
    return [
      {
        text: `{dots}${count === '' ? 'Digits' : `${count}digits`} the network {pictures}never saw, along three {axes}axes.`,
        rest: 0.3,
      },
      {
        text: 'Untrained, it {heap}mixes them all.',
        rest: 1.1,
        claim: beginsGuessing,
        otherwise: 'Before training, it {heap}leaves them here.',
      },
      {
        text: `{learn}Now it learns, until it names {end}${right} right.`,
        rest: 1.1,
        claim: learnsClaim('digits-learnt', experiment),
        otherwise: `{learn}Now it is trained, until it names {end}${right} right.`,
      },
      {
        text: 'Digits of one kind have {around}found each other.',
        rest: 1.1,
        claim: apart,
        otherwise: 'Walk {around}around them: many still lie among others.',
      },
      { text: 'Where did that happen? {input}Back to the pixels.', rest: 1.2 },
      ...Array.from({ length: last - 1 }, (_, k) => hiddenSentence(k + 1, activation !== 'linear')),
      {
        text: `The {layer-${last}}${which} gives each digit its place.`,
        rest: 0.5,
        claim: apart,
        otherwise: `The {layer-${last}}${which} leaves ${widths[last] ?? 0} numbers each.`,
      },
      { text: 'Nobody wrote down what makes a seven: {close}it only learnt to move space.', rest: 0.4 },
    ];
  };
