import { z } from 'zod';
import { layerMap, type PlaneLayer, type PlaneMap } from '../../motion/layer-path';
import { polarPath } from '../../motion/polar';
import { span } from '../../motion/span';
import { gridLines, type GridLine } from '../../stage/grid-lines';
import { memo } from '../../stage/memo';
import { mixBoxes, planeOf, type Plane, type View } from '../../stage/plane';
import type { Given, Moment } from '../../stage/scene';
import {
  activate,
  activations,
  affine,
  networkAt,
  type ActivationName,
  type Matrix,
} from '../../../training/network';
import { reachOf } from '../mapped-dots';
import { epochProp, experimentProp, recordedEpoch, sampleProp } from '../props';
import { exactSample } from '../sample';
import { placesOf, type Places } from './places';
import { EXPERIMENT, WIDER } from './words';

export const propsSchema = z.object({
  experiment: experimentProp(EXPERIMENT),
  sample: sampleProp,
  epoch: epochProp,
});

export interface Story {
  /** x₀, y₀, x₁, y₁, … and the class of each dot. */
  readonly points: Float64Array;
  readonly labels: ArrayLike<number>;
  /** The dot that is followed, and with how many decimals its numbers are written. */
  readonly sample: { readonly index: number; readonly decimals: number };
  /** Widths of the wide network and of the one whose first layer has two neurons. */
  readonly widths: readonly [wide: readonly number[], two: readonly number[]];
  /** First layers of both: an input a column, a neuron a row. */
  readonly wide: Matrix;
  readonly two: Matrix;
  readonly strongest: number;
  /** What the neurons of the wide layer make of the sample. */
  readonly wideValues: Float64Array;
  readonly view: View;
  readonly grid: readonly GridLine[];
  readonly places: Places;
  /** The two neurons of the wide layer that stay, in order. */
  readonly kept: readonly number[];
  /** Where a dot is when the layer has come so far: W, b and the activation at once. */
  map(progress: number): PlaneMap;
}

export type Told = Moment & { readonly story: Story };

/** How much of the plane is seen beyond the dots. */
const ROOM = 1.12;

export const storyOf = memo((given: Given): Story => {
  const { experiment, sample: chosen, epoch } = propsSchema.parse(given.props);
  const facts = given.facts.experiment(experiment);
  const wider = given.facts.experiment(WIDER);
  const first = (name: string, at: number, activation: ActivationName) => {
    const read = (array: string) => given.tensor('projection', name, array);
    const network = networkAt([read('weights-1')], [read('biases-1')], at, activation);
    return { weights: network.weights[0]!, biases: network.biases[0]! };
  };
  const two = first(experiment, recordedEpoch(facts.epochs, epoch), facts.activation);
  const wide = first(WIDER, -1, wider.activation);
  const points = Float64Array.from(given.tensor('dataset', experiment, 'points').data);
  const labels = given.tensor('dataset', experiment, 'labels').data;
  const { data: w } = two.weights;
  const layer: PlaneLayer = {
    weights: [w[0]!, w[1]!, w[2]!, w[3]!],
    bias: [two.biases[0]!, two.biases[1]!],
    activation: activations[facts.activation].apply,
  };
  const path = polarPath(layer.weights);
  const map = (progress: number): PlaneMap =>
    layerMap(layer, { matrix: progress, bias: progress, activation: progress }, path);
  const { index, decimals } = exactSample(points, layer.weights);
  const sample = {
    index: chosen === null ? farMoved(points, map(1), index) : Math.min(chosen, labels.length - 1),
    decimals,
  };
  const places = placesOf(given.layout, Math.max(2, wide.weights.rows), decimals);
  const half = ROOM * Math.max(0.1, ...reachOf(points, [map(0), map(1)]));
  return {
    points,
    labels,
    sample,
    widths: [wider.widths, facts.widths],
    wide: wide.weights,
    two: two.weights,
    strongest: Math.max(...[...Array.from(wide.weights.data), ...Array.from(w)].map(Math.abs)),
    wideValues: activate(
      wider.activation,
      affine(wide.weights, wide.biases, points.subarray(2 * sample.index, 2 * sample.index + 2)),
    ),
    view: { x: 0, y: 0, half },
    grid: gridLines(half, 0.5, 2),
    places,
    kept: keptOf(wide.weights.rows),
    map,
  };
});

/** The first neuron and the one half way: as axes in a fan of as many, they stand at right angles, or nearly. */
export const keptOf = (neurons: number): readonly number[] => [0, Math.max(1, Math.round(neurons / 2))];

/** So far, in units of the plane, a dot must go for its move to be seen. */
const SEEN = 0.45;

/**
 * The dot that the scenes after this one follow, where the layer moves it far enough to be seen; otherwise the one that goes
 * furthest of those not near an axis and not far out.
 */
export function farMoved(points: ArrayLike<number>, map: PlaneMap, preferred: number): number {
  const out = new Float64Array(3);
  const distance = (i: number): number => {
    map(points[2 * i]!, points[2 * i + 1]!, out);
    return Math.hypot(out[0]! - points[2 * i]!, out[1]! - points[2 * i + 1]!);
  };
  let [best, most] = [preferred, distance(preferred)];
  if (most >= SEEN) return preferred;
  for (let i = 0; 2 * i < points.length; i++) {
    const near = [0, 1].every((axis) => {
      const size = Math.abs(points[2 * i + axis]!);
      return size > 0.3 && size < 1.6;
    });
    if (near && distance(i) > most) [best, most] = [i, distance(i)];
  }
  return best;
}

/** Where the followed dot is when the layer has come so far, in the plane. */
export function sampleAt({ points, sample, map }: Story, progress: number): readonly [x: number, y: number] {
  const out = new Float64Array(3);
  map(progress)(points[2 * sample.index]!, points[2 * sample.index + 1]!, out);
  return [out[0]!, out[1]!];
}

/** How far the plane has made room for the layer, 0 … 1. */
export const roomAt = ({ time, cue }: Moment): number => span(cue('net') - 0.4, cue('net') + 0.8, time);

/** The plane when it has made so much room: it stands alone first. */
export const planeWith = ({ places, view }: Story, room: number): Plane =>
  planeOf(mixBoxes(places.opening, places.plane, room), view);

export const planeAt = (told: Told): Plane => planeWith(told.story, roomAt(told));

/** How far the layer has moved the followed dot, and all the others after it. */
export const movedAt = ({ time, cue }: Moment): { readonly sample: number; readonly others: number } => ({
  sample: span(cue('move') - 0.1, cue('move') + 1.9, time),
  others: span(
    Math.max(cue('all') - 0.1, cue('move') + 2),
    Math.max(cue('all') - 0.1, cue('move') + 2) + 2.4,
    time,
  ),
});

/** How far the wide layer has folded away, and the layer of two has come in its place. */
export const foldedAt = ({ time, cue }: Moment): { readonly gone: number; readonly two: number } => {
  const from = Math.max(cue('two') - 0.1, cue('fold') + 1.3);
  return {
    gone: span(cue('fold') - 0.1, cue('fold') + 1.3, time, (t) => t),
    two: span(from, from + 1.1, time),
  };
};
