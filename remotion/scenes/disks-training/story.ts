import { activations, forward, type Network } from '../../../training/network';
import { epochAt, epochClock, recordedAt, type EpochClock } from '../../motion/epoch-clock';
import { narrowStates, networkDuring, type NarrowStates } from '../../motion/run-states';
import type { PlaneMap } from '../../motion/layer-path';
import { spaceLayers, spaceNetwork, type SpaceNetwork } from '../../motion/space-path';
import { mix, span } from '../../motion/span';
import { memo } from '../../stage/memo';
import type { View } from '../../stage/plane';
import { circleAt } from '../../stage/rings';
import type { Given, Moment } from '../../stage/scene';
import { DISKS, disksShape, type DisksShape } from '../disks-data';
import { lossCurve, type LossCurve } from '../loss-curve';

import { networkRun, reachOf, type NetworkRun } from '../network-run';
import type { RunStats } from '../run-stats';
import { placesOf, type Places } from './places';
import { roundness, supportLine, unitLine, type Line } from './support-line';

export interface Story {
  readonly run: NetworkRun;
  readonly shape: DisksShape;
  /** Of the circle in the middle of the ring. */
  readonly middle: number;
  /** Of the circles that are drawn into every panel. */
  readonly radii: readonly number[];
  /** By how far the dot goes that goes furthest in its panel, so that none is ever too fast to be followed. */
  readonly clock: EpochClock;
  /** Its epochs are the clock's knots, 0 … 1. */
  readonly states: NarrowStates;
  readonly places: Places;
  /** One a panel, the same all the time. */
  readonly views: readonly View[];
  readonly curve: LossCurve;
  /** When, on the clock, it is seen best in the last layer that the disk lies inside of the ring. */
  readonly clearest: number;
  /** The image of the ring's outer edge then, [x₀, y₀, …], and the last layer's line. */
  readonly ring: Float64Array;
  readonly learned: Line;
  /** The window about that image: some activations leave it small, or far from the middle. */
  readonly close: View;
  /** Dots that are on the wrong side at a recorded epoch from there on. */
  readonly doubtful: readonly number[];
  /** The dots that are drawn, always the same: every panel has them. */
  readonly drawn: DrawnDots;
}

export interface DrawnDots {
  /** [x₀, y₀, x₁, y₁, …] */
  readonly points: Float64Array;
  readonly labels: ArrayLike<number>;
}

/** Points of a circle: so many that what lies between two is less than a pixel away from their chord. */
const AROUND = 1440;

/** Where a map takes the circle about the origin, [x₀, y₀, x₁, y₁, …]. */
export function circleImage(radius: number, map: PlaneMap, count = AROUND): Float64Array {
  const image = new Float64Array(2 * count);
  const out = new Float64Array(3);
  for (let i = 0; i < count; i++) {
    map(...circleAt(radius, i / count), out);
    image.set(out.subarray(0, 2), 2 * i);
  }
  return image;
}

/** Where all dots are in every hidden layer at each recorded epoch, `[epochs, layers, 2 · dots]`. */
function placesOfDots(run: NetworkRun): { readonly shape: readonly number[]; readonly data: Float64Array } {
  const { epochs } = run.facts;
  const layers = run.widths.length - 2;
  const size = layers * run.points.length;
  const data = new Float64Array(epochs.length * size);
  epochs.forEach((epoch, e) => {
    const space = spaceNetwork(spaceLayers(networkDuring(run, epochs, epoch)));
    for (let k = 1; k <= layers; k++)
      data.set(worldPoints(run.points, space.at(k)), e * size + (k - 1) * run.points.length);
  });
  return { shape: [epochs.length, layers, run.points.length], data };
}

function worldPoints(points: ArrayLike<number>, map: PlaneMap): Float64Array {
  const out = new Float64Array(3);
  const image = new Float64Array(points.length);
  for (let i = 0; i + 1 < points.length; i += 2) {
    map(points[i]!, points[i + 1]!, out);
    image[i] = out[0]!;
    image[i + 1] = out[1]!;
  }
  return image;
}

/** Room around what a panel shows, and around what is looked at alone, as a share. */
const [ROOM, CLOSE] = [1.1, 1.22];

