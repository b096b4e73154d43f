import { z } from 'zod';
import { mix, span } from '../../motion/span';
import { fieldPixels, pictureOf } from '../../stage/field-image';
import { contourLines, refinedLines } from '../../stage/field';
import { memo } from '../../stage/memo';
import { firstApart, networkColumns, type NeuronColumn } from '../../stage/network-diagram';
import type { Given, Moment } from '../../stage/scene';
import { forward, layerOutputs, networkAt, type Network } from '../../../training/network';
import { sampleNetwork } from '../network-field';
import { followed, networkRun, probability, reachOf, type Followed, type NetworkRun } from '../network-run';
import { experimentProp, sampleProp } from '../props';
import { placesOf, type Places } from './places';
import { mixBoxViews, projectBox, type BoxView } from '../solid-box';
import { EXPERIMENT } from './words';

export const propsSchema = z.object({
  experiment: experimentProp(EXPERIMENT),
  /** The dot whose numbers go in. */
  sample: sampleProp,
});

export interface Story {
  readonly run: NetworkRun;
  readonly network: Network;
  readonly places: Places;
  readonly sample: Followed;
  readonly reach: number;
  /** What every layer makes of the dot, the input first. */
  readonly values: readonly Float64Array[];
  /** Of class 1. */
  readonly answer: number;
  /** Where the network decides, over the whole frame, in pixels. */
  readonly decision: readonly (readonly number[])[];
  /** The field over the whole frame; not before the first frame, since it takes a canvas. */
  field(): OffscreenCanvas;
}

/** Samples along the frame's longer side. */
const SAMPLES = 260;
const STRENGTH = 0.95;

/** As if the decision gave light: each side has its colour, strongest beside the line, and fades into the night. */
const neon = (logit: number): number => {
  const size = Math.abs(logit);
  return (logit / (0.7 + size)) * (0.03 + 0.97 * Math.exp(-size / 4));
};

export const storyOf = memo((given: Given): Story => {
  const { experiment, sample } = propsSchema.parse(given.props);
  const run = networkRun(given, experiment);
  const network = networkAt(run.weights, run.biases, -1, run.activation);
  const reach = reachOf(run);
  const places = placesOf(given.layout, reach);
  const dot = followed(run, sample);
  const values = layerOutputs(network, dot.point);
  const sampled = sampleNetwork(network, places.poster, { samples: SAMPLES });
  const { theme } = given;
  let picture: OffscreenCanvas | undefined;
  return {
    run,
    network,
    places,
    sample: dot,
    reach,
    values,
    answer: probability(values.at(-1)![0]!),
    decision: refinedLines(
      contourLines(sampled, 0, places.poster),
      (x, y) => forward(network, [places.poster.x.invert(x), places.poster.y.invert(y)])[0]!,
      Math.max(places.poster.box.width, places.poster.box.height) / SAMPLES,
    ),
    field: () =>
      (picture ??= pictureOf(
        fieldPixels(sampled, places.poster.box, {
          colors: theme.classes,
          ground: theme.background,
          alpha: STRENGTH,
          tone: neon,
        }),
      )),
  };
});

/** How far each part of the scene has come, 0 … 1. */
export interface State {
  /** From the poster to the dots beside the box. */
  readonly settled: number;
  /** How much of the network can be guessed through the black sides, until they are called black. */
  readonly glimpse: number;
  readonly opened: number;
  /** From there to the title. */
  readonly title: number;
  readonly view: BoxView;
}

export function stateAt({ places }: Story, { time, cue }: Moment): State {
  const { views } = places;
  const start = cue('closed') + 0.2;
  const settled = span(start, Math.max(start + 2.2, cue('in') - 0.1), time);
  const glimpse = 1 - span(start + 0.2, start + 1.6, time);
  const opened = span(cue('open') - 0.2, cue('open') + 1.6, time);
  const title = span(cue('title') - 0.3, cue('title') + 2.1, time);
  const view = mixBoxViews(
    mixBoxViews(mixBoxViews(views.opening, views.closed, settled), views.open, opened),
    views.title,
    title,
  );
  return { settled, glimpse, opened, title, view };
}

