import { convexHull } from '../stage/hull';
import { between, type Look } from '../stage/look';
import { fillPolygon, strokePolyline } from '../stage/path';
import type { Context2D } from '../stage/scene';
import { mix } from '../motion/span';

/** How the box is seen: from straight before it while yaw and pitch are 0, so that the plane through its middle is not distorted. */
export interface BoxView {
  /** Pixels: where the box's middle is. */
  readonly x: number;
  readonly y: number;
  /** Pixels of a unit at the depth of its middle. */
  readonly scale: number;
  /** Radians: the box turned about its upright axis. */
  readonly yaw: number;
  /** Radians: how far it is looked at from above. */
  readonly pitch: number;
}

/** Half of the box's width, height and depth, in units. */
export type Halves = readonly [x: number, y: number, z: number];

/** From the eye to the box's middle, in units. */
const DISTANCE = 8;

/** Where a point of the box stands in the frame, in pixels; z is towards the viewer. */
export function projectBox(
  { x: cx, y: cy, scale, yaw, pitch }: BoxView,
  [x, y, z]: readonly [number, number, number],
): readonly [x: number, y: number] {
  const across = x * Math.cos(yaw) + z * Math.sin(yaw);
  const near = z * Math.cos(yaw) - x * Math.sin(yaw);
  const up = y * Math.cos(pitch) - near * Math.sin(pitch);
  const k = DISTANCE / (DISTANCE - near * Math.cos(pitch) - y * Math.sin(pitch));
  return [cx + scale * k * across, cy - scale * k * up];
}

export const mixBoxViews = (a: BoxView, b: BoxView, t: number): BoxView => ({
  x: mix(a.x, b.x, t),
  y: mix(a.y, b.y, t),
  scale: mix(a.scale, b.scale, t),
  yaw: mix(a.yaw, b.yaw, t),
  pitch: mix(a.pitch, b.pitch, t),
});

/** Strokes that the light around it is made of: so many that none is seen. */
const HALO = 18;
/** Below this glow only the edges have light: so little around them would be rounded to other colours. */
const FAINT = 0.3;

type Side = readonly [axis: 0 | 1 | 2, sign: 1 | -1];
const SIDES: readonly Side[] = [
  [2, -1],
  [1, -1],
  [1, 1],
  [0, -1],
  [0, 1],
  [2, 1],
];

/** The corners of a side in order, in the frame: eight numbers. */
export function sideOf(view: BoxView, halves: Halves, [axis, sign]: Side): number[] {
  const [u, v] = [0, 1, 2].filter((other) => other !== axis) as [number, number];
  return [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ].flatMap(([su, sv]) => {
    const corner: [number, number, number] = [0, 0, 0];
    corner[axis] = sign * halves[axis];
    corner[u] = su! * halves[u]!;
    corner[v] = sv! * halves[v]!;
    return projectBox(view, corner);
  });
}

/** Whether a side shows its outside: its corners, seen from outside, go round the same way as those of the front do. */
export function facing(view: BoxView, halves: Halves, side: Side): boolean {
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0, x2 = 0, y2 = 0] = sideOf(view, halves, side);
  const turn = (x1 - x0) * (y2 - y0) - (y1 - y0) * (x2 - x0);
  const [axis, sign] = side;
  // The order of `sideOf` goes round the y axis the other way.
  return turn * sign * (axis === 1 ? -1 : 1) < 0;
}

interface BoxStyle {
  /** 0: black; 1: glass, through which what it holds is seen. */
  readonly glass: number;
  /** 0 … 1: light along its edges. */
  readonly glow: number;
}

const closed = (points: readonly number[]): number[] => [...points, points[0]!, points[1]!];

/** What lies behind what the box holds: its far sides. */
export function drawBoxBehind(
  context: Context2D,
  { theme, layout }: Look,
  view: BoxView,
  halves: Halves,
  { glass }: BoxStyle,
): void {
  const near = SIDES.filter((side) => facing(view, halves, side));
  const ground = between(theme.background, theme.surface, 0.6 * glass);
  for (const side of near) fillPolygon(context, sideOf(view, halves, side), ground, mix(1, 0.86, glass));
  for (const side of SIDES.filter((each) => !near.includes(each))) {
    const points = sideOf(view, halves, side);
    fillPolygon(context, points, theme.grid, 0.16 * glass);
    strokePolyline(context, closed(points), {
      color: theme.gridStrong,
      width: 2 * layout.unit,
      alpha: 0.75 * glass,
    });
  }
}

