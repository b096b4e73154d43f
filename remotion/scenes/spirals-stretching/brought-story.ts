import type { NpyData, Tensor } from '../../../cache/npy';
import { smooth } from '../../motion/ease';
import { epochClock, stepsOf, type EpochClock } from '../../motion/epoch-clock';
import { wideStates, type RunStates } from '../../motion/run-states';
import { mix, span, through, type Stop } from '../../motion/span';
import type { RecordingFacts } from '../../stage/facts';
import type { Box } from '../../stage/layout';
import { memo } from '../../stage/memo';
import { orbitAngle, type Leg } from '../../stage/orbit';
import type { Given, Moment } from '../../stage/scene';
import type { Extent } from '../walk-extent';
import { lensOf, LOW, poseOf, reachIn, seeThrough, type Lens, type Pose } from '../walk-lens';
import { broughtPlaces, type BroughtPlaces } from './brought-places';
import { spacesOf } from './brought-spaces';
import { classesIn, UNTOLD } from './brought-words';

/** Points that move from layer to layer on straight lines, and before that through the recorded epochs. */
export interface BroughtStory {
  readonly facts: RecordingFacts;
  /** Layers that are shown, the input first. */
  readonly spaces: number;
  readonly names: readonly string[];
  readonly labels: ArrayLike<number>;
  /** Some layer is a space of three axes: all are seen from the side. */
  readonly deep: boolean;
  readonly clock: EpochClock;
  readonly states: RunStates;
  /** One a layer: holds all of its points at all epochs. */
  readonly poses: readonly Pose[];
  readonly places: BroughtPlaces;
  readonly place: readonly Stop<number>[];
  /** Of the epochs, 0 … 1. */
  readonly progress: readonly Stop<number>[];
  readonly legs: readonly Leg[];
  /** Points of each layer at the last epoch, in pixels of its small picture: [x₀, y₀, …]. */
  readonly strip: readonly Float64Array[];
}

export interface BroughtTold extends Moment {
  readonly story: BroughtStory;
}

/** Of the frame's width, in a thirtieth of a second: what an eye can follow. */
const FASTEST = 0.036;
/** Seconds of a move where there is time. */
const USUAL = 2;
const BREATH = 0.15;
/** Points at which a move's speed is measured: one a frame, or nearer. */
const PROBES = 240;
/** Radians that the camera comes round before the dots move; it goes on once they have arrived. */
const TURN = 0.9;

/** In space, of the cube about the origin that holds all points: it is drawn, and its corners are seen. */
function extentIn({ data }: Tensor<NpyData>): Extent {
  let [x0, y0, x1, y1, most] = [Infinity, Infinity, -Infinity, -Infinity, 0];
  for (let i = 0; i + 2 < data.length; i += 3) {
    const [x, y, z] = [data[i]!, data[i + 1]!, data[i + 2]!];
    [x0, y0, x1, y1] = [Math.min(x0, x), Math.min(y0, y), Math.max(x1, x), Math.max(y1, y)];
    most = Math.max(most, Math.abs(x), Math.abs(y), Math.abs(z));
  }
  return { low: [x0, y0], high: [x1, y1], radius: most * Math.sqrt(3) };
}

/** Rows of the epochs that are shown. */
const chosen = ({ shape, data }: Tensor<NpyData>, rows: readonly number[]): Tensor<Float32Array> => {
  const size = data.length / shape[0]!;
  const out = new Float32Array(rows.length * size);
  rows.forEach((row, i) => out.set(data.subarray(row * size, (row + 1) * size), i * size));
  return { shape: [rows.length, ...shape.slice(1)], data: out };
};

interface Run {
  readonly clock: EpochClock;
  readonly states: RunStates;
}

/** Every `stride`-th recorded epoch, and the last: what goes to and fro faster than an eye can follow is passed over. */
function runOf(epochs: readonly number[], clouds: readonly Tensor<NpyData>[], stride: number): Run {
  const last = epochs.length - 1;
  const rows = epochs.map((_, e) => e).filter((e) => e % stride === 0 || e === last);
  const kept = clouds.map((cloud) => (cloud.shape[0] === 1 ? cloud : chosen(cloud, rows)));
  const moving = kept.filter((cloud) => cloud.shape[0] === rows.length && rows.length > 1);
  const steps = rows
    .slice(1)
    .map((_, i) => Math.sqrt(moving.reduce((sum, cloud) => sum + stepsOf(cloud)[i]! ** 2, 0)));
  const clock = epochClock(
    rows.map((e) => epochs[e]!),
    steps,
  );
  return { clock, states: wideStates(clock.knots, kept) };
}

