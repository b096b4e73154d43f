import type { Facts, RecordingFacts } from '../../stage/facts';
import type { Sentence } from '../../stage/scene';
import { requireShowable } from '../about';
import { counted, percent } from '../number-words';
import { canShow } from './can-show';
import { moves, OWN_CENTROID, shareDecimals } from './claims';
import { epochNames } from './epochs-told';
import { recordedCount } from './words';

/** More layers than this are gone through in one sentence. */
const MOST_SENTENCES = 5;
/** Seconds for each layer that has no words of its own. */
const A_LAYER = 1.7;

/** The last layer, and its way through the epochs where more than one was brought. */
function lastLayer({ experiment, epochs, widths }: RecordingFacts): Sentence[] {
  const [first, last] = epochNames(epochs[0] ?? 0, epochs.at(-1) ?? 0);
  const seen: Sentence = {
    text: `The last layer has {heap}${counted(widths.at(-1) ?? 0, 'number')} for each.`,
    rest: 0.9,
  };
  if (epochs.length < 2) return [seen];
  return [
    seen,
    {
      text: `{learn}From epoch ${first} to epoch ${last}, {end}they move.`,
      rest: 2.4,
      claim: moves(experiment, widths.length - 1),
      otherwise: `{learn}Epochs ${first} to ${last} {end}go by.`,
    },
  ];
}

/** Layer by layer; where there are many, in one breath. */
function layers(widths: readonly number[]): Sentence[] {
  const last = widths.length - 1;
  const hidden = Array.from({ length: last - 1 }, (_, k) => k + 1);
  if (hidden.length > MOST_SENTENCES)
    return [
      {
        text: `Then layer {layer-1}1, layer {layer-2}2, and so on, {layer-3}one by one.`,
        rest: A_LAYER * (hidden.length - 2),
      },
    ];
  return hidden.map((k) => ({
    text: `Layer ${k} gives each {layer-${k}}${counted(widths[k]!, 'number')}.`,
    rest: 0.6,
  }));
}

/**
 * What is said of activations that were brought: true of any network, whatever it was for.
 * @throws CannotShowError when they turned out to be what the scene cannot show
 */
export const sentencesAboutBrought =
  (scene: string, experiment: string) =>
  (facts: Facts): readonly Sentence[] => {
    const run = facts.recording(experiment);
    requireShowable(scene, run, canShow);
    const { widths, measures } = run;
    const last = widths.length - 1;
    const share = measures[OWN_CENTROID];
    const along = widths.some((width) => width > 3)
      ? 'seen along three {axes}axes.'
      : 'drawn in {axes}space.';
    return [
      { text: `Each of these {dots}${recordedCount(run)}dots is one {pictures}example, ${along}`, rest: 0.4 },
      ...lastLayer(run),
      // What was measured, and no more: a class may well lie together in two places far apart.
      share !== undefined
        ? {
            text: `{around}${share >= 1 ? 'All' : percent(share, shareDecimals(run))} of them lie nearest to the middle of their own class.`,
            rest: 1,
          }
        : { text: 'Let us walk {around}around them.', rest: 1.8 },
      { text: `Now {input}back to what goes in: ${counted(widths[0] ?? 0, 'number')} for each.`, rest: 1 },
      ...layers(widths),
      { text: `And the {layer-${last}}last layer.`, rest: 1 },
      { text: 'Layer by layer, {close}a network moves its examples.', rest: 0.8 },
    ];
  };
