import { polyline } from '../../motion/curve';
import type { PlaneMap } from '../../motion/layer-path';
import type { Matrix2 } from '../../motion/polar';
import type { GridLine } from '../../stage/grid-lines';
import type { Box } from '../../stage/layout';
import { memo } from '../../stage/memo';
import { planeOf, type Plane } from '../../stage/plane';
import type { Context2D, Given } from '../../stage/scene';
import { CORNER_VIEW, mapAt, NEAR_VIEW, storyOf, type State } from './story';

/** Where the lines of the grid lie. Most of the scene's time would go into them, so nothing unseen is worked out. */

/** tanh bends between these: from one to the next it is so simple that three probes miss nothing. */
const BENDS = [-6, -3.5, -2, -1.2, -0.6, 0, 0.6, 1.2, 2, 3.5, 6];

/** What a line's two coordinates are after the matrix, along it: at + slope · s. */
const afterMatrix = (
  [a, b, c, d]: Matrix2,
  { fixed, at }: GridLine,
): readonly (readonly [at: number, slope: number])[] =>
  fixed === 'x'
    ? [
        [a * at, b],
        [c * at, d],
      ]
    : [
        [b * at, a],
        [d * at, c],
      ];

/** Places along a line, from low to high, between which tanh bends it little. */
function knots(matrix: Matrix2, line: GridLine, from: number, to: number): number[] {
  const between = afterMatrix(matrix, line).flatMap(([at, slope]) =>
    slope === 0 ? [] : BENDS.map((bend) => (bend - at) / slope),
  );
  return [from, ...between.filter((s) => s > from && s < to).sort((p, q) => p - q), to];
}

/**
 * The part of a line that can lie within the region: (1−t)u + t·tanh u is never nearer to 0 than (1−t)u.
 * @returns nothing where no part of it can
 */
function seenPart(
  line: GridLine,
  matrix: Matrix2,
  { x, y }: State,
  plane: Plane,
  region: Box,
): readonly [from: number, to: number] | undefined {
  const margin = 8 / plane.scale;
  const bounds = [
    [plane.x.invert(region.x), plane.x.invert(region.x + region.width), x],
    [plane.y.invert(region.y + region.height), plane.y.invert(region.y), y],
  ] as const;
  let { from, to } = line;
  afterMatrix(matrix, line).forEach(([at, slope], axis) => {
    const [first, last, t] = bounds[axis]!;
    if (t >= 1) return;
    const low = Math.min(0, first - margin) / (1 - t);
    const high = Math.max(0, last + margin) / (1 - t);
    if (slope === 0) {
      if (at < low || at > high) to = Number.NEGATIVE_INFINITY;
      return;
    }
    const [p, q] = [(low - at) / slope, (high - at) / slope];
    from = Math.max(from, Math.min(p, q));
    to = Math.min(to, Math.max(p, q));
  });
  return from < to ? [from, to] : undefined;
}

/** A line as the map has moved it, in pixels, within half a pixel; empty where none of it can be in the region. */
export function movedLine(
  line: GridLine,
  matrix: Matrix2,
  map: PlaneMap,
  state: State,
  plane: Plane,
  region: Box,
  lifted: boolean,
): number[] {
  // While the sheet turns over, what is nearer looks larger: then the region says nothing about the plane.
  const part = lifted ? ([line.from, line.to] as const) : seenPart(line, matrix, state, plane, region);
  if (!part) return [];
  const [from, to] = part;
  const places = state.x > 0 ? knots(matrix, line, from, to) : [from, to];
  return alongKnots(line, places, map, (point) => plane.project(point));
}

function alongKnots(
  { fixed, at }: GridLine,
  places: readonly number[],
  map: PlaneMap,
  project: (point: Float64Array) => void,
): number[] {
  const pieces = places.length - 1;
  return polyline(
    (t, out) => {
      const k = Math.min(pieces - 1, Math.floor(t * pieces));
      const share = t * pieces - k;
      const s = places[k]! * (1 - share) + places[k + 1]! * share;
      if (fixed === 'x') map(at, s, out);
      else map(s, at, out);
      project(out);
    },
    { pieces },
  );
}

interface Settled {
  /** Pixels of a world unit up to which these are within half a pixel. */
  readonly scale: number;
  /** Of each line, [x₀, y₀, x₁, y₁, …] in the world. */
  readonly lines: readonly (readonly number[])[];
}

/** Once tanh is done nothing moves but the view: the lines are worked out once, for both of its scales. */
const settledLines = memo((given: Given): readonly Settled[] => {
  const { path, matrix, lines, places } = storyOf(given);
  const map = mapAt(path, { matrix: 1, x: 1, y: 1 });
  return [NEAR_VIEW, CORNER_VIEW].map((view) => {
    const { scale } = planeOf(places.plane, view);
    const magnify = (point: Float64Array): void => {
      point[0] = point[0]! * scale;
      point[1] = point[1]! * scale;
    };
    const world = (line: GridLine): number[] =>
      alongKnots(line, knots(matrix, line, line.from, line.to), map, magnify).map((v) => v / scale);
    return { scale, lines: lines.map(world) };
  });
});

/** Line number `index` of the story when all is done, in pixels. */
export function settledLine(given: Given, index: number, plane: Plane): number[] {
  const levels = settledLines(given);
  const level = levels.find(({ scale }) => plane.scale <= scale * (1 + 1e-9)) ?? levels.at(-1)!;
  const { box, view, scale } = plane;
  const originX = box.x + box.width / 2 - scale * view.x;
  const originY = box.y + box.height / 2 + scale * view.y;
  return level.lines[index]!.map((v, i) => (i % 2 ? originY - scale * v : originX + scale * v));
}

/** Adds to the path what of a line is not hidden by the walls of the box, which are drawn over it. */
export function traceOffWalls(
  context: Context2D,
  points: readonly number[],
  plane: Plane,
  hidden: number,
): void {
  const [left, right, top, bottom] = [plane.x(-1), plane.x(1), plane.y(1), plane.y(-1)];
  const walls = (i: number): number => {
    const [x, y] = [points[i]!, points[i + 1]!];
    return (
      (x - left < hidden ? 1 : 0) |
      (right - x < hidden ? 2 : 0) |
      (y - top < hidden ? 4 : 0) |
      (bottom - y < hidden ? 8 : 0)
    );
  };
  let before = walls(0);
  let on = false;
  for (let i = 2; i < points.length; i += 2) {
    const now = walls(i);
    // Between two points by the same wall everything is by that wall.
    const seen = (before & now) === 0;
    if (seen) {
      if (!on) context.moveTo(points[i - 2]!, points[i - 1]!);
      context.lineTo(points[i]!, points[i + 1]!);
    }
    on = seen;
    before = now;
  }
}
