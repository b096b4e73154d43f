import { networkAt, type Network } from '../../../training/network';
import { easeCubicOut } from '../../motion/ease';
import { lagged } from '../../motion/lagged';
import { spaceLayers, spaceNetwork, type SpaceNetwork } from '../../motion/space-path';
import { mix, span } from '../../motion/span';
import { gridLines } from '../../stage/grid-lines';
import { memo } from '../../stage/memo';
import { planeOf, type Plane, type View } from '../../stage/plane';
import type { Given, Moment } from '../../stage/scene';
import type { Sheet } from '../../stage/sheet';
import { boundaryCurves, denserCurve, type BoundaryCurve, type Seen } from '../boundary-curve';
import { mappedPoints } from '../mapped-dots';
import { halfAround } from '../walk-extent';
import { densityOn, numberLine, placeOn, type NumberLine, type StraightLine } from './number-line';
import { placesOf, type Places } from './places';
import { progressAt, unwindings, viewAt, viewsOf, type Unwinding, type Views } from './unwind';
import { EXPERIMENT } from './words';

export interface Story {
  readonly trained: Network;
  readonly network: SpaceNetwork;
  /** Hidden layers. */
  readonly layers: number;
  readonly points: Float64Array;
  readonly labels: ArrayLike<number>;
  /** In the last space: [x₀, y₀, …]. */
  readonly hidden: Float64Array;
  /** The network's output for each dot. */
  readonly outputs: Float64Array;
  readonly line: StraightLine;
  /** Undefined where the last layer's weights are all zero. */
  readonly numbers: NumberLine | undefined;
  /** Rank of each dot by how far from 0 its value is. */
  readonly ranks: Uint32Array;
  /** How close together the values of each class lie, all along the number line; the highest is 1. */
  readonly densities: readonly Float64Array[];
  /** How many of each class are on their own side of 0, and how many there are. */
  readonly counts: readonly { readonly right: number; readonly all: number }[];
  readonly sheet: Sheet;
  readonly curves: readonly BoundaryCurve[];
  readonly views: Views;
  readonly ways: readonly Unwinding[];
  readonly places: Places;
  readonly times: Times;
}

/** Seconds at which things begin, tied to the words. */
export interface Times {
  readonly line: number;
  readonly normal: number;
  readonly project: number;
  readonly sides: number;
  /** The dots go back to their places. */
  readonly home: number;
  readonly back: number;
  readonly curve: number;
}

/** Seconds that the dots take to the number line, and back. */
export const [LANDING, HOMING] = [1.9, 1.3];
/** How far from each other the dots set off, of a dot's own time, over all of them. */
const SPREAD = 1.2;

export function timesOf({ cues }: Given): Times {
  const cue = (name: string): number => cues[name] ?? 0;
  const project = Math.max(cue('project') - 0.1, cue('normal') + 1.1);
  const home = Math.max(project + LANDING + 1.3, cue('back') - HOMING - 0.2);
  return {
    line: cue('line') - 0.1,
    normal: cue('normal') - 0.2,
    project,
    sides: cue('sides') - 0.1,
    home,
    back: Math.max(cue('back') - 0.1, home + HOMING + 0.1),
    curve: cue('curve') - 0.1,
  };
}

/** The last layer, w·x + b, of a network whose last hidden layer is a plane. */
export function lastLine({ weights, biases }: Network): StraightLine {
  const last = weights.at(-1)!;
  return { w: [last.data[0]!, last.data[1]!], b: biases.at(-1)![0]! };
}

/** How many moments of each layer the boundary is made dense enough for: some in each third. */
const MOMENTS = 12;

export const storyOf = memo((given: Given): Story => {
  const { widths, activation } = given.facts.experiment(EXPERIMENT);
  const numbersOf = Array.from({ length: widths.length - 1 }, (_, i) => i + 1);
  const read = (array: string) => given.tensor('projection', EXPERIMENT, array);
  const trained = networkAt(
    numbersOf.map((k) => read(`weights-${k}`)),
    numbersOf.map((k) => read(`biases-${k}`)),
    -1,
    activation,
  );
  const network = spaceNetwork(spaceLayers(trained));
  const layers = network.layers.length;
  const points = Float64Array.from(given.tensor('dataset', EXPERIMENT, 'points').data);
  const labels = given.tensor('dataset', EXPERIMENT, 'labels').data;
  const half = halfAround(points);
  const line = lastLine(trained);
  const hidden = placesAfter(network, layers, points);
  const numbers = numberLine(line, hidden);
  const outputs = Float64Array.from(
    labels,
    (_, i) => line.w[0] * hidden[2 * i]! + line.w[1] * hidden[2 * i + 1]! + line.b,
  );
  const views = viewsOf(network, points, half, numbers ? reachOfLine(numbers, hidden) : 0);
  const places = placesOf(given.layout, layers + 1);
  const times = timesOf(given);
  const seen = Array.from({ length: MOMENTS * layers + 1 }, (_, i): Seen => {
    const map = network.at(i / MOMENTS);
    const plane = planeOf(places.plane, viewAt(views, i / MOMENTS));
    return (x, y, out) => {
      map(x, y, out);
      plane.project(out);
    };
  });
  return {
    trained,
    network,
    layers,
    points,
    labels,
    hidden,
    outputs,
    line,
    numbers,
    ranks: ranksOf(outputs),
    densities: numbers ? densitiesOf(numbers, outputs, labels) : [],
    counts: [0, 1].map((label) => ({
      all: outputs.filter((_, i) => labels[i] === label).length,
      right: outputs.filter((value, i) => labels[i] === label && (label === 1 ? value > 0 : value < 0))
        .length,
    })),
    sheet: { half, lines: gridLines(half, half > 2 ? 0.25 : 0.125, 4) },
    curves: boundaryCurves(trained, half).map((curve) => denserCurve(trained, curve, seen)),
    views,
    ways: unwindings(network, points, views, {
      box: places.plane,
      width: given.width,
      from: times.back,
      until: times.curve - 0.35,
    }),
    places,
    times,
  };
});

