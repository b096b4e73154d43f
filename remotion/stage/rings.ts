import { lagged } from '../motion/lagged';
import type { PlaneMap } from '../motion/layer-path';
import { polyline, type CurveOptions } from '../motion/curve';
import { fillPolygon, partOf, strokePolyline } from './path';
import type { Look } from './look';
import type { Plane } from './plane';
import type { Context2D } from './scene';

export interface RingsStyle {
  /** Of the circles about the origin of the input plane; drawn from the largest to the smallest, whatever their order. */
  readonly radii: readonly number[];
  readonly alpha?: number;
  /** How far they have drawn themselves, 0 … 1: from the inside out, each going round once. */
  readonly drawn?: number;
  /** One for all, or by radius; the theme's ink unless given. */
  readonly color?: string | ((radius: number) => string);
  /** Of a circle's line, in pixels; 2.2 units unless given. */
  readonly width?: number;
  /** Opacity of the lines, and of each disk: disks lie on one another, so the further inside the lighter it is. */
  readonly line?: number;
  readonly band?: number;
}

/** Each begins so much of its own time after the one inside it. */
const LAG = 0.35;
const [LINE, BAND] = [0.7, 0.07];

/** A point of the circle about the origin; t = 0 … 1 anticlockwise from the x-axis, and closed exactly. */
export function circleAt(radius: number, t: number): readonly [x: number, y: number] {
  const angle = 2 * Math.PI * (t - Math.floor(t));
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
}

/** Where a circle about the origin lies in the frame, as a polyline within half a pixel; its last point is its first. */
export const ringCurve = (radius: number, map: PlaneMap, plane: Plane, options?: CurveOptions): number[] =>
  polyline(
    (t, out) => {
      map(...circleAt(radius, t), out);
      plane.project(out);
    },
    { pieces: 48, ...options },
  );

/**
 * Circles about the origin of the input plane, as the map has moved them, each with what is inside it. A map that neither
 * tears nor merges takes the inside of a circle to the inside of its image: the bands stay nested, and one sees it.
 */
export function drawRings(
  context: Context2D,
  { theme, layout }: Look,
  plane: Plane,
  map: PlaneMap,
  style: RingsStyle,
): void {
  const { radii, alpha = 1, drawn = 1, color = theme.ink, width = 2.2 * layout.unit } = style;
  if (alpha <= 0 || drawn <= 0) return;
  const colorOf = typeof color === 'string' ? (): string => color : color;
  const inwards = [...radii].sort((a, b) => b - a);
  const rings = inwards.map((radius, i) => {
    const share = lagged(inwards.length - 1 - i, inwards.length, drawn, LAG);
    return { color: colorOf(radius), share, points: share > 0 ? ringCurve(radius, map, plane) : [] };
  });
  for (const { color: hue, share, points } of rings)
    fillPolygon(context, points, hue, alpha * share * (style.band ?? BAND));
  for (const { color: hue, share, points } of rings)
    strokePolyline(context, partOf(points, share), {
      color: hue,
      width,
      alpha: alpha * (style.line ?? LINE),
    });
}
