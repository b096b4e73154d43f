import { activations, type ActivationName } from '../../../training/network';
import type { NarrowStates } from '../../motion/run-states';
import type { PlaneMap } from '../../motion/layer-path';
import { cross } from '../../motion/polar3';
import { dot, type Vec3 } from '../../stage/camera';
import { squareAt } from '../../stage/grid-lines';
import type { Box } from '../../stage/layout';
import { fitOrbit, ringsOfBox, ringsOfPoints } from '../../stage/orbit';
import { cornersOf, edgeOn, fitFrame, type EdgeOn, type Pose } from '../../stage/pose';
import { footOf, separatorInBox, sideOf, type Separator, type SpaceBox } from '../../stage/separator';

/** From where the space is looked at: in which order is the story's business. */
export interface Poses {
  /** Straight from above, as in the scenes before. */
  readonly above: Pose;
  /** Tipped into perspective: all is seen on its way through the untrained network. */
  readonly tipped: Pose;
  /** The hidden layer's space is seen whole, when all is learnt. */
  readonly learnt: Pose;
  /** The flat plane again, seen from there. */
  readonly again: Pose;
  /** At the end of each part of each layer: `[layer][W, b, g]`. */
  readonly parts: readonly (readonly [Pose, Pose, Pose])[];
  /** The last layer's plane is seen edge-on. */
  readonly edge: Pose;
}

const degrees = (angle: number): number => (angle * Math.PI) / 180;

const ELEVATION = degrees(25);
/** As nearly straight above as a camera may stand. */
const ABOVE = degrees(89.95);
/** From the eye to the target, in half-widths of what is seen. */
const DISTANCE = 6;
/** From where the layers are looked at to where the plane is seen edge-on. */
const ROUND = degrees(68);
/** Shares of the way there that the camera may have come when it has tipped. */
const TIPPED = [0.25, 0.5, 0.75] as const;

/** Every place of the border and the dots under a map, `[n, 3]`. */
export function reached(map: PlaneMap, points: ArrayLike<number>, half: number): number[] {
  const out = new Float64Array(3);
  const places: number[] = [];
  const take = (x: number, y: number): void => {
    map(x, y, out);
    places.push(out[0]!, out[1]!, out[2]!);
  };
  for (let i = 0; i < 120; i++) take(...squareAt(half, i / 120));
  for (let i = 0; i + 1 < points.length; i += 2) take(points[i]!, points[i + 1]!);
  return places;
}

/** What a space is drawn in. */
export interface Box3 extends Required<SpaceBox> {
  /** It is that of g's range, and so it is there at all times; else it is what is reached in the last hidden space. */
  readonly bounded: boolean;
}

/** The box of g's range; where it has none, the one that holds all that is ever reached in the last hidden space. */
export function boxOf(
  activation: ActivationName,
  states: NarrowStates,
  points: ArrayLike<number>,
  half: number,
): Box3 {
  const [low, high] = activations[activation].range;
  if (Number.isFinite(low) && Number.isFinite(high)) {
    const middle = (low + high) / 2;
    return { centre: [middle, middle, middle], half: (high - low) / 2, bounded: true };
  }
  const places = states.epochs.flatMap((epoch) => reached(states.map(epoch, states.layers), points, half));
  const [lows, highs] = [[0, 0, 0].map(() => Infinity), [0, 0, 0].map(() => -Infinity)];
  places.forEach((value, i) => {
    lows[i % 3] = Math.min(lows[i % 3]!, value);
    highs[i % 3] = Math.max(highs[i % 3]!, value);
  });
  const centre = lows.map((value, axis) => (value + highs[axis]!) / 2);
  return {
    centre: [centre[0]!, centre[1]!, centre[2]!],
    half: 1.04 * Math.max(...lows.map((value, axis) => (highs[axis]! - value) / 2), 1e-3),
    bounded: false,
  };
}

const sizeOf = (places: readonly number[]): number =>
  places.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

interface PosesOptions {
  readonly states: NarrowStates;
  readonly points: ArrayLike<number>;
  /** Of the sheet. */
  readonly half: number;
  readonly box: Box3;
  readonly separator: Separator;
  /** Where it is all drawn. */
  readonly view: Box;
}

