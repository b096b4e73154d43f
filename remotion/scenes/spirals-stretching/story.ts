import { activations, networkAt } from '../../../training/network';
import { planeLayers, planeNetwork, type PlaneNetwork } from '../../motion/layer-path';
import { mix, span } from '../../motion/span';
import { borderReach, gridLines } from '../../stage/grid-lines';
import { memo } from '../../stage/memo';
import type { ExperimentFacts } from '../../stage/facts';
import type { Box } from '../../stage/layout';
import { mixBoxes, mixViews, planeOf, type View } from '../../stage/plane';
import type { Given, Moment } from '../../stage/scene';
import type { Sheet } from '../../stage/sheet';
import { mappedPoints } from '../mapped-dots';
import { placesOf, type Places } from './places';

export const PARTS = ['matrix', 'bias', 'activation'] as const;
export type Part = (typeof PARTS)[number];

/** One part of one layer at work: seconds, the network's progress and the view at both ends. */
export interface Move {
  readonly part: Part;
  /** From 0. */
  readonly layer: number;
  readonly from: number;
  readonly to: number;
  readonly startView: View;
  readonly endView: View;
}

export interface Story {
  readonly facts: ExperimentFacts;
  readonly widths: readonly number[];
  readonly network: PlaneNetwork;
  /** Weights and biases of every layer, as they are written out beside the plane. */
  readonly numbers: readonly Readonly<Record<string, number>>[];
  /** The last layer's line w·x + b = 0 through the last plane, where there is one. */
  readonly line: readonly [number, number, number] | undefined;
  readonly points: Float64Array;
  readonly labels: ArrayLike<number>;
  readonly sheet: Sheet;
  readonly moves: readonly Move[];
  readonly firstView: View;
  readonly places: Places;
  /** Bounds of the activation. */
  readonly range: readonly [number, number];
  /** The dots as each layer has left them, in its small picture's pixels. */
  readonly stripDots: readonly Float64Array[];
}

/** A moment of the scene about one experiment. */
export interface Told extends Moment {
  readonly story: Story;
}

const SECONDS: Readonly<Record<Part, number>> = { matrix: 2.4, bias: 1.5, activation: 2.2 };
/** Shorter than this no part is seen for what it is. */
const SHORTEST = 1.2;
/** Of the frame's width, in a thirtieth of a second: what an eye can follow. */
const FASTEST = 0.036;
const SMOOTH_PEAK = 15 / 8;

/** The story of an experiment, derived once a composition. */
export const storyAbout = (experiment: string): ((given: Given) => Story) =>
  memo((given) => storyOf(given, experiment));

function storyOf(given: Given, experiment: string): Story {
  const facts = given.facts.experiment(experiment);
  const { widths, activation } = facts;
  const count = widths.length - 1;
  const read = (array: string) => given.tensor('projection', experiment, array);
  const layerNumbers = Array.from({ length: count }, (_, i) => i + 1);
  const trained = networkAt(
    layerNumbers.map((k) => read(`weights-${k}`)),
    layerNumbers.map((k) => read(`biases-${k}`)),
    -1,
    activation,
  );
  const network = planeNetwork(planeLayers(trained));
  const points = Float64Array.from(given.tensor('dataset', experiment, 'points').data);
  const labels = given.tensor('dataset', experiment, 'labels').data;
  const half = Math.ceil(points.reduce((most, v) => Math.max(most, Math.abs(v)), 0) * 1.06 * 4) / 4;
  const places = placesOf(given.layout, widths, network.layers.length + 1);
  const last = trained.weights[count - 1]!;
  const planar = network.layers.length === count - 1 && last.rows === 1 && last.cols === 2;
  const { moves, firstView } = schedule(given, network, points, half, places);
  const { range } = activations[trained.activation];
  return {
    facts,
    widths,
    network,
    numbers: network.layers.map(({ weights: [w00, w01, w10, w11], bias: [b0, b1] }) => ({
      w00,
      w01,
      w10,
      w11,
      b0,
      b1,
    })),
    line: planar ? [last.data[0]!, last.data[1]!, trained.biases[count - 1]![0]!] : undefined,
    points,
    labels,
    sheet: { half, lines: gridLines(half, half > 2 ? 0.25 : 0.125, 4) },
    moves,
    firstView,
    places,
    range,
    stripDots: stripDotsOf(network, points, places, half, range),
  };
}

/** A picture of the strip has room around its dots. */
const inner = ({ x, y, width, height }: Box): Box => ({
  x: x + width * 0.06,
  y: y + height * 0.06,
  width: width * 0.88,
  height: height * 0.88,
});

/** One window for all hidden layers: the activation's box, or what holds every dot where it has none. */
function stripDotsOf(
  network: PlaneNetwork,
  points: Float64Array,
  places: Places,
  half: number,
  range: readonly [number, number],
): Float64Array[] {
  const high = Math.max(...range.map(Math.abs));
  const hidden = Number.isFinite(high)
    ? high
    : Math.max(...places.strip.map((_, k) => furthestDot(network, k, points)));
  return places.strip.map((box, k) =>
    dotsAt(network, points, k, inner(box), { x: 0, y: 0, half: (k === 0 ? half : hidden) * 1.06 }),
  );
}

