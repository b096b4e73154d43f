import type { RecordingFacts } from '../../stage/facts';

export { softmax } from '../softmax';

/** Which digits are shown beside each other: found in what was measured, by rules that leave nothing to choose. */

/** A digit `is` that was called `said`. */
export interface Mistaken {
  readonly is: number;
  readonly said: number;
  /** How often; 0 for two digits that were never taken for each other. */
  readonly count: number;
}

/** The direction of a pair that happened more often; of equals, the lower digit taken for the higher. */
const directed = ({ confusion }: RecordingFacts, [a, b]: readonly [number, number]): Mistaken => {
  const [there, back] = [confusion[a]?.[b] ?? 0, confusion[b]?.[a] ?? 0];
  return there >= back ? { is: a, said: b, count: there } : { is: b, said: a, count: back };
};

/** Pairs taken for each other, the most frequent first, each in its more frequent direction. */
export const mistakes = (facts: RecordingFacts): Mistaken[] =>
  facts.confusedPairs.map(({ classes }) => directed(facts, classes));

/** Of the last layer: two digits whose centroids are so far apart. */
export interface Close {
  readonly classes: readonly [number, number];
  readonly distance: number;
}

/** Pairs of digits by how near their centroids are in the last layer, the nearest first. Digits without samples have none. */
export function closest({ centroidDistances }: RecordingFacts): Close[] {
  const last = centroidDistances.at(-1) ?? [];
  return last
    .flatMap((row, a) =>
      row
        .slice(a + 1)
        .map((distance, i): Close => ({ classes: [a, a + 1 + i], distance }))
        .filter(({ distance }) => distance >= 0),
    )
    .sort((a, b) => a.distance - b.distance);
}

/** Nearer to each other than this, two centroids are on one spot but for rounding: values have some seven digits. */
const ONE_SPOT = 1e-6;

/** A measured distance; 0 where it is but rounding. */
export const apartBy = (distance: number): number => (distance > ONE_SPOT ? distance : 0);

/** The two digits whose centroids are nearest to each other; undefined where there are no two, or they do not lie apart. */
export function closestApart(facts: RecordingFacts): Close | undefined {
  const [near] = closest(facts);
  return near && apartBy(near.distance) > 0 ? near : undefined;
}

/** The network's answers about recorded digits. */
export interface Answers {
  readonly labels: ArrayLike<number>;
  /** At the last epoch, one a sample. */
  readonly said: ArrayLike<number>;
  /** `[samples, classes]`. */
  readonly shares: Float64Array;
  readonly classes: number;
  /** `[samples, pixels]`. */
  readonly images: ArrayLike<number>;
  readonly pixels: number;
}

/** Two real digits beside each other. */
export interface Shown extends Mistaken {
  /** Sample of the digit that was taken for the other, or came nearest to it. */
  readonly sample: number;
  /** Of the digits that it was taken for and that were named right, the one whose picture is most like it. */
  readonly like: number;
}

/** The greatest by a measure, the first of equals; undefined of none. */
function best(candidates: readonly number[], measure: (i: number) => number): number | undefined {
  let [chosen, most]: [number | undefined, number] = [undefined, -Infinity];
  for (const i of candidates) {
    const value = measure(i);
    if (value > most) [chosen, most] = [i, value];
  }
  return chosen;
}

/** Squared distance of two pictures. */
function unlike({ images, pixels }: Answers, a: number, b: number): number {
  let sum = 0;
  for (let p = 0; p < pixels; p++) sum += (images[a * pixels + p]! - images[b * pixels + p]!) ** 2;
  return sum;
}

/**
 * The mistake that the network was surest of, or, where it was never made among the recorded digits, what came nearest to it,
 * and beside it the most similar picture of what it was taken for.
 * @returns undefined where one of the two digits was not recorded at all
 */
function showing(answers: Answers, mistaken: Mistaken): Shown | undefined {
  const { labels, said, shares, classes } = answers;
  const { is, said: other } = mistaken;
  const all = Array.from({ length: labels.length }, (_, i) => i);
  const own = all.filter((i) => labels[i] === is);
  const wrong = own.filter((i) => said[i] === other);
  const sample = best(wrong.length > 0 ? wrong : own, (i) => shares[i * classes + other]!);
  if (sample === undefined) return undefined;
  const others = all.filter((i) => labels[i] === other);
  const right = others.filter((i) => said[i] === other);
  const like = best(right.length > 0 ? right : others, (i) => -unlike(answers, sample, i));
  return like === undefined ? undefined : { ...mistaken, count: wrong.length, sample, like };
}

/**
 * Digits to show beside each other, so many pairs: first those that were mistaken and recorded, by how often, then those that
 * lie closest in the last layer.
 */
export function pairsToShow(facts: RecordingFacts, answers: Answers, most: number): Shown[] {
  const known = (mistaken: Mistaken): Shown[] => {
    const shown = showing(answers, mistaken);
    return shown ? [shown] : [];
  };
  const wrong: Shown[] = [];
  for (const mistaken of mistakes(facts)) {
    if (wrong.length === most) break;
    wrong.push(...known(mistaken).filter(({ count }) => count > 0));
  }
  const nearly = closest(facts)
    .filter(
      ({ classes: [a, b] }) =>
        !wrong.some(({ is, said }) => (is === a && said === b) || (is === b && said === a)),
    )
    .slice(0, most - wrong.length)
    .flatMap(({ classes: [a, b] }) => known({ is: a, said: b, count: 0 }));
  return [...wrong, ...nearly];
}
