import { smooth } from '../../motion/ease';
import { epochAt, type EpochClock } from '../../motion/epoch-clock';
import type { PlaneMap } from '../../motion/layer-path';
import type { NarrowStates } from '../../motion/run-states';
import { mix } from '../../motion/span';
import { project } from '../../stage/camera';
import type { Box } from '../../stage/layout';
import { mixPoses, viewFrom, type Pose } from '../../stage/pose';
import type { Given } from '../../stage/scene';
import { pointOf } from '../../stage/space-curve';
import type { Part } from '../layer-walk';
import type { NetworkRun } from '../network-run';
import { framed, framingOf, type Framing } from './framing';

/** One thing that moves, in seconds: how far all is at both ends. */
export interface Shot {
  /** A part of a layer, or all layers in one go, or the camera alone (it tips, or goes round), or the epochs, or all goes straight back to the flat plane. */
  readonly kind: Part | 'pass' | 'tip' | 'camera' | 'epochs' | 'rewind';
  readonly from: number;
  readonly to: number;
  /** Of the epochs' clock, 0 … 1. */
  readonly learnt: Ends<number>;
  /** Of the layers, 0 … their number. */
  readonly progress: Ends<number>;
  /** Between its ends it is framed so that all is seen. */
  readonly pose: Ends<Pose>;
  readonly framing?: Framing;
}
type Ends<T> = readonly [start: T, end: T];

/** What the states between a shot's ends are worked out from. */
export interface Moving {
  readonly run: NetworkRun;
  readonly states: NarrowStates;
  readonly clock: EpochClock;
  /** Hidden layers. */
  readonly layers: number;
}

/** What is seen at a moment. */
export interface State {
  /** Of the clock, 0 … 1. */
  readonly learnt: number;
  readonly epoch: number;
  /** Where the points of the input plane are. */
  readonly map: PlaneMap;
  /** Where the dots are, `[n, 3]`. */
  readonly places: Float64Array;
  readonly pose: Pose;
}

/** From straight above it first comes down, and then round: a square that turned there would leave the picture at its corners. */
function tipping(above: Pose, tipped: Pose, t: number): Pose {
  const { camera, frame } = mixPoses(above, tipped, t);
  return { camera: { ...camera, azimuth: mix(above.camera.azimuth, tipped.camera.azimuth, t * t) }, frame };
}

/** Of the epochs' time in which the camera goes away, where it has to. */
export const AWAY = 0.35;

/** The state at a share of a shot's time, 0 … 1. */
export function during(moving: Moving, shot: Shot, share: number): State {
  const { run, states, clock, layers } = moving;
  const { kind, learnt: epochs, progress, pose } = shot;
  const t = kind === 'epochs' ? evenly(share) : smooth(share);
  const learnt = mix(...epochs, t);
  const epoch = learnt >= 1 ? run.facts.epochs.at(-1)! : epochAt(clock, learnt);
  const [start, end] = pose.map(({ camera }) => camera.distance) as [number, number];
  // A camera that comes nearer makes the last steps large: what is blended at an even pace in the picture is not in space.
  const u = kind === 'activation' ? (t * start) / (t * start + (1 - t) * end) : t;
  const map =
    kind === 'rewind' && t > 0 && t < 1
      ? blended(states.map(epoch, layers), states.map(epoch, 0), t)
      : states.map(epoch, kind === 'pass' ? passed(u, layers) : u >= 1 ? progress[1] : mix(...progress, u));
  // A camera that has to go further away does so before what it sees has grown.
  const seen = kind === 'epochs' && end > start ? smooth(Math.min(1, share / AWAY)) : u;
  const between = kind === 'tip' ? tipping(...pose, t) : mixPoses(...pose, seen);
  return {
    learnt,
    epoch,
    map,
    places: placesUnder(run, map),
    pose: shot.framing ? framed(between, shot.framing, share) : between,
  };
}

