import type { Network } from '../../training/network';
import { spaceLayers, spaceNetwork, type SpaceNetwork } from '../motion/space-path';
import { smooth } from '../motion/ease';
import { mix, span } from '../motion/span';
import type { Box } from '../stage/layout';
import { boxOfRange, extentOf, joined, type Extent } from './walk-extent';
import { edgeOnPose, lensOf, mixPoses, poseOf, reachIn, seenPoints, type Pose } from './walk-lens';
import { turnFor } from './walk-turn';

/** A trained network shown layer by layer: when each part of each layer moves the space, and how that is looked at. */

export const PARTS = ['matrix', 'bias', 'activation'] as const;
export type Part = (typeof PARTS)[number];

/** One part of one layer at work, or the camera: seconds, the network's progress and the pose at both ends. */
export interface Move {
  readonly part: Part | 'camera';
  /** From 0. */
  readonly layer: number;
  readonly from: number;
  readonly to: number;
  readonly progress: readonly [start: number, end: number];
  readonly poses: readonly [start: Pose, end: Pose];
}

export interface Walk {
  /** All of the network. */
  readonly network: Network;
  /** Its hidden layers as moves of the plane and of space. */
  readonly space: SpaceNetwork;
  readonly moves: readonly Move[];
  readonly first: Pose;
  /** When the last hidden layer is done. */
  readonly end: number;
}

export interface WalkOptions {
  readonly network: Network;
  /** [x₀, y₀, x₁, y₁, …] */
  readonly points: ArrayLike<number>;
  /** Half the side of the square that is followed. */
  readonly half: number;
  /** Where the space is drawn. */
  readonly box: Box;
  /** Of the frame, in pixels. */
  readonly width: number;
  /** When a part, or the camera's tipping, is told of, in seconds; undefined where it follows on the one before. */
  readonly at: (part: Part | 'camera', layer: number) => number | undefined;
  /** When all should be done. */
  readonly until: number;
  /** When a layer should be done, where that is earlier than the next is told of. */
  readonly by?: (layer: number) => number | undefined;
  /** Seconds that a part takes where there is time, and where there is not. */
  readonly pace: { readonly seconds: Readonly<Record<Part, number>>; readonly shortest: number };
}

/** Of the frame's width, in a thirtieth of a second: what an eye can follow. */
const FASTEST = 0.037;
/** Quiet between two moves. */
const BREATH = 0.1;
/** Seconds in which the camera tips into perspective, or back. */
const TIP = 1.6;
interface Step extends Pick<Move, 'part' | 'layer' | 'progress'> {
  readonly pose: Pose;
}

/** What happens one after another, and the pose that each part ends in. @param turn of the camera once it has tipped */
function stepsOf({ network, points, half, box }: WalkOptions, space: SpaceNetwork, turn: number): Step[] {
  const posed = (extent: Extent, deep: boolean): Pose => ({
    ...poseOf(extent, deep ? 1 : 0, box),
    turn: deep ? turn : 0,
  });
  const at = (progress: number): Extent => extentOf(space.at(progress), points, half);
  return space.layers.flatMap(({ inputs, outputs }, layer): Step[] => {
    const [start, turned, shifted, done] = [layer, layer + 1 / 3, layer + 2 / 3, layer + 1];
    const deep = outputs === 3;
    const affine = joined(at(turned), at(shifted));
    const matrix = posed(affine, deep || inputs === 3);
    const after = posed(affine, deep);
    const bent = posed(extentOf(space.at(done), points, half, network.activation, outputs), deep);
    const camera = (progress: number, pose: Pose): Step => ({
      part: 'camera',
      layer,
      progress: [progress, progress],
      pose,
    });
    return [
      ...(deep && inputs === 2 ? [camera(start, posed(at(start), true))] : []),
      { part: 'matrix', layer, progress: [start, turned], pose: matrix },
      ...(!deep && inputs === 3 ? [camera(turned, after)] : []),
      { part: 'bias', layer, progress: [turned, shifted], pose: after },
      { part: 'activation', layer, progress: [shifted, done], pose: bent },
    ];
  });
}

