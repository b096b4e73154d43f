import { nearness, type View } from './camera';

/** Indices of points from the furthest to the nearest; equal depths keep their order, so nothing flickers. */
export const backToFront = (depth: Float64Array): Uint32Array =>
  Uint32Array.from(depth, (_, i) => i).sort((a, b) => depth[b]! - depth[a]! || a - b);

/**
 * Level of a depth, from 0, `reach` world units behind the target, to `levels` − 1, as far before it; beyond, the
 * outermost. Colours are prepared for so many levels.
 */
export const levelOf = (view: View, depth: number, reach: number, levels: number): number =>
  Math.min(levels - 1, Math.floor(nearness(view, depth, reach) * levels));
