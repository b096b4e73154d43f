import { epochClock, recordedAt } from '../../motion/epoch-clock';
import { narrowStates, type NarrowStates } from '../../motion/run-states';
import { smooth } from '../../motion/ease';
import { span, window } from '../../motion/span';
import type { Network } from '../../../training/network';
import type { Box } from '../../stage/layout';
import { memo } from '../../stage/memo';
import { cornersOf } from '../../stage/pose';
import type { Given, Moment } from '../../stage/scene';
import { distanceTo, type Separator } from '../../stage/separator';
import { sheetOf, type Sheet } from '../../stage/sheet';
import { pointOf } from '../../stage/space-curve';
import { PARTS, type Part } from '../layer-walk';
import { lossCurve, type LossCurve } from '../loss-curve';
import { networkRun, type NetworkRun } from '../network-run';
import { EXPERIMENT } from './can-show';
import { placesOf, type Places } from './places';
import { boxOf, posesOf, reached, type Box3, type Poses } from './poses';
import { AWAY, during, framedShot, leastSeconds, type Moving, type Shot, type State } from './shots';

export interface Story extends Moving {
  /** As it is in the end. */
  readonly trained: Network;
  readonly separator: Separator;
  /** What all is drawn in: of g's range, where it has one. */
  readonly box: Box3;
  readonly sheet: Sheet;
  readonly places: Places;
  readonly curve: LossCurve | undefined;
  readonly shots: readonly Shot[];
  /** When the epochs run, when all goes back, when the plane comes, and when the camera comes round to its edge. */
  readonly learning: Shot;
  readonly rewind: Shot;
  readonly plane: number;
  readonly edge: Shot;
  /** Of each class the dot that has the least room on its own side, or is furthest on the other. */
  readonly nearest: readonly number[];
}

/** A moment of the scene with what it shows worked out. */
export interface Told extends Moment {
  readonly story: Story;
}

const SECONDS: Readonly<Record<Part, number>> = { matrix: 1.9, bias: 1, activation: 2 };
/** Of a shot's own time that it takes at the least, where the words are ahead of the picture. */
const HURRIED = 0.7;
/** The epochs take so long at the least. */
const LEARNING = 3.4;
/** The plane slides in, and is looked at. */
const SLIDING = 1.5;
const BREATH = 0.12;

export const storyOf = memo((given: Given): Story => {
  const run = networkRun(given, EXPERIMENT);
  const { epochs } = run.facts;
  const states = narrowStates(run, epochs, run.points);
  const { layers } = states;
  const last = epochs.at(-1)!;
  const trained = states.network(last);
  const half = Math.ceil(8 * 1.05 * furthest(run.points)) / 8;
  const box = boxOf(run.activation, states, run.points, half);
  const [w, b] = [trained.weights.at(-1)!.data, trained.biases.at(-1)!];
  const separator: Separator = { normal: [w[0]!, w[1]!, w[2]!], offset: b[0]! };
  const places = placesOf(given.layout, run.widths);
  const poses = posesOf({ states, points: run.points, half, box, separator, view: places.view });
  const clock = epochClock(epochs, furthestSteps(states));
  return {
    run,
    states,
    layers,
    trained,
    separator,
    box,
    sheet: sheetOf(half, half > 2.5 ? 0.25 : 0.125, 4),
    places,
    curve: places.graph && lossCurve(run.facts, places.graph),
    clock,
    ...schedule(
      given,
      { run, states, clock, layers },
      { poses, seen: seenOf({ run, box, half }), view: places.view },
    ),
    nearest: nearestDots(run, states.state(last, layers), separator),
  };
});

const furthest = (points: ArrayLike<number>): number => {
  let most = 0;
  for (let i = 0; i < points.length; i++) most = Math.max(most, Math.abs(points[i]!));
  return most || 1;
};

/** How far the dot that moves furthest goes from each recorded epoch to the next: on such a clock none is ever fast. */
function furthestSteps({ epochs, layers, state }: NarrowStates): number[] {
  let before = state(epochs[0]!, layers);
  return epochs.slice(1).map((epoch) => {
    const now = state(epoch, layers);
    let most = 0;
    for (let i = 0; i < now.length; i += 3)
      most = Math.max(
        most,
        Math.hypot(now[i]! - before[i]!, now[i + 1]! - before[i + 1]!, now[i + 2]! - before[i + 2]!),
      );
    before = now;
    return most;
  });
}

/** @param places of all dots in the last hidden space */
function nearestDots({ labels }: NetworkRun, places: Float64Array, separator: Separator): number[] {
  const room = Array.from(
    labels,
    (label, i) => (label === 1 ? 1 : -1) * distanceTo(separator, pointOf(places, i)),
  );
  return [0, 1].flatMap((label) => {
    let best = -1;
    room.forEach((value, i) => {
      if (labels[i] === label && (best < 0 || value < room[best]!)) best = i;
    });
    return best < 0 ? [] : [best];
  });
}

type Schedule = Pick<Story, 'shots' | 'learning' | 'rewind' | 'plane' | 'edge'>;

/** What is to be in the view during a shot of some kind, `[n, 3]`. */
type Seen = (kind: Shot['kind'], state: State, share: number) => number[];

