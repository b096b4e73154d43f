import { mix } from '../motion/span';
import { dot, project, viewOf, type Camera, type Frame, type Vec3, type View } from './camera';
import type { Box } from './layout';
import type { SpaceBox } from './separator';

/** Where a camera stands and how large its picture is. */
export interface Pose {
  readonly camera: Camera;
  readonly frame: Frame;
}

export const viewFrom = ({ camera, frame }: Pose): View => viewOf(camera, frame);

/**
 * The pose between two. The lens, pixels a unit times distance, blends as the distance does, and so a camera that goes away from
 * what grows as evenly sees it as large all the way.
 */
export function mixPoses(a: Pose, b: Pose, t: number): Pose {
  const distance = mix(a.camera.distance, b.camera.distance, t);
  const lens = mix(a.frame.pixelsPerUnit * a.camera.distance, b.frame.pixelsPerUnit * b.camera.distance, t);
  const [from, to] = [a.camera.target, b.camera.target];
  return {
    camera: {
      target: [mix(from[0], to[0], t), mix(from[1], to[1], t), mix(from[2], to[2], t)],
      azimuth: mix(a.camera.azimuth, b.camera.azimuth, t),
      elevation: mix(a.camera.elevation, b.camera.elevation, t),
      distance,
    },
    frame: {
      centreX: mix(a.frame.centreX, b.frame.centreX, t),
      centreY: mix(a.frame.centreY, b.frame.centreY, t),
      pixelsPerUnit: lens / distance,
    },
  };
}

/**
 * The frame in which a camera sees all the points as large as they can be in `box` of the screen, in its middle.
 * @param points `[count, 3]`
 * @throws RangeError when all of it is one point, or there is none
 */
export function fitFrame(camera: Camera, points: ArrayLike<number>, box: Box): Frame {
  const view = viewOf(camera, { centreX: 0, centreY: 0, pixelsPerUnit: 1 });
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i + 2 < points.length; i += 3) {
    const { x, y } = project(view, [points[i]!, points[i + 1]!, points[i + 2]!]);
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  const pixelsPerUnit = Math.min(box.width / (right - left), box.height / (bottom - top));
  if (!(pixelsPerUnit > 0 && pixelsPerUnit < Infinity))
    throw new RangeError('there is nothing to frame: all of it is one point');
  return {
    centreX: box.x + box.width / 2 - ((left + right) / 2) * pixelsPerUnit,
    centreY: box.y + box.height / 2 - ((top + bottom) / 2) * pixelsPerUnit,
    pixelsPerUnit,
  };
}

/** The eight corners of a box, `[8, 3]`. */
export function cornersOf({ centre = [0, 0, 0], half }: SpaceBox): number[] {
  const signs = [-1, 1];
  return signs.flatMap((x) =>
    signs.flatMap((y) =>
      signs.flatMap((z) => [centre[0] + x * half, centre[1] + y * half, centre[2] + z * half]),
    ),
  );
}

/** Of the elevation that would do, so that the plane turns edge-on well before the camera is as low as it can be. */
const LOWER = 0.85;

/** From where a plane is seen edge-on: the line of sight lies in it. */
export interface EdgeOn {
  readonly elevation: number;
  /** Two, within a turn of each other: from either end of the plane. */
  readonly azimuths: readonly [number, number];
}

/**
 * With forward = (−sin a cos e, cos a cos e, −sin e), forward · n = 0 where ρ sin(φ − a) = n_z tan e, (ρ, φ) being the normal's polar
 * coordinates from above. There is none for a plane too flat for the elevation: then the camera comes down.
 * @param normal of any length but 0
 * @param elevation wanted; radians, not negative
 */
export function edgeOn([x, y, z]: Vec3, elevation: number): EdgeOn {
  const [radius, phi] = [Math.hypot(x, y), Math.atan2(y, x)];
  const size = Math.sqrt(dot([x, y, z], [x, y, z]));
  const flat = radius <= 1e-9 * size;
  const highest = flat ? 0 : Math.atan2(radius, Math.abs(z));
  const lowered = elevation <= highest ? elevation : LOWER * highest;
  const s = flat ? 0 : Math.asin(Math.min(1, Math.max(-1, (Math.tan(lowered) * z) / radius)));
  return { elevation: lowered, azimuths: [phi - s, phi - Math.PI + s] };
}
