import { mix, span } from '../../motion/span';
import type { Box } from '../../stage/layout';
import { memo } from '../../stage/memo';
import { mixBoxes } from '../../stage/plane';
import type { Given, Moment } from '../../stage/scene';
import { blendOf, pictureOf, shadesOf } from './pixels';
import { placesOf, type Places } from './places';
import { alongBand, bandAt, digitPlaces, noiseImage, noisePlaces, placeIn, type Place } from './sketch';
import { EXPERIMENT } from './words';

export interface Story {
  readonly places: Places;
  /** Grey values 0 … 255 of the walk's stops, end to end. */
  readonly stops: readonly Uint8Array[];
  /** How far along the band each stop stands, 0 … 1. */
  readonly along: readonly number[];
  readonly digits: readonly Place[];
  readonly noise: readonly Place[];
  /** First of the pixels of the first stop whose numbers are read. */
  readonly read: number;
  /** Drawn once, when they are first seen. */
  pictures(): Pictures;
}

export interface Pictures {
  readonly shades: Uint8ClampedArray;
  readonly stops: readonly OffscreenCanvas[];
  /** As many as there are stops, on the straight way between the ends. */
  readonly blends: readonly OffscreenCanvas[];
  readonly noise: readonly OffscreenCanvas[];
}

export type Told = Moment & { readonly story: Story };

const DIGITS = 170;
const NOISE = 190;
/** Noise that is seen as pictures. */
export const NOISE_PICTURES = 5;

/** The run of pixels of which most differ from the one before: a stroke's edges are in it. */
export function richest(image: ArrayLike<number>, count: number): number {
  const side = Math.round(Math.sqrt(image.length));
  let [best, most] = [0, -1];
  for (let row = 0; row < side; row++)
    for (let column = 0; column + count <= side; column++) {
      const at = row * side + column;
      const values = new Set(
        Array.from({ length: count }, (_, i) => Math.round((image[at + i]! / 255) * 100)),
      );
      if (values.size > most) [best, most] = [at, values.size];
    }
  return best;
}

export const storyOf = memo((given: Given): Story => {
  const read = (array: string) => given.tensor('neighbours', EXPERIMENT, array);
  const images = read('images');
  const pixels = images.shape[1]!;
  const stops = Array.from(read('walk').data, (image) =>
    Uint8Array.from(images.data.subarray(image * pixels, (image + 1) * pixels)),
  );
  const places = placesOf(given.layout);
  const steps = stops.slice(1).map((stop, i) => {
    let sum = 0;
    stop.forEach((value, p) => (sum += (value - stops[i]![p]!) ** 2));
    return Math.sqrt(sum);
  });
  let made: Pictures | undefined;
  const pictures = (): Pictures => {
    const shades = shadesOf(given.theme);
    const last = stops.length - 1;
    return {
      shades,
      stops: stops.map((stop) => pictureOf(stop, shades)),
      blends: stops.map((_, i) => pictureOf(blendOf(stops[0]!, stops[last]!, i / last), shades)),
      noise: Array.from({ length: NOISE_PICTURES }, (_, i) => pictureOf(noiseImage(i, pixels), shades)),
    };
  };
  return {
    places,
    stops,
    along: alongBand(steps),
    digits: digitPlaces(DIGITS),
    noise: noisePlaces(NOISE),
    read: richest(stops[0]!, places.count),
    pictures: () => (made ??= pictures()),
  };
});

const UNROLL = 1.6;
const GATHER = 1.2;

/** When the digit begins to be laid out, and its strip to be gathered. */
function unrollTimes(cue: Moment['cue']): { readonly from: number; readonly gather: number } {
  const from = cue('unroll') + 0.1;
  return { from, gather: Math.max(cue('gather') + 0.1, from + UNROLL + 0.4) };
}

/** How far the digit has been laid out as a strip, and the strip gathered into a dot, 0 … 1. */
export function unrolledAt({ time, cue }: Moment): { readonly strip: number; readonly dot: number } {
  const { from, gather } = unrollTimes(cue);
  return {
    strip: span(from, from + UNROLL, time, (t) => t),
    dot: span(gather, gather + GATHER, time),
  };
}

/** When the dot is there. */
export const dotAt = ({ cue }: Moment): number => unrollTimes(cue).gather + GATHER;

/** How far the sketch has made room for the walks. */
export const asideAt = ({ time, cue }: Moment): number =>
  span(cue('straight') - 0.6, cue('straight') + 0.8, time);

/** Where the sketch stands. */
export const spaceAt = (told: Told): Box =>
  mixBoxes(told.story.places.space, told.story.places.aside, asideAt(told));

/** Room for a dot with its halo at the edges of the sketch. */
export const INSET = 30;

/** Pixels of a place of the sketch. */
export const onScreen = (told: Told): ((place: Place) => Place) =>
  placeIn(spaceAt(told), INSET * told.given.layout.unit);

/** When the straight walk sets out, comes to its middle, goes on and arrives. */
function straightTimes(cue: Moment['cue']): Readonly<Record<'from' | 'half' | 'on' | 'to', number>> {
  const from = cue('straight') + 0.7;
  const half = Math.max(cue('both') + 0.2, from + 0.9);
  const on = Math.max(half + 0.6, Math.min(half + 1, cue('walk') - 1));
  return { from, half, on, to: on + 0.9 };
}

/** The stop of a straight walk that is nearest to its middle, as a share of the way. */
export const middleOf = (steps: number): number => (steps < 2 ? 0.5 : Math.round(steps / 2) / steps);

/** How far the straight walk of so many steps has come: it waits where both are seen. */
export function straightAt({ time, cue }: Moment, steps: number): number {
  const { from, half, on, to } = straightTimes(cue);
  return mix(middleOf(steps) * span(from, half, time), 1, span(on, to, time));
}

/** Share of the time of a step in which it is gone; then it stays. */
const GOING = 0.75;

/** How many steps of the walk over neighbours are gone: whole at a stop. */
export function stepsAt({ time, cue }: Moment, steps: number): number {
  const from = Math.max(cue('walk') - 0.1, straightTimes(cue).to);
  // The last words are being said; not the scene's length, which is whole frames and differs with their rate.
  const to = Math.max(cue('stops') + 1.4, from + 0.2 * steps);
  const each = (to - from) / steps;
  const whole = Math.min(steps, Math.max(0, Math.floor((time - from) / each)));
  if (whole >= steps) return steps;
  const start = from + whole * each;
  return whole + span(start + (1 - GOING) * each, start + each, time);
}

/** Between two stops along the band as between them in the walk. */
export function bandPlaceAt(along: readonly number[], steps: number): Place {
  const k = Math.min(along.length - 2, Math.floor(steps));
  return bandAt(mix(along[k]!, along[k + 1]!, steps - k));
}