/** When each part moves, tied to the words; never so fast that a dot could not be followed. */
export function walkOf(options: WalkOptions): Walk {
  const { network, points, half, box, at, by, until, pace } = options;
  const space = spaceNetwork(spaceLayers(network));
  const first = poseOf(extentOf(space.at(0), points, half), 0, box);
  const turn = turnFor(space, points);
  const steps = stepsOf(options, space, turn);
  const told = steps.map(({ part, layer, progress }) =>
    // Back to straight above it goes as soon as all is flat.
    part === 'camera' && progress[0] > layer ? undefined : at(part, layer),
  );
  const moves: Move[] = [];
  let pose = first;
  let free = 0;
  steps.forEach(({ part, layer, progress, pose: end }, i) => {
    const later = told.findIndex((time, k) => k > i && time !== undefined);
    const next = Math.min(later < 0 ? until : told[later]!, by?.(layer) ?? Infinity);
    const from = Math.max(told[i] ?? free, free);
    const shared = (next - from) / ((later < 0 ? steps.length : later) - i) - BREATH;
    const wanted = part === 'camera' ? TIP : Math.min(pace.seconds[part], shared);
    const least = fastestDot(options, space, progress, [pose, end]) / (FASTEST * 30);
    const to = from + Math.max(least, pace.shortest, wanted);
    moves.push({ part, layer, from, to, progress, poses: [pose, end] });
    pose = end;
    free = to + BREATH;
  });
  return { network, space, moves, first, end: moves.at(-1)?.to ?? 0 };
}

/** A camera's move after the last layer, to where the last layer's plane is seen edge-on. */
export function edgeOnMove({ moves, network, space }: Walk, from: number, to: number): Move | undefined {
  const last = moves.at(-1);
  const [w, b] = [network.weights.at(-1)!, network.biases.at(-1)!];
  if (!last || last.poses[1].tilt <= 0 || w.rows !== 1 || w.cols !== 3 || b.length !== 1) return undefined;
  const start = last.poses[1];
  const normal = [w.data[0]!, w.data[1]!, w.data[2]!] as const;
  if (Math.hypot(...normal) === 0) return undefined;
  const done = space.layers.length;
  return {
    part: 'camera',
    layer: done - 1,
    from: Math.max(from, last.to + BREATH),
    to: Math.max(to, last.to + BREATH + 1),
    progress: [done, done],
    poses: [
      start,
      edgeOnPose(start, { normal, offset: b[0]! }, boxOfRange(network.activation, reachIn(start))),
    ],
  };
}

/** Frames of a move that its speed is measured at: so many that none goes by in fewer. */
const FRAMES = 60;

/** The greatest speed of any dot in an eased move, in frame widths over the whole move. */
function fastestDot(
  { points, box, width }: WalkOptions,
  space: SpaceNetwork,
  [start, end]: Move['progress'],
  [from, to]: Move['poses'],
): number {
  const positions = (u: number): Float64Array =>
    seenPoints(points, space.at(mix(start, end, u)), lensOf(box, mixPoses(from, to, u)));
  let before = positions(0);
  let fastest = 0;
  for (let frame = 1; frame <= FRAMES; frame++) {
    const now = positions(smooth(frame / FRAMES));
    for (let i = 0; i < now.length; i += 2)
      fastest = Math.max(fastest, Math.hypot(now[i]! - before[i]!, now[i + 1]! - before[i + 1]!));
    before = now;
  }
  return (fastest * FRAMES) / width;
}

export interface WalkState {
  /** Of the network: 0 is the input, k that hidden layer k is done; a third for each part. */
  readonly progress: number;
  readonly pose: Pose;
  /** The layer spoken of, from 0; −1 before the first. */
  readonly layer: number;
}

export function stateAt({ moves, first }: Pick<Walk, 'moves' | 'first'>, time: number): WalkState {
  let state: WalkState = { progress: 0, pose: first, layer: -1 };
  for (const { layer, from, to, progress, poses } of moves) {
    if (time < from) break;
    const t = span(from, to, time);
    state = { progress: t >= 1 ? progress[1] : mix(...progress, t), pose: mixPoses(...poses, t), layer };
  }
  return state;
}

/** How much a part of a layer is at work now, 0 … 1. */
export function litAt({ moves }: Pick<Walk, 'moves'>, layer: number, part: Part, time: number): number {
  const move = moves.find((m) => m.layer === layer && m.part === part);
  if (!move) return 0;
  const { from, to } = move;
  return Math.min(span(from - 0.3, from + 0.1, time), 1 - span(to - 0.1, to + 0.3, time));
}

/** When a part of a layer has done its work; undefined where there is no such layer. */
export const doneAt = (
  { moves }: Pick<Walk, 'moves'>,
  layer: number,
  part: Part = 'activation',
): number | undefined => moves.find((m) => m.layer === layer && m.part === part)?.to;