/** How near neurons stand to the box's sides, as shares of its half width and height. */
const INSIDE = { along: 0.76, across: 0.78 };
/** The least distance between two inputs that stand one below the other, in units of the box: their values do not touch. */
const INPUTS_APART = 0.19;

/** Neurons on the plane through the box's middle, as they stand while the box is not turned. */
export function columnsIn({ run, places }: Story, view: BoxView): NeuronColumn[] {
  const [hx, hy] = places.halves;
  const { downwards } = places;
  const [ax, ay] = downwards ? [INSIDE.across, INSIDE.along] : [INSIDE.along, INSIDE.across];
  const [left, top] = projectBox(view, [-ax * hx, ay * hy, 0]);
  const [right, bottom] = projectBox(view, [ax * hx, -ay * hy, 0]);
  const box = { x: left, y: top, width: right - left, height: bottom - top };
  const columns = networkColumns(run.widths, box, { downwards });
  const [first, second] = columns[0]!.ys;
  return downwards ? columns : firstApart(columns, Math.max(second! - first!, INPUTS_APART * view.scale));
}

/** Of a neuron, in pixels: as large as the box, and with room between neighbours. */
export function radiusIn(columns: readonly NeuronColumn[], view: BoxView): number {
  const widest = columns.reduce((a, b) => (b.ys.length > a.ys.length ? b : a)).ys;
  const gap = widest.length > 1 ? widest[1]! - widest[0]! : Infinity;
  return Math.min(0.36 * gap, 0.1 * view.scale);
}

/** Where the dots are, in pixels: on the poster, then beside the box, then above the title. */
export function dotsAt(
  { run, places }: Story,
  { settled, title }: Pick<State, 'settled' | 'title'>,
): { readonly x: Float64Array; readonly y: Float64Array } {
  const { points, labels } = run;
  const { poster, small, finale } = places;
  const { from, to, scale } = finale;
  const at = (axis: 'x' | 'y', v: number): number => {
    const open = poster[axis](v);
    return mix(mix(open, small[axis](v), settled), to[axis] + scale * (open - from[axis]), title);
  };
  return {
    x: Float64Array.from({ length: labels.length }, (_, i) => at('x', points[2 * i]!)),
    y: Float64Array.from({ length: labels.length }, (_, i) => at('y', points[2 * i + 1]!)),
  };
}

/** Where a signal is on its way: 0 … 1 on the wires in, k … k + 1 from layer k − 1 to k, then out; beyond, it has come out. */
export interface Signal {
  readonly at: number;
  /** Layers of edges. */
  readonly layers: number;
}

/** The first time only its going in and its coming out are seen; the second time, all of its way. */
export function signalAt({ run }: Story, { time, cue }: Moment): Signal {
  const layers = run.widths.length - 1;
  const steps = layers + 2;
  if (time >= cue('run') - 0.1) {
    const from = cue('run') + 0.1;
    const to = Math.max(from + 0.36 * steps, cue('answer') + 0.7);
    return { at: (steps * (time - from)) / (to - from), layers };
  }
  const goesIn = cue('in') + 0.5;
  const comesOut = Math.max(goesIn + 1, cue('out') + 0.1);
  if (time < comesOut) return { at: Math.min(steps - 1, (time - goesIn) / 0.8), layers };
  return { at: steps - 1 + (time - comesOut) / 0.8, layers };
}

/** A moment of the scene with what it shows worked out. */
export interface Told extends Moment {
  readonly story: Story;
  readonly state: State;
  readonly signal: Signal;
  /** Where the neurons stand in the frame, nearly: what the wires meet. */
  readonly columns: readonly NeuronColumn[];
  /** Of a neuron, in pixels. */
  readonly radius: number;
}
