import { interpolateRow } from '../../motion/interpolate';
import { project } from '../../stage/camera';
import type { Box } from '../../stage/layout';
import { viewFrom, type Pose } from '../../stage/pose';
import { pointOf } from '../../stage/space-curve';

/** How a camera's picture is made smaller and moved along a way, so that all of it stays in its box: pure maths. */
export interface Framing {
  /** Shares of the way, increasing from 0 to 1. */
  readonly shares: readonly number[];
  /** `[shares, 3]`: the logarithm of its size's factor, and by how many pixels it moves to the right and down. */
  readonly rows: Float64Array;
}

/**
 * The least change of a picture that has all places in the box: none where they are in it.
 * @param places `[n, 3]`
 * @returns the logarithm of the factor, at most 0, and pixels to the right and down
 */
function leastChange(
  pose: Pose,
  places: ArrayLike<number>,
  { x, y, width, height }: Box,
): readonly [size: number, dx: number, dy: number] {
  const view = viewFrom(pose);
  const { centreX, centreY } = pose.frame;
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; 3 * i < places.length; i++) {
    const seen = project(view, pointOf(places, i));
    left = Math.min(left, seen.x - centreX);
    right = Math.max(right, seen.x - centreX);
    top = Math.min(top, seen.y - centreY);
    bottom = Math.max(bottom, seen.y - centreY);
  }
  if (!(right >= left)) return [0, 0, 0];
  const size = Math.min(1, width / (right - left || 1), height / (bottom - top || 1));
  const within = (at: number, low: number, high: number): number => Math.min(high, Math.max(low, at)) - at;
  return [
    Math.log(size),
    within(centreX, x - size * left, x + width - size * right),
    within(centreY, y - size * top, y + height - size * bottom),
  ];
}

/**
 * Looks at a way at so many places, both ends among them.
 * @param at the pose at a share of the way, and what is to be seen there
 */
export function framingOf(
  steps: number,
  box: Box,
  at: (share: number) => { readonly pose: Pose; readonly seen: ArrayLike<number> },
): Framing {
  const shares = Array.from({ length: steps + 1 }, (_, i) => i / steps);
  const changes = shares.flatMap((share) => {
    const { pose, seen } = at(share);
    return leastChange(pose, seen, box);
  });
  return { shares, rows: Float64Array.from(changes) };
}

/** The pose at a share of the way as it is framed there. */
export function framed(pose: Pose, { shares, rows }: Framing, share: number): Pose {
  const [size = 0, dx = 0, dy = 0] = interpolateRow(shares, { shape: [shares.length, 3], data: rows }, share);
  const { camera, frame } = pose;
  return {
    camera,
    frame: {
      centreX: frame.centreX + dx,
      centreY: frame.centreY + dy,
      pixelsPerUnit: frame.pixelsPerUnit * Math.exp(size),
    },
  };
}