/** Where points of the input plane are after so many layers, in that plane's own coordinates: [x₀, y₀, …]. */
export function placesAfter(network: SpaceNetwork, layers: number, points: ArrayLike<number>): Float64Array {
  const map = network.at(layers);
  const out = new Float64Array(3);
  const places = new Float64Array(points.length);
  for (let i = 0; i + 1 < points.length; i += 2) {
    map(points[i]!, points[i + 1]!, out);
    places.set([out[0]!, out[1]!], i);
  }
  return places;
}

/** Half the width of a window about the origin that holds the number line, unless most of it is far from all dots. */
function reachOfLine(numbers: NumberLine, hidden: Float64Array): number {
  const dots = hidden.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
  const ends = [numbers.low, numbers.high].map((value) => placeOn(numbers, value).map(Math.abs));
  return Math.min(1.04 * Math.max(...ends.flat()), 2.2 * Math.max(1, dots));
}

function ranksOf(outputs: Float64Array): Uint32Array {
  const order = [...outputs.keys()].sort((a, b) => Math.abs(outputs[a]!) - Math.abs(outputs[b]!) || a - b);
  const ranks = new Uint32Array(outputs.length);
  order.forEach((dot, rank) => (ranks[dot] = rank));
  return ranks;
}

function densitiesOf(numbers: NumberLine, outputs: Float64Array, labels: ArrayLike<number>): Float64Array[] {
  const all = [0, 1].map((label) =>
    densityOn(
      numbers,
      [...outputs].filter((_, i) => labels[i] === label),
    ),
  );
  const most = Math.max(...all.flatMap((density) => [...density])) || 1;
  return all.map((density) => density.map((value) => value / most));
}

export interface State {
  /** Of the hidden layers: how many are done. */
  readonly progress: number;
  readonly view: View;
  /** 0 … 1: how far the dots are on their ways to the number line. */
  readonly landed: number;
}

export function stateAt({ ways, layers, views, times }: Story, time: number): State {
  const progress = progressAt(ways, layers, time);
  const linear = (t: number): number => t;
  return {
    progress,
    view: viewAt(views, progress),
    landed:
      span(times.project, times.project + LANDING, time, linear) -
      span(times.home, times.home + HOMING, time, linear),
  };
}

/** How far dot i is on its way to the number line, 0 … 1: those next to the line set off first. */
export const landingOf = ({ ranks }: Pick<Story, 'ranks'>, i: number, landed: number): number =>
  landed <= 0 || landed >= 1
    ? Math.max(0, Math.min(1, landed))
    : lagged(ranks[i]!, ranks.length, landed, SPREAD / ranks.length);

/** Where all dots are, in pixels: [x₀, y₀, …]. On their way to the number line they keep to their perpendiculars. */
export function dotsAt(story: Story, { progress, landed }: State, plane: Plane): Float64Array {
  const { network, points, hidden, outputs, numbers } = story;
  if (landed <= 0 || !numbers) return mappedPoints(points, network.at(progress), plane);
  const dots = new Float64Array(points.length);
  for (let i = 0; i < outputs.length; i++) {
    const [x, y] = placeOn(numbers, outputs[i]!);
    const share = landingOf(story, i, landed);
    dots[2 * i] = plane.x(mix(hidden[2 * i]!, x, share));
    dots[2 * i + 1] = plane.y(mix(hidden[2 * i + 1]!, y, share));
  }
  return dots;
}

/** How large each dot has grown when the scene comes in, 0 … 1. */
export const grownAt = (i: number, count: number, time: number): number =>
  lagged(
    Math.floor((60 * i) / count),
    60,
    span(0.1, 1.1, time, (t) => t),
    0.1,
    easeCubicOut,
  );

/** When the way back is over. */
export const unwoundAt = ({ ways, times }: Pick<Story, 'ways' | 'times'>): number =>
  ways.at(-1)?.to ?? times.back;

/** A moment of the scene, with all that is known of it. */
export interface Told extends Moment {
  readonly story: Story;
  readonly state: State;
  readonly plane: Plane;
}

export function toldOf(moment: Moment): Told {
  const story = storyOf(moment.given);
  const state = stateAt(story, moment.time);
  return { ...moment, story, state, plane: planeOf(story.places.plane, state.view) };
}
