import { easeSinInOut } from 'd3-ease';
import { interpolateSeries } from '../../motion/interpolate';
import type { SpaceNetwork } from '../../motion/space-path';
import { span } from '../../motion/span';
import { borderReach } from '../../stage/grid-lines';
import type { Box } from '../../stage/layout';
import { mixViews, planeOf, type View } from '../../stage/plane';
import { mappedPoints, reachOf } from '../mapped-dots';

/** The way back through one hidden layer. */
export interface Unwinding {
  /** From 0. */
  readonly layer: number;
  /** Seconds. */
  readonly from: number;
  readonly to: number;
  /** Layer progress at even shares of how far the dots go: progress[i] belongs to share knots[i]. */
  readonly knots: readonly number[];
  readonly progress: readonly number[];
}

/** Seconds at least, and between one layer and the next. */
const [SHORTEST, REST] = [1.15, 0.16];
/** How much slower it may be where there is time. */
const SLOWER = 1.3;
/** Of the frame's width, in a thirtieth of a second: what an eye can follow; and the steepest slope of the ease. */
const [FASTEST, PEAK] = [0.034, Math.PI / 2];
/** Where the way is measured, a layer. */
const STEPS = 72;
/** Of a layer's way, what is shared out evenly: where hardly a dot moves it goes on all the same. */
const EVEN = 0.12;

/** A window for each space, and for each layer before its activation bends it; between them they blend. */
export interface Views {
  /** After so many hidden layers. */
  readonly spaces: readonly View[];
  /** Of each hidden layer, from W done to b done. */
  readonly affine: readonly View[];
}

const ROOM = 1.13;
/** What is smaller than this has been squeezed together, and is seen to be. */
const SMALLEST = 0.5;

/** While W turns the plane, its corners swing out: where that is looked at, and the least room there is for it. */
const [SWINGS, SWING_ROOM, WIDEST] = [[0.25, 0.4, 0.55, 0.7, 0.85], 1.05, 2] as const;

/** @param half of the sheet @param last half-width that the last space wants at least */
export function viewsOf(network: SpaceNetwork, points: ArrayLike<number>, half: number, last: number): Views {
  const extent = (progress: number): number =>
    Math.max(...borderReach(half, network.at(progress)), ...reachOf(points, [network.at(progress)]));
  const view = (size: number): View => ({ x: 0, y: 0, half: size });
  const roomy = (size: number): number => ROOM * Math.max(SMALLEST, size);
  const count = network.layers.length;
  const spaces = Array.from({ length: count + 1 }, (_, k) => {
    if (k === 0) return roomy(half);
    const own = roomy(Math.max(1, extent(k)));
    return k === count ? Math.max(own, last) : own;
  });
  const affine = network.layers.map((_, k) => {
    const own = roomy(Math.max(extent(k + 1 / 3), extent(k + 2 / 3)));
    // The blend of both windows is to hold the plane on its way, too.
    const swung = SWINGS.map((t) => (SWING_ROOM * extent(k + t / 3) - (1 - t) * spaces[k]!) / t);
    return Math.min(WIDEST * own, Math.max(own, ...swung));
  });
  return { spaces: spaces.map(view), affine: affine.map(view) };
}

/** The window at any layer progress. */
export function viewAt({ spaces, affine }: Views, progress: number): View {
  const done = Math.min(affine.length, Math.max(0, Math.floor(progress)));
  const part = 3 * (progress - done);
  if (part <= 0 || done === affine.length) return spaces[done]!;
  if (part < 1) return mixViews(spaces[done]!, affine[done]!, part);
  if (part <= 2) return affine[done]!;
  return mixViews(affine[done]!, spaces[done + 1]!, part - 2);
}

/** The frame, and the time that there is. */
interface Stage {
  readonly box: Box;
  /** Of the frame, in pixels. */
  readonly width: number;
  /** Seconds: it begins, and it may take its time until then. */
  readonly from: number;
  readonly until: number;
}

/** How far the dots have gone at every step of the way back through a layer, in frame widths. */
function waysThrough(
  network: SpaceNetwork,
  points: ArrayLike<number>,
  views: Views,
  { box, width }: Stage,
  progress: readonly number[],
): number[] {
  const placesAt = (at: number): Float64Array =>
    mappedPoints(points, network.at(at), planeOf(box, viewAt(views, at)));
  const ways = [0];
  let before = placesAt(progress[0]!);
  for (const at of progress.slice(1)) {
    const now = placesAt(at);
    let furthest = 0;
    for (let i = 0; i < now.length; i += 2)
      furthest = Math.max(furthest, Math.hypot(now[i]! - before[i]!, now[i + 1]! - before[i + 1]!));
    ways.push(ways.at(-1)! + furthest / width);
    before = now;
  }
  return ways;
}

/**
 * When each layer is gone back through, the last one first: by how far the dots go in the frame, so that none is too fast to
 * be followed; slower, within reason, where there is time.
 */
export function unwindings(
  network: SpaceNetwork,
  points: ArrayLike<number>,
  views: Views,
  stage: Stage,
): Unwinding[] {
  const count = network.layers.length;
  const needed = network.layers
    .map((_, i) => count - 1 - i)
    .map((layer) => {
      const progress = Array.from({ length: STEPS + 1 }, (_, i) => layer + 1 - i / STEPS);
      const ways = waysThrough(network, points, views, stage, progress);
      const whole = ways.at(-1)!;
      const even = EVEN * whole + 1e-6;
      return {
        layer,
        progress,
        knots: ways.map((way, i) => (way + (even * i) / STEPS) / (whole + even)),
        seconds: Math.max(SHORTEST, (PEAK * (whole + even)) / (30 * FASTEST)),
      };
    });
  const all = needed.reduce((sum, { seconds }) => sum + seconds, 0);
  const room = stage.until - stage.from - REST * (count - 1);
  const slower = Math.min(SLOWER, Math.max(1, room / all));
  let from = stage.from;
  return needed.map(({ seconds, ...way }) => {
    const to = from + slower * seconds;
    const unwinding = { ...way, from, to };
    from = to + REST;
    return unwinding;
  });
}

/** Layer progress at a time; before the first, all layers are done. */
export function progressAt(ways: readonly Unwinding[], layers: number, time: number): number {
  let progress = layers;
  for (const { layer, from, to, knots, progress: stops } of ways) {
    if (time <= from) break;
    const share = span(from, to, time, easeSinInOut);
    progress = share >= 1 ? layer : interpolateSeries(knots, stops, share);
  }
  return progress;
}