/** How closely a shot is looked at: what passes through many states more so than what goes from one to another. */
const looksAt = ({ kind }: Shot): number => (kind === 'epochs' || kind === 'pass' ? 96 : 40);

/**
 * A shot in which nothing leaves the view on its way: not only its ends are framed.
 * @param seen what is to be in the view at a state, `[n, 3]`
 */
export function framedShot(
  moving: Moving,
  shot: Shot,
  view: Box,
  seen: (state: State, share: number) => ArrayLike<number>,
): Shot {
  const framing = framingOf(looksAt(shot), view, (share) => {
    const state = during(moving, shot, share);
    return { pose: state.pose, seen: seen(state, share) };
  });
  return framing.rows.some((change) => change !== 0) ? { ...shot, framing } : shot;
}

/** Every point on the straight way from where the one map takes it to where the other does. */
function blended(a: PlaneMap, b: PlaneMap, t: number): PlaneMap {
  const end = new Float64Array(3);
  return (x, y, out) => {
    a(x, y, out);
    b(x, y, end);
    for (let axis = 0; axis < 3; axis++) out[axis] = mix(out[axis]!, end[axis]!, t);
  };
}

/** Where a map takes the dots, `[n, 3]`. */
export function placesUnder({ points }: Pick<NetworkRun, 'points'>, map: PlaneMap): Float64Array {
  const places = new Float64Array((3 * points.length) / 2);
  const out = new Float64Array(3);
  for (let i = 0; 2 * i < points.length; i++) {
    map(points[2 * i]!, points[2 * i + 1]!, out);
    places.set(out, 3 * i);
  }
  return places;
}

/** Of a layer's time, when it is told of as one: the shares in which W, and then b, is done. Turning takes longest. */
const [TURNED, SHIFTED] = [0.6, 0.75] as const;

/** Progress of the layers at a share of the way through all of them. */
function passed(share: number, layers: number): number {
  if (share >= 1) return layers;
  const done = Math.floor(share * layers);
  const t = share * layers - done;
  const thirds =
    t < TURNED
      ? t / TURNED
      : t < SHIFTED
        ? 1 + (t - TURNED) / (SHIFTED - TURNED)
        : 2 + (t - SHIFTED) / (1 - SHIFTED);
  return done + thirds / 3;
}

/** Of a run's time in which it gathers speed, and loses it again. */
const RAMP = 0.15;

/** The epochs' clock runs evenly, and starts and stops without a jerk. */
function evenly(t: number): number {
  const pace = 1 / (1 - RAMP);
  if (t < RAMP) return (pace * t * t) / (2 * RAMP);
  if (t > 1 - RAMP) return 1 - (pace * (1 - t) ** 2) / (2 * RAMP);
  return pace * (t - RAMP / 2);
}

/** Of the frame's width, in a thirtieth of a second: what an eye can follow. */
const FASTEST = 0.037;

/** How long a shot has to take, so that no dot is too fast in the picture. @param shot of one second */
export function leastSeconds({ width }: Given, moving: Moving, shot: Shot): number {
  const steps = 30;
  const seen = (u: number): Float64Array => {
    const { places: points, pose } = during(moving, shot, u);
    const view = viewFrom(pose);
    const pictures = new Float64Array((2 * points.length) / 3);
    for (let i = 0; 3 * i < points.length; i++) {
      const { x, y } = project(view, pointOf(points, i));
      pictures[2 * i] = x;
      pictures[2 * i + 1] = y;
    }
    return pictures;
  };
  let before = seen(0);
  let fastest = 0;
  for (let step = 1; step <= steps; step++) {
    const now = seen(step / steps);
    for (let i = 0; i < now.length; i += 2)
      fastest = Math.max(fastest, Math.hypot(now[i]! - before[i]!, now[i + 1]! - before[i + 1]!));
    before = now;
  }
  return (fastest * steps) / (FASTEST * 30 * width);
}