/**
 * The box's upright plane at a depth as it is turned, from where the one through its middle stands while it is not: by its corners,
 * near enough over so small a box.
 */
export function turned(
  view: BoxView,
  [hx, hy]: Halves,
  depth: number,
): [a: number, b: number, c: number, d: number, e: number, f: number] {
  const { x, y, scale } = view;
  const corner = (sx: number, sy: number) => projectBox(view, [sx * hx, sy * hy, depth]);
  const [se, sw, ne, nw] = [corner(1, -1), corner(-1, -1), corner(1, 1), corner(-1, 1)];
  const along = (i: 0 | 1): number => (se[i] + ne[i] - sw[i] - nw[i]) / (4 * hx * scale);
  const up = (i: 0 | 1): number => (ne[i] + nw[i] - se[i] - sw[i]) / (4 * hy * scale);
  const middle = (i: 0 | 1): number => (se[i] + sw[i] + ne[i] + nw[i]) / 4;
  const [a, b, c, d] = [along(0), along(1), -up(0), -up(1)];
  return [a, b, c, d, middle(0) - a * x - c * y, middle(1) - b * x - d * y];
}

/** The corners that are seen on the box's outline, in order. */
const silhouette = (view: BoxView, halves: Halves): number[] =>
  convexHull(([-1, 1] as const).flatMap((sign) => sideOf(view, halves, [2, sign])));

/**
 * The light around the box. It adds up: covering with so little of a colour would be rounded to a darker one.
 * @param floor Height in the frame below which it does not shine: where the box comes near, its light is narrower.
 */
export function drawBoxLight(
  context: Context2D,
  { theme, layout }: Look,
  view: BoxView,
  halves: Halves,
  glow: number,
  floor: number,
): void {
  const light = (glow - FAINT) / (1 - FAINT);
  if (light <= 0) return;
  context.save();
  context.globalCompositeOperation = 'lighter';
  const outline = closed(silhouette(view, halves));
  const lowest = Math.max(...outline.filter((_, i) => i % 2 === 1));
  const widest = Math.min(150 * layout.unit, 2 * Math.max(0, floor - lowest));
  for (let ring = 1; ring <= HALO; ring++)
    strokePolyline(context, outline, {
      color: theme.accent,
      width: widest * (ring / HALO) ** 1.7,
      alpha: 0.024 * light,
    });
  context.restore();
}

/** The sides that are seen: opaque while the box is black, a gleam on glass later. */
export function drawBoxBefore(
  context: Context2D,
  { theme, layout }: Look,
  view: BoxView,
  halves: Halves,
  { glass, glow }: BoxStyle,
): void {
  for (const side of SIDES) {
    if (!facing(view, halves, side)) continue;
    const [axis] = side;
    const points = sideOf(view, halves, side);
    fillSide(context, points, axis, theme, 1 - glass);
    strokePolyline(context, closed(points), {
      color: between(theme.axis, theme.accent, glow),
      width: (2.5 + 1.5 * glow) * layout.unit,
      alpha: mix(0.7, 0.9, glow),
    });
    if (axis === 2 && glass > 0) drawGleam(context, points, theme.ink, 0.035 * glass);
  }
}

/** A side of the black box: light falls on it from above, so the top is lighter, and the front fades into the night. */
function fillSide(
  context: Context2D,
  points: readonly number[],
  axis: 0 | 1 | 2,
  { background, surface, grid, gridStrong }: Look['theme'],
  alpha: number,
): void {
  if (alpha <= 0) return;
  const ys = points.filter((_, i) => i % 2 === 1);
  const fall = context.createLinearGradient(0, Math.min(...ys), 0, Math.max(...ys));
  const [upper, lower] =
    axis === 1
      ? [between(surface, grid, 0.8), between(grid, gridStrong, 0.35)]
      : axis === 0
        ? [between(surface, grid, 0.55), background]
        : [between(background, surface, 0.95), background];
  fall.addColorStop(0, upper);
  fall.addColorStop(axis === 2 ? 0.7 : 1, lower);
  fillPolygon(context, points, fall, alpha);
}

/** Two slanted stripes of light across a pane. */
function drawGleam(context: Context2D, pane: readonly number[], color: string, alpha: number): void {
  const [x0 = 0, y0 = 0, x1 = 0, , , y2 = 0] = pane;
  const at = (t: number): number => mix(x0, x1, t);
  for (const [from, to] of [
    [0.1, 0.24],
    [0.28, 0.32],
  ] as const)
    fillPolygon(context, [at(from), y0, at(to), y0, at(to + 0.16), y2, at(from + 0.16), y2], color, alpha);
}
