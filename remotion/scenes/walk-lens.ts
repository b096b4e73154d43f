import { mix } from '../motion/span';
import type { PlaneMap } from '../motion/layer-path';
import { project, frameIn, viewOf, type Vec3, type View as CameraView } from '../stage/camera';
import type { Box } from '../stage/layout';
import { mixViews, planeOf, type Plane, type View } from '../stage/plane';
import { edgeOn } from '../stage/pose';
import { footOf, separatorInBox, type Separator, type SpaceBox } from '../stage/separator';
import type { Extent } from './walk-extent';

/** How a space is looked at: a window on the plane from straight above, or a camera that has tipped into perspective. */
export interface Pose {
  readonly view: View;
  /** 0: from straight above; 1: from the side, low enough to see height. */
  readonly tilt: number;
  /** Radians that the camera has come round besides. */
  readonly turn: number;
  /** Of the camera once it has tipped, in radians. */
  readonly elevation: number;
  /** How far from the middle of what is seen the line of sight goes by: what is seen stays in the middle of the picture. */
  readonly aside: Vec3;
}

export const mixPoses = (a: Pose, b: Pose, t: number): Pose => ({
  view: mixViews(a.view, b.view, t),
  tilt: mix(a.tilt, b.tilt, t),
  turn: mix(a.turn, b.turn, t),
  elevation: mix(a.elevation, b.elevation, t),
  aside: [mix(a.aside[0], b.aside[0], t), mix(a.aside[1], b.aside[1], t), mix(a.aside[2], b.aside[2], t)],
});

const middleOf = ({ x, y }: View): Vec3 => [x, y, 0];

/** Room around what is shown: in the plane, and where it is seen in perspective. */
const ROOM = { plane: 1.12, space: 1.08 } as const;

/** Where the camera stands once it has tipped, in radians. */
export const LOW = { azimuth: -0.5, elevation: 0.5 } as const;

/** The pose that holds an extent in a box of this shape; in perspective, whichever way the camera stands. */
export function poseOf(
  { low, high, radius }: Extent,
  tilt: number,
  { width, height }: Pick<Box, 'width' | 'height'>,
): Pose {
  const short = Math.min(width, height);
  const view: View =
    tilt > 0
      ? { x: 0, y: 0, half: (radius || 1) * ROOM.space }
      : {
          x: (low[0] + high[0]) / 2,
          y: (low[1] + high[1]) / 2,
          half:
            (Math.max(((high[0] - low[0]) * short) / width, ((high[1] - low[1]) * short) / height) / 2 || 1) *
            ROOM.plane,
        };
  return { view, tilt, turn: 0, elevation: LOW.elevation, aside: [0, 0, 0] };
}

/** A pose ready to project. From straight above it is a plane; with the camera tipped it has depth. */
export interface Lens {
  readonly plane: Plane;
  readonly camera: CameraView | undefined;
}

/** Straight above is a pole, where right and up are undefined. */
const ABOVE = Math.PI / 2 - 1e-6;
/** From the eye to the middle, in half-widths of the window. */
const DISTANCE = 6;

/** Seen from straight above, a plane at height 0 stands where `planeOf` puts it: the camera tips without a jump. */
export function lensOf(box: Box, { view, tilt, turn, elevation, aside }: Pose): Lens {
  const plane = planeOf(box, view);
  if (tilt <= 0) return { plane, camera: undefined };
  const middle = middleOf(view);
  const camera = {
    target: [middle[0] + aside[0], middle[1] + aside[1], middle[2] + aside[2]],
    azimuth: LOW.azimuth * tilt + turn,
    elevation: mix(ABOVE, elevation, tilt),
    distance: DISTANCE * view.half,
  } as const;
  const frame = frameIn(box, plane.scale);
  const off = project(viewOf(camera, frame), middle);
  return {
    plane,
    camera: viewOf(camera, {
      ...frame,
      centreX: 2 * frame.centreX - off.x,
      centreY: 2 * frame.centreY - off.y,
    }),
  };
}

/** Where a point of the space is seen: pixels in the first two elements, in place. */
export function seeThrough({ plane, camera }: Lens, point: Float64Array): void {
  if (!camera) return plane.project(point);
  const { x, y } = project(camera, [point[0]!, point[1]!, point[2]!]);
  point[0] = x;
  point[1] = y;
}

/** Where a map takes points, seen through a lens: [x₀, y₀, x₁, y₁, …], in pixels. @param points x₀, y₀, x₁, y₁, … */
export function seenPoints(points: ArrayLike<number>, map: PlaneMap, lens: Lens): Float64Array {
  const out = new Float64Array(3);
  const seen = new Float64Array(points.length);
  for (let i = 0; i + 1 < points.length; i += 2) {
    map(points[i]!, points[i + 1]!, out);
    seeThrough(lens, out);
    seen[i] = out[0]!;
    seen[i + 1] = out[1]!;
  }
  return seen;
}

/** How far the space that a pose was made for reaches from the origin. */
export const reachIn = ({ view }: Pose): number => view.half / ROOM.space;

/**
 * The tipped pose from which a plane is seen edge-on: its eye lies in the plane, too, and it comes round the nearer way. Where the
 * plane misses `box`, the eye stays as it is and only the direction lies in the plane.
 */
export function edgeOnPose(pose: Pose, separator: Separator, box: SpaceBox): Pose {
  const { elevation, azimuths } = edgeOn(separator.normal, LOW.elevation);
  const turns = azimuths.map((azimuth) => {
    const turn = azimuth - LOW.azimuth;
    return turn - 2 * Math.PI * Math.round((turn - pose.turn) / (2 * Math.PI));
  });
  const [a, b] = [turns[0]!, turns[1]!];
  const turn = Math.abs(a - pose.turn) <= Math.abs(b - pose.turn) ? a : b;
  const middle = middleOf(pose.view);
  const foot = footOf(separator, middle);
  const aside: Vec3 =
    separatorInBox(separator, box).length > 0
      ? [foot[0] - middle[0], foot[1] - middle[1], foot[2] - middle[2]]
      : [0, 0, 0];
  return { ...pose, turn, elevation, aside };
}