/** The activation's range where it has bounds, else all that a layer's dots ever reach. */
function hiddenView(
  { activation }: NetworkRun,
  { shape: [, layers = 0, size = 0], data }: ReturnType<typeof placesOfDots>,
  layer: number,
): View {
  const [low, high] = activations[activation].range;
  if (Number.isFinite(low) && Number.isFinite(high))
    return { x: (low + high) / 2, y: (low + high) / 2, half: (ROOM * (high - low)) / 2 };
  const rows: Float64Array[] = [];
  for (let start = (layer - 1) * size; start < data.length; start += layers * size)
    rows.push(data.subarray(start, start + size));
  return viewOf(rows, ROOM);
}

/** The window that holds all places, [x₀, y₀, …] each. @param room around them, as a share */
function viewOf(places: readonly Float64Array[], room: number): View {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const row of places)
    for (let i = 0; i + 1 < row.length; i += 2) {
      [x0, x1] = [Math.min(x0, row[i]!), Math.max(x1, row[i]!)];
      [y0, y1] = [Math.min(y0, row[i + 1]!), Math.max(y1, row[i + 1]!)];
    }
  return { x: (x0 + x1) / 2, y: (y0 + y1) / 2, half: (room * (Math.max(x1 - x0, y1 - y0) || 1)) / 2 };
}

/** From each recorded epoch to the next: the furthest that any dot goes in any hidden layer's panel, in half windows. */
function furthestSteps(
  { shape: [epochs = 0, layers = 0, size = 0], data }: ReturnType<typeof placesOfDots>,
  views: readonly View[],
): number[] {
  const row = layers * size;
  return Array.from({ length: Math.max(0, epochs - 1) }, (_, e) => {
    let most = 0;
    for (let i = 0; i < row; i += 2) {
      const at = e * row + i;
      const way = Math.hypot(data[at + row]! - data[at]!, data[at + row + 1]! - data[at + 1]!);
      most = Math.max(most, way / views[1 + Math.floor(i / size)]!.half);
    }
    return most;
  });
}

export const storyOf = memo((given: Given): Story => {
  const run = networkRun(given, DISKS);
  const { epochs } = run.facts;
  const shape = disksShape(given.facts);
  const { innerRadius, ringRadii } = shape;
  const middle = (ringRadii[0] + ringRadii[1]) / 2;
  const hidden = run.widths.length - 2;
  const recorded = placesOfDots(run);
  const views = Array.from({ length: hidden + 1 }, (_, k) =>
    k === 0 ? { x: 0, y: 0, half: reachOf(run) } : hiddenView(run, recorded, k),
  );
  const clock = epochClock(epochs, furthestSteps(recorded, views));
  const states = narrowStates(run, clock.knots, run.points);
  const places = placesOf(given.layout, hidden + 1);
  const clearest = clearestKnot(states, [middle, innerRadius], hidden);
  const ring = circleImage(ringRadii[1], states.map(clearest, hidden));
  return {
    run,
    shape,
    middle,
    radii: [innerRadius / 2, innerRadius, ringRadii[0], middle, ringRadii[1]],
    clock,
    states,
    places,
    views,
    curve: lossCurve(run.facts, places.graph),
    clearest,
    ring,
    close: viewOf([ring], CLOSE),
    learned: lineOf(states.network(clearest)),
    doubtful: doubtfulDots(run, states, clearest),
    drawn: drawnDots(run),
  };
});

/** Where on the clock the run may wait: it has begun, and there is something left. */
const WAIT = [0.12, 0.6] as const;

/** The recorded epoch on the way whose images of the circles are roundest: later, training may squeeze them to threads. */
function clearestKnot({ epochs, map }: NarrowStates, radii: readonly number[], layer: number): number {
  const [from, to] = WAIT;
  let [best, most] = [(from + to) / 2, -1];
  for (const knot of epochs.filter((time) => time >= from && time <= to)) {
    const images = radii.map((radius) => circleImage(radius, map(knot, layer), AROUND / 4));
    const round = images.reduce((product, image) => product * roundness(image), 1);
    if (round >= most) [best, most] = [knot, round];
  }
  return best;
}

/** Dots that a network takes for the other class at some time, from a recorded one on. */
function doubtfulDots(
  { points, labels }: NetworkRun,
  { epochs, network }: NarrowStates,
  from: number,
): number[] {
  const networks = epochs.filter((time) => time >= from).map(network);
  return Array.from({ length: labels.length }, (_, i) => i).filter((i) => {
    const point = [points[2 * i]!, points[2 * i + 1]!];
    return networks.some((each) => forward(each, point)[0]! > 0 !== (labels[i] === 1));
  });
}

