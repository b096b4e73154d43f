import { scaleLinear, type ScaleLinear } from 'd3-scale';
import { foreshorten } from '../motion/polar';
import { mix } from '../motion/span';
import type { Box } from './layout';

/** A window on the plane, the same length on both axes: centre and half the width of the shorter side. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly half: number;
}

/** A mapping from world coordinates to a box of the frame, equal on both axes, y upwards. */
export interface Plane {
  readonly box: Box;
  readonly view: View;
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
  /** Pixels of one world unit. */
  readonly scale: number;
  /** Turns a world point (x, y, z) into pixels in place; z > 0 is nearer to the viewer and looks larger. */
  project(point: Float64Array): void;
}

/** How far above the plane the viewer is, in half-widths of the view: only seen while a sheet turns over. */
const VIEWER = 5;

export function planeOf(box: Box, view: View): Plane {
  const scale = Math.min(box.width, box.height) / (2 * view.half);
  const midX = box.x + box.width / 2;
  const midY = box.y + box.height / 2;
  const halfX = box.width / 2 / scale;
  const halfY = box.height / 2 / scale;
  const x = scaleLinear([view.x - halfX, view.x + halfX], [box.x, box.x + box.width]);
  const y = scaleLinear([view.y - halfY, view.y + halfY], [box.y + box.height, box.y]);
  return {
    box,
    view,
    x,
    y,
    scale,
    project(point) {
      const z = point[2]!;
      const k = z === 0 ? scale : scale * foreshorten(z, VIEWER * view.half);
      point[0] = midX + k * (point[0]! - view.x);
      point[1] = midY - k * (point[1]! - view.y);
    },
  };
}

/**
 * The view between two. Half-widths blend straight, because what is shown does too: blends of what fits the one and
 * what fits the other always fit.
 */
export const mixViews = (a: View, b: View, t: number): View => ({
  x: mix(a.x, b.x, t),
  y: mix(a.y, b.y, t),
  half: mix(a.half, b.half, t),
});

export const mixBoxes = (a: Box, b: Box, t: number): Box => ({
  x: mix(a.x, b.x, t),
  y: mix(a.y, b.y, t),
  width: mix(a.width, b.width, t),
  height: mix(a.height, b.height, t),
});

/** The largest box of this aspect (width over height) in the middle of another. */
export function fitBox(box: Box, aspect = 1): Box {
  const width = Math.min(box.width, box.height * aspect);
  const height = width / aspect;
  return { x: box.x + (box.width - width) / 2, y: box.y + (box.height - height) / 2, width, height };
}