/** Half the edge of the cube that a pose was made for. */
const cubeIn = (pose: Pose): number => reachIn(pose) / Math.sqrt(3);

/**
 * Points as they lie in their layer's window, from −1 to 1: layers may differ in size by any factor, and the window goes with
 * them, which is said in numbers beside it. @param points `[samples, 3]`
 */
export function inWindow(points: ArrayLike<number>, { view }: Pose): Float64Array {
  const middle = [view.x, view.y, 0];
  return Float64Array.from(points, (x, i) => (x - middle[i % 3]!) / view.half);
}

/** On the way from one layer to another, 0 ≤ t ≤ 1. */
export interface Between {
  readonly from: number;
  readonly to: number;
  readonly t: number;
}

/** Dots between two layers: on straight lines in the window. */
function betweenLayers(
  { states, poses }: Pick<BroughtStory, 'states' | 'poses'>,
  epoch: number,
  { from, to, t }: Between,
): Float64Array {
  const layer = (k: number): Float64Array => inWindow(states.state(epoch, k), poses[k]!);
  if (t <= 0 || from === to) return layer(from);
  const end = layer(to);
  return t >= 1 ? end : layer(from).map((x, i) => mix(x, end[i]!, t));
}

/** Points through a lens: [x₀, y₀, …], in pixels. @param points `[samples, 3]` */
export function seen(points: ArrayLike<number>, lens: Lens): Float64Array {
  const out = new Float64Array(3);
  const pixels = new Float64Array((2 * points.length) / 3);
  for (let i = 0; 3 * i < points.length; i++) {
    out.set([points[3 * i]!, points[3 * i + 1]!, points[3 * i + 2]!]);
    seeThrough(lens, out);
    pixels.set([out[0]!, out[1]!], 2 * i);
  }
  return pixels;
}

type Way = (t: number) => Float64Array;

/** Seconds that an eased move needs so that no dot is faster than an eye can follow. @param at dots in pixels, at 0 … 1 */
function leastSeconds(at: Way, width: number): number {
  let before = at(0);
  let fastest = 0;
  for (let probe = 1; probe <= PROBES; probe++) {
    const now = at(smooth(probe / PROBES));
    for (let i = 0; i < now.length; i += 2)
      fastest = Math.max(fastest, Math.hypot(now[i]! - before[i]!, now[i + 1]! - before[i + 1]!));
    before = now;
  }
  return (fastest * PROBES) / width / (FASTEST * 30);
}

const inner = ({ x, y, width, height }: Box): Box => ({
  x: x + 0.08 * width,
  y: y + 0.08 * height,
  width: 0.84 * width,
  height: 0.84 * height,
});

