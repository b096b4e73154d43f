import { spaceNetwork, spaceLayers } from '../../motion/space-path';
import { doneAt, walkOf, type Move, type Walk, type WalkOptions } from '../layer-walk';
import { extentOf } from '../walk-extent';
import { lensOf, poseOf } from '../walk-lens';
import { magnifiedAt, seenInLens, type Magnified, type Seen, type Shape } from './magnification';
import type { Places } from './places';

/** The layers on their way, and where in it they rest for a lens: by what is said when, whatever the run. */

/** Seconds that the layers rest after the words that ask for the lens: where there is time, and where there is less. */
const RESTS = [3.2, 2.5] as const;
/** Seconds after those words in which the lens's layer may still get done. */
const LATE = 0.3;

/** A lens over the space that a layer has left, and what is seen in it. */
export interface LensStory extends Magnified {
  /** How many layers are done then. */
  readonly layer: number;
  /** Seconds that the layers rest then. */
  readonly rest: number;
  readonly seen: readonly Seen[];
}

/** When it is told of, in seconds. */
export interface Told {
  /** The first layer. */
  readonly walk: number;
  /** That the disk is inside. */
  readonly inside: number;
  /** The last layer's line: then all hidden layers are done. */
  readonly line: number;
}

export interface Looked {
  readonly walk: Walk;
  /** Its times are 0 where there is no layer that a lens helps at, or no time for it. */
  readonly lens: LensStory;
  /** When the lens comes, and when it has gone; where there is none, as long as its words are the last ones. */
  readonly lensFrom: number;
  readonly lensTo: number;
}

type Options = Omit<WalkOptions, 'at' | 'by' | 'until'>;

/** Every so many dots are enough to see whether layers have the time. */
const SOME = 5;
const someOf = (points: ArrayLike<number>): number[] =>
  Array.from(points).filter((_, i) => Math.floor(i / 2) % SOME === 0);

/** The walk with a rest of so many seconds once so many layers are done; 0 layers for none. */
const walkWith = (options: Options, { walk, inside, line }: Told, done: number, rest: number): Walk =>
  walkOf({
    ...options,
    at: (part, layer) => {
      if (part !== 'matrix') return undefined;
      if (layer === 0) return walk;
      return layer === done ? inside + rest : undefined;
    },
    by: (layer) => (layer < done ? inside : undefined),
    until: done === options.network.weights.length - 1 ? inside : line,
  });

/**
 * The last layer after which a lens shows the disk in its ring, and after which the others still get done before the line:
 * later ones may have pressed all of it into one thread, and after earlier ones too much may be left.
 */
function lensFor(
  options: Options,
  told: Told,
  radii: Shape,
  circles: readonly number[],
  { plane, lens: { radius } }: Places,
): LensStory {
  const { network, points, half } = options;
  const space = spaceNetwork(spaceLayers(network));
  const last = space.layers.length;
  const some = { ...options, points: someOf(points) };
  for (let layer = last; layer > 0; layer--) {
    const map = space.at(layer);
    const extent = extentOf(map, points, half, network.activation);
    const { scale } = lensOf(plane, poseOf(extent, 0, plane)).plane;
    const magnified = magnifiedAt(map, radii, scale, radius);
    if (magnified.times === 0) continue;
    const rest = RESTS.find((seconds) => {
      const walk = walkWith(some, told, layer, seconds);
      return doneAt(walk, layer - 1)! <= told.inside + LATE && walk.end <= told.line;
    });
    if (rest !== undefined)
      return { ...magnified, layer, rest, seen: seenInLens(map, circles, magnified, scale, radius) };
  }
  return { at: [0, 0], times: 0, layer: 0, rest: 0, seen: [] };
}

/**
 * The moves from one time on, so much faster that they end in time: what is said goes on, and the picture may not fall
 * behind. A walk that is in time stays as it is.
 */
export function inTime(walk: Walk, from: number, until: number): Walk {
  if (walk.end <= until || until <= from) return walk;
  const share = (until - from) / (walk.end - from);
  const sooner = (time: number): number => (time <= from ? time : from + share * (time - from));
  const moves = walk.moves.map((move): Move => ({ ...move, from: sooner(move.from), to: sooner(move.to) }));
  return { ...walk, moves, end: until };
}

export function lookedAt(
  options: Options,
  told: Told,
  radii: Shape,
  circles: readonly number[],
  places: Places,
): Looked {
  const lens = lensFor(options, told, radii, circles, places);
  const slow = walkWith(options, told, lens.layer, lens.rest);
  const { inside, line } = told;
  if (lens.times === 0)
    return { walk: inTime(slow, told.walk, line), lens, lensFrom: inside - 0.1, lensTo: line };
  const lensFrom = Math.max(inside, doneAt(slow, lens.layer - 1)!) - 0.1;
  const after = slow.moves.find(({ layer }) => layer === lens.layer)?.from;
  return {
    walk: after === undefined ? slow : inTime(slow, after, line),
    lens,
    lensFrom,
    lensTo: after ?? Math.max(line, lensFrom + lens.rest),
  };
}
