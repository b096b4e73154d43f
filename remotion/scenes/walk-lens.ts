import { mix } from '../motion/span';
import type { PlaneMap } from '../motion/layer-path';
import { dot, project, viewOf, type Vec3, type View as CameraView } from '../stage/camera';
import type { Box } from '../stage/layout';
import { mixViews, planeOf, type Plane, type View } from '../stage/plane';
import type { Extent } from './walk-extent';

/** How a space is looked at: a window on the plane from straight above, or a camera that has tipped into perspective. */
export interface Pose {
  readonly view: View;
  /** 0: from straight above; 1: from the side, low enough to see height. */
  readonly tilt: number;
  /** Radians that the camera has come round besides. */
  readonly turn: number;
}

export const mixPoses = (a: Pose, b: Pose, t: number): Pose => ({
  view: mixViews(a.view, b.view, t),
  tilt: mix(a.tilt, b.tilt, t),
  turn: mix(a.turn, b.turn, t),
});

/** Room around what is shown: in the plane, and where it is seen in perspective. */
const ROOM = { plane: 1.12, space: 1.2 } as const;

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
  return { view, tilt, turn: 0 };
}

/** A pose ready to project. From straight above it is a plane; with the camera tipped it has depth. */
export interface Lens {
  readonly plane: Plane;
  readonly camera: CameraView | undefined;
}

/** Where the camera stands once it has tipped, in radians. */
export const LOW = { azimuth: -0.5, elevation: 0.5 } as const;
/** Straight above is a pole, where right and up are undefined. */
const ABOVE = Math.PI / 2 - 1e-6;
/** From the eye to the middle, in half-widths of the window. */
const DISTANCE = 6;

/** Seen from straight above, a plane at height 0 stands where `planeOf` puts it: the camera tips without a jump. */
export function lensOf(box: Box, { view, tilt, turn }: Pose): Lens {
  const plane = planeOf(box, view);
  if (tilt <= 0) return { plane, camera: undefined };
  const camera = viewOf(
    {
      target: [view.x, view.y, 0],
      azimuth: LOW.azimuth * tilt + turn,
      elevation: mix(ABOVE, LOW.elevation, tilt),
      distance: DISTANCE * view.half,
    },
    {
      centreX: box.x + box.width / 2,
      centreY: box.y + box.height / 2,
      pixelsPerUnit: plane.scale,
    },
  );
  return { plane, camera };
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

/**
 * How far the tipped camera has to come round for a plane with this normal to be seen edge-on, or as nearly as its height
 * allows: the nearer way of the two.
 */
export function edgeOnTurn(normal: Vec3): number {
  const [wx, wy, wz] = normal;
  const flat = Math.hypot(wx, wy);
  if (flat === 0) return 0;
  // forward · w = cos e · (wy cos a − wx sin a) − wz sin e = 0
  const share = Math.max(-1, Math.min(1, (wz * Math.tan(LOW.elevation)) / flat));
  const phase = Math.atan2(wx, wy);
  const turns = [Math.acos(share) - phase, -Math.acos(share) - phase].map((azimuth) => {
    const turn = azimuth - LOW.azimuth;
    return turn - 2 * Math.PI * Math.round(turn / (2 * Math.PI));
  });
  return Math.abs(turns[0]!) <= Math.abs(turns[1]!) ? turns[0]! : turns[1]!;
}

/** The cosine between a tipped camera's line of sight and a normal: 0 where its plane is seen edge-on. */
export function facing({ camera }: Lens, normal: Vec3): number {
  return camera ? dot(camera.forward, normal) / Math.hypot(...normal) : 1;
}