/** So many are enough to see how they lie; in every panel, they are most of what there is to draw. */
const MOST_DOTS = 540;

/** Every so-manieth dot of each class. */
function drawnDots({ points, labels }: NetworkRun): DrawnDots {
  const every = Math.ceil(labels.length / MOST_DOTS);
  const seen = [0, 0];
  const kept = Array.from({ length: labels.length }, (_, i) => i).filter(
    (i) => seen[labels[i]!]!++ % every === 0,
  );
  return {
    points: Float64Array.from(kept.flatMap((i) => [points[2 * i]!, points[2 * i + 1]!])),
    labels: kept.map((i) => labels[i]!),
  };
}

/** The line w·x + b = 0 of a network's last layer. */
export function lineOf({ weights, biases }: Network): Line {
  const { data } = weights.at(-1)!;
  return unitLine(data[0]!, data[1]!, biases.at(-1)![0]!);
}

/** Between the last layer's line and where a line just holds the ring: least distance, as a share of half the window. */
const GAP = 0.035;

/** What is measured, and where everything is, at a moment. */
export interface State extends RunStats {
  /** Of the clock, 0 … 1. */
  readonly progress: number;
  readonly network: Network;
  readonly space: SpaceNetwork;
  /** The line through the last panel. */
  readonly line: Line;
}

/** Seconds before the loss is told of when the look begins to come back from one layer to all of them. */
const RETURN = 1.1;
/** Before that the line is back where it was learnt for so long, and has taken so long to come. */
const [RESTS, COMES] = [0.8, 0.8];

/** It learns, waits where it is seen best why it must fail, and learns on to the end. */
export const progressAt = ({ time, cue }: Moment, { clearest }: Pick<Story, 'clearest'>): number =>
  time < cue('line')
    ? clearest * span(cue('train') - 0.1, cue('why') - 0.2, time)
    : mix(clearest, 1, span(cue('loss') + 0.2, cue('enough') + 0.5, time));

/** How far the input and the last layer have grown, while all others have gone. */
export const grownAt = ({ time, cue }: Moment): number =>
  span(cue('why') - 0.5, cue('why') + 1.5, time) - span(cue('loss') - RETURN, cue('loss') + 0.3, time);

/** How much of what is only there while it learns is there. */
export const learningAt = ({ time, cue }: Moment): number =>
  1 - span(cue('why') - 0.5, cue('why') + 0.1, time) + span(cue('loss') - 0.4, cue('loss') + 0.3, time);

/** How far the line has come back, after it has been all around the ring. */
export const returnedAt = ({ time, cue }: Pick<Moment, 'time' | 'cue'>): number =>
  span(cue('loss') - RETURN - RESTS - COMES, cue('loss') - RETURN - RESTS, time);

/** While the clock rests, the line moves off until it holds the ring, goes all around it, and comes back. */
function lineAt({ time, cue }: Moment, { learned, ring, close }: Story): Line | undefined {
  const [from, end] = [cue('line') - 0.1, cue('loss') - RETURN];
  if (time <= from || time >= end) return undefined;
  const back = end - RESTS - COMES;
  const away = span(from, from + 1, time) - returnedAt({ time, cue });
  const around = span(from + 0.8, back, time);
  const angle = Math.atan2(learned.ny, learned.nx) + 2 * Math.PI * around;
  const support = supportLine(ring, angle, GAP * close.half);
  return { ...support, c: mix(learned.c, support.c, away) };
}

export function stateAt(story: Story, moment: Moment): State {
  const { run, clock, states, curve } = story;
  const { epochs, accuracy } = run.facts;
  const progress = progressAt(moment, story);
  const epoch = progress >= 1 ? epochs.at(-1)! : epochAt(clock, progress);
  const network = states.network(progress);
  return {
    progress,
    epoch,
    loss: curve.lossAt(epoch),
    accuracy: accuracy[recordedAt(clock, progress)] ?? 0,
    network,
    space: states.space(progress),
    line: lineAt(moment, story) ?? lineOf(network),
  };
}

/** The same network with another line for its last layer. */
export const withLine = ({ weights, biases, activation }: Network, { nx, ny, c }: Line): Network => ({
  activation,
  weights: [...weights.slice(0, -1), { rows: 1, cols: 2, data: [nx, ny] }],
  biases: [...biases.slice(0, -1), [c]],
});

/** A moment of the scene with what it shows worked out. */
export interface Told extends Moment {
  readonly story: Story;
  readonly state: State;
}
