import { z } from 'zod';
import { activations } from '../../../training/network';
import { layerMap, type LayerProgress, type PlaneLayer } from '../../motion/layer-path';
import { polarPath, type Matrix2, type PolarPath } from '../../motion/polar';
import { clamp01, type Ease } from '../../motion/ease';
import { mix, span, window } from '../../motion/span';
import type { Box } from '../../stage/layout';
import { borderReach } from '../../stage/grid-lines';
import { memo } from '../../stage/memo';
import { planeOf, type Plane } from '../../stage/plane';
import type { Given, Moment } from '../../stage/scene';
import { sheetOf, type Sheet } from '../../stage/sheet';
import { biasDecimals, type BiasDecimals } from '../bias-decimals';
import { mappedPoints } from '../mapped-dots';
import { epochProp, experimentProp, recordedEpoch } from '../props';
import { EXPERIMENT } from './can-show';
import { placesOf, type LensPlace, type Places } from './places';

export const propsSchema = z.object({ experiment: experimentProp(EXPERIMENT), epoch: epochProp });

export const PARTS = ['matrix', 'bias', 'activation'] as const;
export type Part = (typeof PARTS)[number];

/** One part at work, in seconds. */
export type Move = readonly [from: number, to: number];

/** When each part works: one after another as it is told, then all of them in one go. */
export interface Runs {
  readonly told: Readonly<Record<Part, Move>>;
  readonly rewind: Move;
  readonly again: Readonly<Record<Part, Move>>;
}

/** A box of the frame, and how far from the origin the plane must be seen in it, across and up. */
export interface Shot {
  readonly box: Box;
  readonly x: number;
  readonly y: number;
}

export interface Story {
  readonly layer: PlaneLayer;
  readonly path: PolarPath;
  readonly activation: string;
  readonly layers: number;
  readonly points: Float64Array;
  readonly labels: ArrayLike<number>;
  readonly sheet: Sheet;
  /** Bounds of the activation. */
  readonly range: readonly [number, number];
  /** Of the input, of the affine image, and of what comes out: each holds all of the sheet. */
  readonly shots: readonly [Shot, Shot, Shot];
  /** Of the affine image while it is told of: nearer, where the layout has room for something long and flat. */
  readonly told: Shot;
  /** How far the sheet reaches from the origin now, with a little room. */
  readonly reach: (progress: LayerProgress) => readonly [x: number, y: number];
  readonly lens: LensPlace;
  readonly biasDecimals: BiasDecimals;
  readonly places: Places;
  readonly runs: Runs;
  /** How many times the lens enlarges; 1 where the shift is seen without. */
  readonly magnified: number;
}

const NOTHING: LayerProgress = { matrix: 0, bias: 0, activation: 0 };
const AFFINE: LayerProgress = { matrix: 1, bias: 1, activation: 0 };
const DONE: LayerProgress = { matrix: 1, bias: 1, activation: 1 };
/** On the way from one to the next the sheet may reach further than at both ends. */
const LEAST_MARGIN = 1.03;
/** The camera goes along only where that shows things at least this many times larger. */
const WORTH = 1.15;
/** Room around what is shown; the affine image is flat, and the range's bounds stand outside of its box. */
const MARGINS = { input: 1.13, affine: 1.06, output: 1.15 } as const;

export const storyOf = memo((given: Given): Story => {
  const { experiment, epoch } = propsSchema.parse(given.props);
  const { epochs, widths, activation } = given.facts.experiment(experiment);
  const at = recordedEpoch(epochs, epoch);
  const weights = given.tensor('projection', experiment, 'weights-1').data;
  const biases = given.tensor('projection', experiment, 'biases-1').data;
  const { apply, range } = activations[activation];
  const layer: PlaneLayer = {
    weights: [...weights.subarray(4 * at, 4 * at + 4)] as unknown as Matrix2,
    bias: [biases[2 * at]!, biases[2 * at + 1]!],
    activation: apply,
  };
  const path = polarPath(layer.weights);
  const points = Float64Array.from(given.tensor('dataset', experiment, 'points').data);
  const half = Math.ceil(points.reduce((most, v) => Math.max(most, Math.abs(v)), 0) * 1.06 * 4) / 4;
  const layers = widths.length - 1;
  const places = placesOf(given.layout, layers);
  const square = (reach: number): Shot => ({ box: places.plane, x: reach, y: reach });
  // The dots lie within the border.
  const extent = (progress: LayerProgress): readonly [number, number] =>
    borderReach(half, layerMap(layer, progress, path));
  const [linear, affine] = [extent({ ...AFFINE, bias: 0 }), extent(AFFINE)];
  const across = MARGINS.affine * Math.max(linear[0], affine[0]);
  const up = MARGINS.affine * Math.max(linear[1], affine[1]);
  const shots = [
    square(half * MARGINS.input),
    square(Math.max(across, up)),
    square(Math.max(1, ...extent(DONE)) * MARGINS.output),
  ] as const;
  const strip = places.strip && { box: places.strip.box, x: across, y: up };
  const broad = strip !== undefined && planeIn(strip).scale > WORTH * planeIn(shots[1]).scale;
  const told = broad ? strip : shots[1];
  const lens = broad ? places.strip!.lens : places.lens;
  return {
    layer,
    path,
    activation,
    layers,
    points,
    labels: given.tensor('dataset', experiment, 'labels').data,
    sheet: sheetOf(half, half > 2 ? 0.25 : 0.125),
    range,
    shots,
    told,
    reach: (progress) => {
      const [x, y] = extent(progress);
      return [LEAST_MARGIN * x, LEAST_MARGIN * y];
    },
    lens,
    biasDecimals: biasDecimals(layer.bias),
    places,
    runs: runsOf(given),
    magnified: magnification(Math.hypot(...layer.bias) * planeIn(told).scale, lens.radius),
  };
});

