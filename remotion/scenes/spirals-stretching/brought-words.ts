import type { Facts, RecordingFacts } from '../../stage/facts';
import type { Claim, Sentence } from '../../stage/scene';
import { cardinal, counted, ordinal, percent } from '../number-words';
import { requireSpaces, spacesOf } from './brought-spaces';

/** What the classes are called: as the file's labels were, or else by their number. */
export const classesIn = ({ classNames, confusion, centroidDistances }: RecordingFacts): readonly string[] =>
  classNames ??
  Array.from({ length: confusion.length || centroidDistances[0]?.length || 2 }, (_, c) => String(c));

/** Beyond so many layers they go by without being told of one by one. */
const TOLD = 4;
/** Seconds that a layer has of which nothing is said. */
export const UNTOLD = 2.6;

function layerSentences(spaces: number, all: number): Sentence[] {
  const last = spaces - 1;
  const told = Array.from({ length: Math.min(last, TOLD) }, (_, i): Sentence => {
    const k = i + 1;
    const text =
      k === 1
        ? 'The {layer-1}first layer puts each of them here.'
        : k === last && spaces === all
          ? `The {layer-${k}}last one, here.`
          : `The {layer-${k}}${ordinal(k)} hands them on.`;
    return { text, rest: 1.8 };
  });
  const others = last - TOLD;
  if (others <= 0) return told;
  return [
    ...told,
    {
      text: `{layer-${TOLD + 1}}And so ${others === 1 ? 'does one more' : `do ${cardinal(others)} more`}.`,
      rest: UNTOLD * others,
    },
  ];
}

/** Whether the last layer is shown, too. */
const isWhole = ({ widths }: RecordingFacts): boolean => spacesOf(widths) === widths.length;

/** The share of samples that lie nearest to their own class's middle, where it was measured in a layer that is shown. */
function sorted(facts: RecordingFacts): Sentence {
  const share = facts.measures['nearestCentroidAccuracy'];
  if (share === undefined || !isWhole(facts))
    return { text: 'The same {whole}dots all the way: only their places changed.' };
  return {
    text: `In the end, {whole}${percent(share)} lie nearest to the middle of their own colour.`,
  };
}

/** What it takes to say that a layer's dots move through the epochs: a file may hold the same values at each of them. */
function epochsMove(name: string, layer: number): Claim {
  const furthest = (facts: Facts): number => Math.max(0, ...(facts.projection(name).travel?.[layer] ?? []));
  return {
    id: 'epochs-move',
    holds: (facts) => furthest(facts) > 0,
    measured: (facts) =>
      `layer ${layer} moves by ${furthest(facts).toPrecision(2)} of the window between two epochs at most`,
    needed: 'above 0',
  };
}

/**
 * What is said of points that move from layer to layer, and nothing of what moves them: that is not known.
 * @throws CannotShowError when the recording turned out to be one that the scene cannot show
 */
export const broughtSentences =
  (scene: string, name: string) =>
  (facts: Facts): readonly Sentence[] => {
    const run = facts.recording(name);
    requireSpaces(scene, run);
    const spaces = spacesOf(run.widths);
    const count = run.measures['recordedSamples'];
    const dots = count === undefined ? 'These dots' : `These ${counted(count, 'dot')}`;
    const classes = classesIn(run).length;
    const epochs: Sentence[] =
      run.epochs.length > 1
        ? [
            {
              text: `At the {out}first recorded epoch, ${isWhole(run) ? 'the last layer' : `layer ${spaces - 1}`} puts them here.`,
              rest: 1.8,
            },
            {
              text: `{learn}Then ${counted(run.epochs.length, 'recorded epoch')} go by, and the dots move.`,
              rest: 3.2,
              claim: epochsMove(name, spaces - 1),
              otherwise: `{learn}Then ${counted(run.epochs.length, 'recorded epoch')} go by.`,
            },
            { text: '{back}Now back to the start, and on, layer by layer.', rest: 1.8 },
          ]
        : [];
    return [
      {
        text: `{dots}${dots} are examples in ${cardinal(classes)} colours, {legend}one for each class.`,
        rest: 1.2,
      },
      ...epochs,
      ...layerSentences(spaces, run.widths.length),
      { ...sorted(run), rest: 0.8 },
    ];
  };
