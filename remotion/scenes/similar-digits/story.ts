import type { RecordingFacts } from '../../stage/facts';
import { memo } from '../../stage/memo';
import type { Given, Moment } from '../../stage/scene';
import { EXPERIMENT } from './can-show';
import { fitted, flatMap } from './flat-map';
import {
  apartBy,
  closest,
  closestApart,
  pairsToShow,
  softmax,
  type Answers,
  type Close,
  type Shown,
} from './pairs';
import { meanImages, painted, strengthened } from './pictures';
import { placesOf, type Places } from './places';
import { countsOf, PAIRS } from './words';

/** A digit on the map of the last layer. */
export interface Placed {
  readonly digit: number;
  readonly x: number;
  readonly y: number;
}

/** What is derived once from the run and a composition. */
export interface Story {
  readonly facts: RecordingFacts;
  readonly classes: number;
  readonly counts: { readonly all: number; readonly wrong: number };
  readonly answers: Answers;
  /** Digits without samples have no place. */
  readonly placed: readonly Placed[];
  /** Side of their pictures in pixels. */
  readonly thumb: number;
  /** Share by which the map's lengths are off, on average. */
  readonly error: number;
  /** From each digit to its nearest, each pair once, the closest first. */
  readonly links: readonly Close[];
  /** The two that are spoken of as the closest, where they lie apart at all. */
  readonly near: Close | undefined;
  readonly pairs: readonly Shown[];
  readonly places: Places;
  /** Not before the first frame: they take canvases. */
  mean(digit: number): OffscreenCanvas | undefined;
  image(sample: number): OffscreenCanvas;
}

export interface Told extends Moment {
  readonly story: Story;
}

function lazily<T>(make: (i: number) => T): (i: number) => T {
  const made = new Map<number, T>();
  return (i) => {
    if (!made.has(i)) made.set(i, make(i));
    return made.get(i)!;
  };
}

function answersOf({ facts, tensor }: Given): Answers {
  const { widths } = facts.recording(EXPERIMENT);
  const last = widths.length - 1;
  const labels = tensor('training', EXPERIMENT, 'labels').data;
  const images = tensor('training', EXPERIMENT, 'images');
  const predictions = tensor('training', EXPERIMENT, 'predictions').data;
  const classes = widths[last]!;
  return {
    labels,
    said: predictions.subarray(predictions.length - labels.length),
    shares: softmax(tensor('projection', EXPERIMENT, `trained-${last}`).data, classes),
    classes,
    images: images.data,
    pixels: images.shape[1]!,
  };
}

/** Links of the map: `nearestCentroids` of the last layer, each pair once. */
function linksOf(facts: RecordingFacts): Close[] {
  const nearest = facts.nearestCentroids.at(-1) ?? [];
  return closest(facts).filter(
    ({ classes: [a, b] }) => nearest[a]?.nearest === b || nearest[b]?.nearest === a,
  );
}

/** Of the way from a digit to the nearest: what two pictures leave is the link's. */
const CROWDED = 0.66;

function mapOf(facts: RecordingFacts, { map, thumb }: Places): Pick<Story, 'placed' | 'error' | 'thumb'> {
  const last = facts.centroidDistances.at(-1) ?? [];
  const digits = last.flatMap((row, digit) => (row[digit] === 0 ? [digit] : []));
  const flat = flatMap(digits.map((a) => digits.map((b) => apartBy(last[a]![b]!))));
  const { places } = fitted(flat.places, map);
  const placed = digits.map((digit, i) => ({
    digit,
    x: map.x + places[2 * i]!,
    y: map.y + places[2 * i + 1]!,
  }));
  // Those on one spot stand on each other, however small they are.
  const nearest = Math.min(
    ...placed.flatMap((a, i) =>
      placed
        .slice(0, i)
        .map((b) => Math.hypot(a.x - b.x, a.y - b.y))
        .filter((away) => away > 0),
    ),
  );
  return {
    placed,
    thumb: Math.min(thumb, CROWDED * nearest),
    error: flat.error,
  };
}

export const storyOf = memo((given): Story => {
  const facts = given.facts.recording(EXPERIMENT);
  const answers = answersOf(given);
  const { classes, images, labels, pixels } = answers;
  const side = Math.round(Math.sqrt(pixels));
  const { theme } = given;
  const places = placesOf(given.layout, classes, PAIRS);
  const means = meanImages(images, labels, classes);
  return {
    facts,
    classes,
    counts: countsOf(facts),
    answers,
    ...mapOf(facts, places),
    links: linksOf(facts),
    near: closestApart(facts),
    pairs: pairsToShow(facts, answers, PAIRS),
    places,
    mean: lazily((digit) => {
      const mean = means[digit];
      const color = theme.digits[digit % theme.digits.length]!;
      return mean && painted({ pixels: strengthened(mean), side, color, crisp: false });
    }),
    image: lazily((sample) =>
      painted({
        pixels: Array.from({ length: pixels }, (_, p) => images[sample * pixels + p]!),
        side,
        color: theme.ink,
        crisp: true,
      }),
    ),
  };
});
