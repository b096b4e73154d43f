import { span } from '../../motion/span';
import { between } from '../../stage/look';
import { memo } from '../../stage/memo';
import type { Given, Moment } from '../../stage/scene';
import { pictureOf, shadesOf } from '../grey-pictures';
import { softmax } from '../softmax';
import { EXPERIMENT } from './can-show';
import { mixedOrder, pickOf } from './pick';
import { placesOf, type Places } from './places';

/** What is derived once from the run and a composition. */
export interface Story {
  readonly places: Places;
  readonly widths: readonly number[];
  /** Pixels of an image's edge. */
  readonly edge: number;
  /** Samples on the wall, place by place; the chosen one stands at `places.wall.chosen`. */
  readonly hung: readonly number[];
  /** The chosen sample, what it is, and what the network says of it with which share. */
  readonly sample: number;
  readonly label: number;
  readonly said: number;
  readonly share: number;
  /** Its pixels 0 … 255. */
  readonly pixels: ArrayLike<number>;
  /** What its layers give, the input's left out: `[layer − 1][unit]`; the last are the logits. */
  readonly values: readonly ArrayLike<number>[];
  /** Colours of the strips' cells, `[layer][unit]`, the input first. */
  readonly colors: readonly (readonly string[])[];
  /** The chosen digit, and one of the wall: not before the first frame, they take canvases. */
  picture(): OffscreenCanvas;
  onWall(place: number): OffscreenCanvas;
}

export interface Told extends Moment {
  readonly story: Story;
}

/** Values as strong as their layer's strongest are fully lit. */
export const strongest = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9);

function colorsOf({ theme }: Given, pixels: ArrayLike<number>, hidden: readonly ArrayLike<number>[]) {
  const lit = hidden.map((values) => {
    const full = strongest(values);
    return Array.from(values, (value) =>
      between(theme.surface, theme.signs[value < 0 ? 0 : 1], Math.abs(value) / full),
    );
  });
  return [Array.from(pixels, (grey) => between(theme.surface, theme.ink, grey / 255)), ...lit];
}

export const storyOf = memo((given): Story => {
  const { facts, tensor, layout, theme } = given;
  const { widths } = facts.recording(EXPERIMENT);
  const last = widths.length - 1;
  const classes = widths[last]!;
  const labels = tensor('training', EXPERIMENT, 'labels').data;
  const predictions = tensor('training', EXPERIMENT, 'predictions').data;
  const { data: images, shape } = tensor('training', EXPERIMENT, 'images');
  const [count, size] = [labels.length, shape[1]!];
  const imageOf = (sample: number) => images.subarray(sample * size, (sample + 1) * size);
  const layers = Array.from(
    { length: last },
    (_, k) => tensor('projection', EXPERIMENT, `trained-${k + 1}`).data,
  );
  const said = predictions.subarray(predictions.length - count);
  const shares = softmax(layers.at(-1)!, classes);
  const sample = pickOf({ labels, said, shares, classes });
  const values = layers.map((data, k) =>
    data.subarray(sample * widths[k + 1]!, (sample + 1) * widths[k + 1]!),
  );
  const edge = Math.round(Math.sqrt(size));
  const places = placesOf(layout, widths, count, edge);
  const { wall } = places;
  const order = mixedOrder(count);
  const first = order.indexOf(sample) - wall.chosen + count;
  const hung = Array.from(
    { length: wall.columns * wall.rows },
    (_, place) => order[(first + place) % count]!,
  );
  const pictures = new Map<number, OffscreenCanvas>();
  const shades = shadesOf(theme);
  const pictured = (one: number): OffscreenCanvas => {
    if (!pictures.has(one)) pictures.set(one, pictureOf(imageOf(one), shades));
    return pictures.get(one)!;
  };
  const pixels = imageOf(sample);
  return {
    places,
    widths,
    edge,
    hung,
    sample,
    label: labels[sample]!,
    said: said[sample]!,
    share: shares[sample * classes + said[sample]!]!,
    pixels,
    values,
    colors: colorsOf(given, pixels, values.slice(0, -1)),
    picture: () => pictured(sample),
    onWall: (place) => pictured(hung[place]!),
  };
});

const STEP = 1.1;
const FLIGHT = 1.6;
/** Seconds between two layers, at least, and what one takes. */
const APART = 0.35;
export const LAYER = { edges: 0.55, cells: 0.75 } as const;

/** When the chosen digit has been marked, and has stepped forward. */
export const stepTimes = ({ cue }: Moment): { readonly from: number; readonly to: number } => ({
  from: cue('pick') + 0.15,
  to: cue('pick') + 0.15 + STEP,
});

/** How far the digit has stepped forward, and its pixels have flown to the input layer, 0 … 1, the latter not eased. */
export function forwardAt(told: Moment): { readonly step: number; readonly flight: number } {
  const { from, to } = stepTimes(told);
  const start = flightFrom(told);
  return {
    step: span(from, to, told.time),
    flight: span(start, start + FLIGHT, told.time, (t) => t),
  };
}

const flightFrom = (told: Moment): number => Math.max(told.cue('input') - 0.3, stepTimes(told).to);

/** When the input layer is there. */
export const inputAt = (told: Moment): number => flightFrom(told) + FLIGHT;

/** When layer k begins to come, the first hidden one being 1. @param last the output layer */
export function layerFrom(told: Moment, k: number, last: number): number {
  const first = Math.max(told.cue('layers') - 0.15, inputAt(told));
  const out = Math.max(told.cue('outputs') - 0.3, first + (last - 1) * APART);
  return last > 1 ? first + ((out - first) * (k - 1)) / (last - 1) : out;
}

/** How far the strongest output has been lit. */
export function answeredAt(told: Moment, last: number): number {
  const from = Math.max(told.cue('answer') - 0.1, layerFrom(told, last, last) + LAYER.edges + 0.3);
  return span(from, from + 0.8, told.time);
}
