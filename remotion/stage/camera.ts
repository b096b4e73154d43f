/**
 * A perspective camera on a turntable: pure maths, no canvas. The world is right-handed with z up; the screen has y down.
 */

import type { Box } from './layout';

export type Vec3 = readonly [number, number, number];

export interface Camera {
  /** What it looks at: it stands in the middle of the picture. */
  readonly target: Vec3;
  /** Radians; where the camera stands, turned about z from the direction of −y. It turns anticlockwise seen from above. */
  readonly azimuth: number;
  /** Radians above the plane z = target's z; strictly between −π/2 and π/2. */
  readonly elevation: number;
  /** From the eye to the target, in world units. */
  readonly distance: number;
}

/** Where the picture stands on the screen, in pixels. */
export interface Frame {
  readonly centreX: number;
  readonly centreY: number;
  /** Pixels that a world unit takes at the target's depth. */
  readonly pixelsPerUnit: number;
}

/** The target in the middle of a box. @param pixelsPerUnit see `Frame` */
export const frameIn = ({ x, y, width, height }: Box, pixelsPerUnit: number): Frame => ({
  centreX: x + width / 2,
  centreY: y + height / 2,
  pixelsPerUnit,
});

/** A camera with its axes worked out, ready to project. */
export interface View {
  readonly eye: Vec3;
  /** Unit vectors: to the right of the picture, up in it, and into it. */
  readonly right: Vec3;
  readonly up: Vec3;
  readonly forward: Vec3;
  readonly distance: number;
  readonly frame: Frame;
}

export interface Projected {
  readonly x: number;
  readonly y: number;
  /** From the eye along the line of sight, in world units; larger is further away. */
  readonly depth: number;
  /** Pixels a world unit takes there. */
  readonly scale: number;
}

/** Nearer than this share of the camera's distance nothing is magnified further: a point at the eye has no image. */
const NEAREST = 0.05;

export const dot = (a: Vec3, b: Vec3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

const along = (from: Vec3, direction: Vec3, length: number): Vec3 => [
  from[0] + direction[0] * length,
  from[1] + direction[1] * length,
  from[2] + direction[2] * length,
];

/** @throws RangeError when the elevation is a pole's (right and up are undefined there) or the distance is not positive. */
export function viewOf(camera: Camera, frame: Frame): View {
  const { azimuth, elevation, distance, target } = camera;
  if (!(Math.abs(elevation) < Math.PI / 2))
    throw new RangeError(`a camera's elevation must lie between −π/2 and π/2, not at ${elevation}`);
  if (!(distance > 0)) throw new RangeError(`a camera's distance must be positive, not ${distance}`);
  const [sinA, cosA, sinE, cosE] = [
    Math.sin(azimuth),
    Math.cos(azimuth),
    Math.sin(elevation),
    Math.cos(elevation),
  ];
  const forward: Vec3 = [-sinA * cosE, cosA * cosE, -sinE];
  return {
    eye: along(target, forward, -distance),
    right: [cosA, sinA, 0],
    up: [-sinA * sinE, cosA * sinE, cosE],
    forward,
    distance,
    frame,
  };
}

/** Where a point of the world stands on the screen. Points behind the eye are treated as if they were just before it. */
export function project(view: View, point: Vec3): Projected {
  const { eye, frame, distance } = view;
  const offset: Vec3 = [point[0] - eye[0], point[1] - eye[1], point[2] - eye[2]];
  const depth = Math.max(dot(offset, view.forward), NEAREST * distance);
  const scale = (frame.pixelsPerUnit * distance) / depth;
  return {
    x: frame.centreX + dot(offset, view.right) * scale,
    y: frame.centreY - dot(offset, view.up) * scale,
    depth,
    scale,
  };
}

/** Where a point [x, y, z] stands on the screen, as `project` says, written to `seen` as [x, y]: for thousands of points a frame. */
export function projectTo(
  { eye, right, up, forward, frame, distance }: View,
  at: Float64Array,
  seen: Float64Array,
): void {
  const [dx, dy, dz] = [at[0]! - eye[0], at[1]! - eye[1], at[2]! - eye[2]];
  const depth = Math.max(dx * forward[0] + dy * forward[1] + dz * forward[2], NEAREST * distance);
  const scale = (frame.pixelsPerUnit * distance) / depth;
  seen[0] = frame.centreX + (dx * right[0] + dy * right[1] + dz * right[2]) * scale;
  seen[1] = frame.centreY - (dx * up[0] + dy * up[1] + dz * up[2]) * scale;
}

/** The point of the world that `project` puts at (x, y) at that depth. */
export function unproject(view: View, { x, y, depth }: Pick<Projected, 'x' | 'y' | 'depth'>): Vec3 {
  const { frame, distance } = view;
  const scale = (frame.pixelsPerUnit * distance) / depth;
  const onAxis = along(view.eye, view.forward, depth);
  const across = along(onAxis, view.right, (x - frame.centreX) / scale);
  return along(across, view.up, (frame.centreY - y) / scale);
}

/** Many points' images, one after the other: reused from frame to frame so that nothing is allocated. */
export interface Screen {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly depth: Float64Array;
}

export const screenFor = (count: number): Screen => ({
  x: new Float64Array(count),
  y: new Float64Array(count),
  depth: new Float64Array(count),
});

/**
 * `project` for an array of points, `[count, 3]` in C order; written to `screen` and returned.
 * @throws RangeError when the screen has not as many places as there are points.
 */
export function projectAll(view: View, points: ArrayLike<number>, screen: Screen): Screen {
  const count = points.length / 3;
  if (screen.x.length !== count)
    throw new RangeError(`${count} points do not fit a screen of ${screen.x.length}`);
  const { eye, right, up, forward, frame, distance } = view;
  const nearest = NEAREST * distance;
  const focal = frame.pixelsPerUnit * distance;
  for (let i = 0; i < count; i++) {
    const dx = points[3 * i]! - eye[0];
    const dy = points[3 * i + 1]! - eye[1];
    const dz = points[3 * i + 2]! - eye[2];
    const depth = Math.max(dx * forward[0] + dy * forward[1] + dz * forward[2], nearest);
    const scale = focal / depth;
    screen.x[i] = frame.centreX + (dx * right[0] + dy * right[1] + dz * right[2]) * scale;
    screen.y[i] = frame.centreY - (dx * up[0] + dy * up[1] + dz * up[2]) * scale;
    screen.depth[i] = depth;
  }
  return screen;
}

/** How much larger than at the target something appears at that depth. */
export const magnification = (view: View, depth: number): number => view.distance / depth;

/**
 * Nearness of a depth, 1 at `reach` world units before the target and 0 as far behind it: what the depth cues go by.
 */
export function nearness(view: View, depth: number, reach: number): number {
  const t = (view.distance + reach - depth) / (2 * reach);
  return t <= 0 ? 0 : t >= 1 ? 1 : t;
}