/** The largest coordinate of any dot at some progress of the network. */
function furthestDot(network: PlaneNetwork, progress: number, points: Float64Array): number {
  const map = network.at(progress);
  const out = new Float64Array(3);
  let most = 0;
  for (let i = 0; i < points.length; i += 2) {
    map(points[i]!, points[i + 1]!, out);
    most = Math.max(most, Math.abs(out[0]!), Math.abs(out[1]!));
  }
  return most;
}

/** The largest coordinate that any of the sheet's border or the dots has, at some progress of the network. */
const extentAt = (network: PlaneNetwork, progress: number, points: Float64Array, half: number): number =>
  Math.max(...borderReach(half, network.at(progress)), furthestDot(network, progress, points));

/** When each part moves, tied to the words; never so fast that a dot could not be followed. */
function schedule(
  given: Given,
  network: PlaneNetwork,
  points: Float64Array,
  half: number,
  places: Places,
): { moves: Move[]; firstView: View } {
  const { cues, duration } = given;
  const viewOf = (extent: number): View => ({ x: 0, y: 0, half: extent * 1.13 });
  const firstView = viewOf(half);
  const order = network.layers.flatMap((_, layer) => PARTS.map((part) => ({ layer, part })));
  const moves: Move[] = [];
  let view = firstView;
  let free = 0;
  order.forEach(({ layer, part }, i) => {
    const following = order[i + 1];
    const at = (p: string, k: number): number => cues[`${p}-${k + 1}`] ?? free;
    const next = following ? at(following.part, following.layer) : (cues.line ?? duration);
    const affine = Math.max(
      extentAt(network, layer + 1 / 3, points, half),
      extentAt(network, layer + 2 / 3, points, half),
    );
    const end = viewOf(
      part === 'activation' ? Math.max(1, extentAt(network, layer + 1, points, half)) : affine,
    );
    const start = layer + PARTS.indexOf(part) / 3;
    const least =
      (SMOOTH_PEAK * fastestDot(given, network, points, start, view, end, places)) / (FASTEST * 30);
    const from = Math.max(at(part, layer), free);
    const to = from + Math.max(least, SHORTEST, Math.min(SECONDS[part], next - from - 0.15));
    moves.push({ part, layer, from, to, startView: view, endView: end });
    view = end;
    free = to + 0.1;
  });
  return { moves, firstView };
}

/** The greatest speed of any dot while a part moves, in frame widths over the whole part, were it not eased. */
function fastestDot(
  given: Given,
  network: PlaneNetwork,
  points: Float64Array,
  start: number,
  startView: View,
  endView: View,
  places: Places,
): number {
  const steps = 48;
  const positions = (u: number): Float64Array =>
    dotsAt(network, points, start + u / 3, places.plane, mixViews(startView, endView, u));
  let before = positions(0);
  let fastest = 0;
  for (let step = 1; step <= steps; step++) {
    const now = positions(step / steps);
    for (let i = 0; i < now.length; i += 2)
      fastest = Math.max(fastest, Math.hypot(now[i]! - before[i]!, now[i + 1]! - before[i + 1]!));
    before = now;
  }
  return (fastest * steps) / given.width;
}

/** Where the dots are in the frame: [x₀, y₀, x₁, y₁, …] in pixels. */
export function dotsAt(
  network: PlaneNetwork,
  points: Float64Array,
  progress: number,
  box: Box,
  view: View,
): Float64Array {
  const map = network.at(Math.min(progress, network.layers.length));
  return mappedPoints(points, map, planeOf(box, view));
}

export interface State {
  /** Of the network: 0 is the input, k that hidden layer k is done; a third for each part. */
  readonly progress: number;
  readonly view: View;
  /** The layer spoken of, from 0; −1 before the first. */
  readonly layer: number;
}

export function stateAt({ moves, firstView }: Pick<Story, 'moves' | 'firstView'>, time: number): State {
  let state: State = { progress: 0, view: firstView, layer: -1 };
  for (const { part, layer, from, to, startView, endView } of moves) {
    if (time < from) break;
    const t = span(from, to, time);
    const start = layer + PARTS.indexOf(part) / 3;
    // Exactly the end where a part is done: a third is not a binary fraction.
    const end = part === 'activation' ? layer + 1 : layer + (PARTS.indexOf(part) + 1) / 3;
    state = { progress: t >= 1 ? end : mix(start, end, t), view: mixViews(startView, endView, t), layer };
  }
  return state;
}

/** Where the plane stands: in the middle first, then it makes room for the network. */
export const boxAt = ({ time, cue, story }: Told): Box => {
  const { opening, plane } = story.places;
  return mixBoxes(opening, plane, span(cue('network') - 0.3, cue('network') + 1.5, time));
};