export function posesOf({ states, points, half, box, separator, view }: PosesOptions): Poses {
  const last = states.epochs.at(-1)!;
  const edgeView = edgeOn(separator.normal, ELEVATION);
  const { elevation } = edgeView;
  const { learntAt, edgeAt } = waysRound(states, separator, edgeView);
  const tippedAt = best(
    TIPPED.map((share) => share * learntAt),
    (azimuth) => shownLeast(states, states.epochs[0]!, { azimuth, elevation }),
  );
  const flat = reached(states.map(last, 0), points, half);
  const origin: Vec3 = [0, 0, 0];
  const fitted = (places: readonly number[], azimuth: number, size: number, target: Vec3 = origin): Pose => {
    const camera = { target, azimuth, elevation, distance: DISTANCE * size };
    return { camera, frame: fitFrame(camera, places, view) };
  };
  const aboveCamera = { target: origin, azimuth: 0, elevation: ABOVE, distance: DISTANCE * half };
  /** As large as it may be while the camera goes all the way round. */
  const around = (azimuth: number): Pose => {
    const camera = { target: box.centre, azimuth, elevation, distance: DISTANCE * box.half };
    return { camera, frame: fitOrbit(ringsOfBox(box.half), camera, view) };
  };
  const flatAround = (azimuth: number): Pose => {
    const camera = { target: origin, azimuth, elevation, distance: DISTANCE * half };
    return {
      camera,
      frame: fitOrbit([...ringsOfPoints(flat), ...(box.bounded ? ringsOfBox(box.half) : [])], camera, view),
    };
  };
  const corners = cornersOf(box);
  const seen = separatorInBox(separator, box).length > 0;
  const there = box.bounded ? corners : [];
  const untrained = Array.from({ length: 12 * states.layers }, (_, i) =>
    reached(states.map(states.epochs[0]!, (i + 1) / 12), points, half),
  ).flat();
  const parts = states.space(last).layers.map((_, layer): readonly [Pose, Pose, Pose] => {
    const places = [1, 2].flatMap((third) => reached(states.map(last, layer + third / 3), points, half));
    const affine = fitted([...places, ...there], learntAt, sizeOf(places));
    return [affine, affine, around(learntAt)];
  });
  return {
    above: { camera: aboveCamera, frame: fitFrame(aboveCamera, flat, view) },
    tipped: fitted([...flat, ...untrained, ...there], tippedAt, sizeOf([...flat, ...untrained])),
    learnt: around(learntAt),
    again: flatAround(learntAt),
    parts,
    edge: fitted(corners, edgeAt, box.half, seen ? footOf(separator, box.centre) : box.centre),
  };
}

/** The first of those with the highest score. */
const best = <T>(choices: readonly T[], score: (choice: T) => number): T =>
  choices.reduce((most, choice) => (score(choice) > score(most) + 1e-9 ? choice : most));

/** Angles that differ by whole turns are one: the smallest. */
const principal = (angle: number): number => angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI));

/**
 * From where the layers are looked at, and the nearby place where the plane is seen edge-on: of the ways there, one from which what was
 * the middle of the input plane is on this side of the plane, and the sheet is not seen from its edge when its matrix has turned it.
 */
function waysRound(
  states: NarrowStates,
  separator: Separator,
  { elevation, azimuths }: EdgeOn,
): { readonly learntAt: number; readonly edgeAt: number } {
  const last = states.epochs.at(-1)!;
  const out = new Float64Array(3);
  states.map(last, states.layers)(0, 0, out);
  const middle = sideOf(separator, [out[0]!, out[1]!, out[2]!]);
  const ways = azimuths.flatMap((azimuth) =>
    [ROUND, -ROUND].map((round) => {
      const learntAt = principal(azimuth + round);
      return { learntAt, edgeAt: learntAt - round };
    }),
  );
  const score = ({ learntAt }: (typeof ways)[number]): number => {
    const here = middle * dot(separator.normal, towardsEye({ azimuth: learntAt, elevation })) > 0 ? 1 : 0;
    const shown = Math.abs(shownAt(states.map(last, 1 / 3), { azimuth: learntAt, elevation }));
    // Of views as good as each other the one with the shorter way from the front.
    return here + 0.5 * shown - 0.1 * Math.abs(learntAt);
  };
  return best(ways, score);
}

type Angles = Pick<Pose['camera'], 'azimuth' | 'elevation'>;

const towardsEye = ({ azimuth: a, elevation: e }: Angles): Vec3 => [
  Math.sin(a) * Math.cos(e),
  -Math.cos(a) * Math.cos(e),
  Math.sin(e),
];

/** The cosine between the line of sight and the upper face of the sheet about its middle; below 0 it is seen from below. */
function shownAt(map: PlaneMap, angles: Angles): number {
  const step = 1e-3;
  const at = (x: number, y: number): Float64Array => {
    const out = new Float64Array(3);
    map(x, y, out);
    return out;
  };
  const [o, u, v] = [at(0, 0), at(step, 0), at(0, step)];
  const along = (p: Float64Array): Vec3 => [p[0]! - o[0]!, p[1]! - o[1]!, p[2]! - o[2]!];
  const normal = cross(along(u), along(v));
  const size = Math.hypot(...normal);
  return size > 0 ? dot(normal, towardsEye(angles)) / size : 0;
}

/** The least of that on the way through the layers at an epoch. */
function shownLeast(states: NarrowStates, epoch: number, angles: Angles): number {
  let least = 1;
  for (let progress = 0; progress <= states.layers; progress += 1 / 12)
    least = Math.min(least, shownAt(states.map(epoch, progress), angles));
  return least;
}