/** @throws RangeError when a sentence lacks a cue that the scene waits for */
function storyOf(given: Given, name: string): BroughtStory {
  const facts = given.facts.recording(name);
  const spaces = spacesOf(facts.widths);
  const names = classesIn(facts);
  const places = broughtPlaces(given.layout, spaces, names.length);
  const clouds = Array.from({ length: spaces }, (_, k) => given.tensor('projection', name, `points-${k}`));
  const deep = facts.widths.slice(0, spaces).includes(3);
  const poses = clouds.map((cloud) => poseOf(extentIn(cloud), deep ? 1 : 0, places.plane));
  const { cues, duration, width } = given;
  const cue = (key: string): number => {
    const at = cues[key];
    if (at === undefined) throw new RangeError(`no sentence of the scene has the cue "${key}"`);
    return at;
  };
  const lens = lensOf(places.plane, windowPose(deep, TURN));
  const last = spaces - 1;
  const place: Stop<number>[] = [{ from: 0, to: 0, value: 0 }];
  const progress: Stop<number>[] = [{ from: 0, to: 0, value: facts.epochs.length > 1 ? 0 : 1 }];
  let run = runOf(facts.epochs, clouds, 1);
  let free = 0;
  const go = (from: number, value: number, next: number, epoch: number): void => {
    const start = place.at(-1)!.value;
    const way: Way = (t) =>
      seen(betweenLayers({ states: run.states, poses }, epoch, { from: start, to: value, t }), lens);
    const least = leastSeconds(way, width);
    const begin = Math.max(from, free);
    const to = begin + Math.max(least, 1, Math.min(USUAL, next - BREATH - begin));
    place.push({ from: begin, to, value });
    free = to + BREATH;
  };
  if (facts.epochs.length > 1) {
    go(cue('out'), last, cue('learn'), 0);
    const from = Math.max(cue('learn'), free);
    const to = Math.max(cue('back') - 0.6, from + 3);
    const tooFast = (): boolean =>
      leastSeconds((t) => seen(inWindow(run.states.state(t, last), poses[last]!), lens), width) > to - from;
    for (let stride = 2; tooFast() && stride < 2 * facts.epochs.length; stride *= 2)
      run = runOf(facts.epochs, clouds, stride);
    progress.push({ from, to, value: 1 });
    free = Math.max(free, to + BREATH);
    go(cue('back'), 0, cue('layer-1'), 1);
  }
  for (let k = 1; k <= last; k++) {
    const told = cues[`layer-${k}`];
    const next = cues[`layer-${k + 1}`] ?? (k === last ? cue('whole') : (told ?? free) + UNTOLD);
    go(told === undefined ? free + 0.4 : told - 0.1, k, next, 1);
  }
  const first = place[1]!;
  const spare = Math.max(0.5, duration - free - 0.2);
  return {
    facts,
    spaces,
    names,
    labels: given.tensor('training', name, 'labels').data,
    deep,
    clock: run.clock,
    states: run.states,
    poses,
    places,
    place,
    progress,
    legs: [
      { from: cue('dots'), to: first.from - 0.1, angle: TURN },
      { from: free, to: free + spare, angle: 0.35 * spare },
    ],
    strip: clouds.map((_, k) =>
      seen(run.states.state(1, k), lensOf(inner(places.strip[k]!), { ...poses[k]!, turn: TURN })),
    ),
  };
}

/** The story of activations that were brought, derived once a composition. */
export const broughtStory = (name: string): ((given: Given) => BroughtStory) =>
  memo((given) => storyOf(given, name));

/** Which layers the dots are between. */
export function placeAt({ place }: BroughtStory, time: number): Between {
  const next = place.findLastIndex(({ from }) => time >= from);
  const stop = place[Math.max(0, next)]!;
  const before = place[Math.max(0, next - 1)]!;
  return { from: before.value, to: stop.value, t: span(stop.from, stop.to, time) };
}

export const progressAt = ({ progress }: BroughtStory, time: number): number => through(progress, time, mix);

/** `[samples, 3]` in the window, from −1 to 1. */
export const pointsAt = (story: BroughtStory, time: number): Float64Array =>
  betweenLayers(story, progressAt(story, time), placeAt(story, time));

/** The window from −1 to 1, in the plane or in space. */
const windowPose = (deep: boolean, turn: number): Pose => ({
  view: { x: 0, y: 0, half: 1 },
  tilt: deep ? 1 : 0,
  turn: deep ? turn : 0,
  elevation: LOW.elevation,
  aside: [0, 0, 0],
});

/** How the window is seen at this moment. */
export const lensAt = ({ deep, legs, places }: BroughtStory, time: number): Lens =>
  lensOf(places.plane, windowPose(deep, orbitAngle(legs, time)));

/** Half the edge of the cube of all points, in the window. */
export const CUBE = cubeIn(windowPose(true, 0));

/** From the window's middle to its edge, or the cube's, in the layer's own numbers; between layers by equal factors. */
export function reachAt({ poses, deep }: BroughtStory, { from, to, t }: Between): number {
  const reach = (k: number): number => (deep ? cubeIn(poses[k]!) : poses[k]!.view.half);
  return reach(from) ** (1 - t) * reach(to) ** t;
}

/** Where the layer's origin lies in the window. */
export function originAt({ poses }: BroughtStory, { from, to, t }: Between): readonly [number, number] {
  const origin = (k: number): Float64Array => inWindow([0, 0, 0], poses[k]!);
  const [a, b] = [origin(from), origin(to)];
  return [mix(a[0]!, b[0]!, t), mix(a[1]!, b[1]!, t)];
}