/** The plane as large as it may be for all of a shot to be seen. */
function planeIn({ box, x, y }: Shot): Plane {
  const scale = Math.min(box.width / (2 * x), box.height / (2 * y));
  return planeOf(box, { x: 0, y: 0, half: Math.min(box.width, box.height) / (2 * scale) });
}

/** Of what is eased already. */
const gently: Ease = (t) => t * t * (3 - 2 * t);

/** A box that grows broad first makes room for what stands above it; one that grows narrow keeps its shape. */
function mixBoxes(a: Box, b: Box, t: number): Box {
  const broader = b.width > a.width;
  const [down, across] = broader ? [span(0, 0.85, t, gently), span(0.1, 1, t, gently)] : [t, t];
  return {
    x: mix(a.x, b.x, across),
    width: mix(a.width, b.width, across),
    y: mix(a.y, b.y, down),
    height: mix(a.height, b.height, down),
  };
}

const mixShots = (a: Shot, b: Shot, t: number): Shot => ({
  box: mixBoxes(a.box, b.box, t),
  x: mix(a.x, b.x, t),
  y: mix(a.y, b.y, t),
});

/** As shares of the lens's radius: a longer shift is seen without it, and within it none is longer than that. */
const SEEN = 0.35;
const LONGEST = 0.9;
const STEPS = [2, 5, 10, 20, 50, 100, 200, 500, 1000];

/** How many times a shift of some pixels must be enlarged to be seen in a lens, in round numbers; 1: it needs none. */
export const magnification = (pixels: number, radius: number): number =>
  pixels >= SEEN * radius ? 1 : (STEPS.findLast((times) => times * pixels <= LONGEST * radius) ?? 1);

function runsOf({ cues, duration }: Given): Runs {
  const cue = (name: string): number => cues[name] ?? duration;
  const move = (from: number, seconds: number, before: number): Move => [
    from,
    from + Math.max(1.2, Math.min(seconds, before - from)),
  ];
  const matrix = move(cue('matrix') + 0.1, 3, cue('bias') - 0.2);
  // The lens comes first, so that the shift is not missed.
  const bias = move(Math.max(matrix[1], cue('bias') + 1.3), 1.7, cue('affine') - 0.4);
  const activation = move(Math.max(bias[1], cue('activation') + 0.1), 3, cue('rewind') - 0.2);
  const rewind = move(Math.max(activation[1], cue('rewind')), 2.3, cue('press') - 0.1);
  const start = Math.max(rewind[1], cue('press') + 0.35);
  const second = (a: number, b: number): Move => [start + a, start + b];
  return {
    told: { matrix, bias, activation },
    rewind,
    again: { matrix: second(0, 1.6), bias: second(1.6, 2.4), activation: second(2.4, 4) },
  };
}

const spanOf = ([from, to]: Move, time: number): number => span(from, to, time);

/** How far the layer has come: through its parts, back again, and through them once more. */
export function progressAt({ told, rewind, again }: Runs, time: number): LayerProgress {
  const through = (run: Runs['told']): LayerProgress => ({
    matrix: spanOf(run.matrix, time),
    bias: spanOf(run.bias, time),
    activation: spanOf(run.activation, time),
  });
  const back = spanOf(rewind, time);
  if (back <= 0) return through(told);
  if (time >= again.matrix[0]) return through(again);
  if (back >= 1) return NOTHING;
  const left = 3 * (1 - back);
  return { matrix: clamp01(left), bias: clamp01(left - 1), activation: clamp01(left - 2) };
}

/** How much a part is at work now, 0 … 1. */
export function litAt({ told, again }: Runs, part: Part, time: number): number {
  const during = ([from, to]: Move, fade: number): number =>
    window(from - fade / 2, to + fade / 2, time, fade);
  return Math.max(during(told[part], 0.6), during(again[part], 0.3));
}

export interface Scenery {
  readonly progress: LayerProgress;
  readonly plane: Plane;
}

/** The first time the camera goes along to what the matrix has made; the second time it stays where it is. */
export const sceneryAt = ({ runs, shots, told, reach }: Story, { time }: Pick<Moment, 'time'>): Scenery => {
  const progress = progressAt(runs, time);
  const [input, again, output] = shots;
  const affine = time < runs.rewind[0] ? told : again;
  const { box, ...shown } = mixShots(mixShots(input, affine, progress.matrix), output, progress.activation);
  const [x, y] = reach(progress);
  return { progress, plane: planeIn({ box, x: Math.max(shown.x, x), y: Math.max(shown.y, y) }) };
};

/** Where the dots are in the frame: [x₀, y₀, x₁, y₁, …] in pixels. */
export function dotsAt({ layer, path, points }: Story, { progress, plane }: Scenery): Float64Array {
  return mappedPoints(points, layerMap(layer, progress, path), plane);
}