/** The sheet with its dots, and the box's corners while it is drawn. */
function seenOf({ run, box, half }: { run: NetworkRun; box: Box3; half: number }): Seen {
  const corners = cornersOf(box);
  return (kind, { map }, share) => {
    const sheet = reached(map, run.points, half);
    if (kind === 'tip' || (!box.bounded && kind !== 'epochs' && kind !== 'camera')) return sheet;
    // A box that is as large as what is learnt comes into view while the camera goes away; it is drawn after that.
    const grown = !box.bounded && kind === 'epochs' ? smooth(Math.min(1, share / AWAY)) : 1;
    return sheet.concat(corners.map((corner) => grown * corner));
  };
}

interface Framed {
  readonly poses: Poses;
  readonly seen: Seen;
  readonly view: Box;
}

/** When what moves, tied to the words; one after another, in the view, and never so fast that a dot could not be followed. */
function schedule(given: Given, moving: Moving, { poses, seen, view }: Framed): Schedule {
  const { cues } = given;
  const { layers } = moving;
  const shots: Shot[] = [];
  let now = { learnt: 0, progress: 0, pose: poses.above };
  let free = 0;
  const go = (kind: Shot['kind'], at: number, seconds: number, change: Partial<typeof now>): Shot => {
    const next = { ...now, ...change };
    const ends: Pick<Shot, 'learnt' | 'progress' | 'pose'> = {
      learnt: [now.learnt, next.learnt],
      progress: [now.progress, next.progress],
      pose: [now.pose, next.pose],
    };
    const from = Math.max(at, free);
    const whole = framedShot(moving, { kind, from: 0, to: 1, ...ends }, view, (state, share) =>
      seen(kind, state, share),
    );
    const least = Math.max(leastSeconds(given, moving, whole), HURRIED * seconds);
    const shot: Shot = { ...whole, from, to: Math.max(from + least, at + seconds) };
    shots.push(shot);
    now = next;
    free = shot.to + BREATH;
    return shot;
  };

  go('tip', cues.tip! - 0.3, 2.2, { pose: poses.tipped });
  go('pass', free, 1.4, { progress: layers });
  const learn = Math.max(cues.learn! + 0.1, free);
  const learning = go('epochs', learn, Math.max(LEARNING, cues.back! - 0.3 - learn), {
    learnt: 1,
    pose: poses.learnt,
  });
  const rewind = go('rewind', cues.back! - 0.2, 1.3, { progress: 0, pose: poses.again });
  poses.parts.forEach((ends, k) =>
    PARTS.forEach((part, i) => {
      const progress = part === 'activation' ? k + 1 : k + (i + 1) / 3;
      go(part, cues[`${part}-${k + 1}`]! - 0.1, SECONDS[part], { progress, pose: ends[i]! });
    }),
  );
  const plane = Math.max(cues.plane! - 0.1, free);
  free = plane + SLIDING;
  const edge = go('camera', cues.edge! - 0.2, 2.6, { pose: poses.edge });
  return { shots, learning, rewind, plane, edge };
}

/** What is seen at a moment: of the last shot that has begun. */
export function stateAt(story: Story, time: number): State {
  const { shots } = story;
  const shot = shots.findLast(({ from }) => from <= time) ?? shots[0]!;
  const share = (time - shot.from) / (shot.to - shot.from);
  if (share > 0 && share < 1) return during(story, shot, share);
  return restOf(story, shot, share <= 0 ? 0 : 1);
}

/** What is seen before a shot begins and after it has ended: made once, so that what rests is known by it. */
const rests = new WeakMap<Shot, Map<0 | 1, State>>();

function restOf(story: Story, shot: Shot, end: 0 | 1): State {
  const own = rests.get(shot) ?? new Map<0 | 1, State>();
  rests.set(shot, own);
  const state = own.get(end) ?? during(story, shot, end);
  own.set(end, state);
  return state;
}

/** Opacity of the box: it is drawn only once the camera sees all of it. */
export function boxAlphaAt({ box, shots, learning, rewind, plane }: Story, time: number): number {
  const tip = shots[0]!;
  if (box.bounded) return span(tip.to - 0.1, tip.to + 0.8, time);
  const away = learning.from + Math.max(0.6, AWAY * (learning.to - learning.from));
  return Math.max(window(away, rewind.from, time, 1, 0.5), span(plane - BREATH, plane + 0.7, time));
}

/** As measured at the last recorded epoch that has been reached. */
export const accuracyAt = ({ run, clock }: Story, { learnt }: State): number =>
  run.facts.accuracy[recordedAt(clock, learnt)] ?? 0;

/** How much a part of a layer (from 0) is at work now, 0 … 1, after all has gone back to the flat plane. */
export function litAt({ shots, rewind }: Story, layer: number, part: Part, time: number): number {
  const shot = shots.find(
    ({ kind, from, progress: [start] }) =>
      kind === part && from > rewind.from && Math.floor(start + 1e-9) === layer,
  );
  if (!shot) return 0;
  return Math.min(
    span(shot.from - 0.25, shot.from + 0.15, time),
    1 - span(shot.to - 0.1, shot.to + 0.3, time),
  );
}

/** When a layer (from 0) begins to be shown part by part. */
export const layerBegins = ({ shots, rewind }: Story, layer: number): number =>
  shots.find(
    ({ kind, from, progress: [start] }) => kind === 'matrix' && from > rewind.from && start === layer,
  )?.from ?? Infinity;
