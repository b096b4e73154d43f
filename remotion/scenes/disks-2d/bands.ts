import type { PlaneMap } from '../../motion/layer-path';
import { span } from '../../motion/span';
import type { Look } from '../../stage/look';
import { fillPolygon } from '../../stage/path';
import type { Plane } from '../../stage/plane';
import { drawRings, ringCurve } from '../../stage/rings';
import type { Context2D } from '../../stage/scene';
import { ringColor } from './hues';
import type { Shape } from './magnification';

/** Opacity of the ring, and of each disk within the disk: they lie on one another. */
const [RING, DISK] = [0.26, 0.09];

/** The same points the other way round. */
const reversed = (points: readonly number[]): number[] =>
  points.map((_, i) => points[points.length - 2 - i + 2 * (i % 2)]!);

/**
 * The disk and the ring, each in its hue, with circles within them; between the two there is nothing, as there are no dots.
 * @param drawn how far they have drawn themselves, from the inside out, 0 … 1
 */
export function drawBands(
  context: Context2D,
  look: Look,
  plane: Plane,
  map: PlaneMap,
  {
    radii,
    circles,
    drawn,
  }: { readonly radii: Shape; readonly circles: readonly number[]; readonly drawn: number },
): void {
  const { disk, ring } = radii;
  const color = ringColor(look, radii);
  const inner = circles.filter((radius) => radius <= disk);
  drawRings(context, look, plane, map, {
    radii: inner,
    drawn: span(0, 0.5, drawn, (t) => t),
    color,
    band: DISK,
  });
  const around = span(0.3, 1, drawn, (t) => t);
  if (around <= 0) return;
  const [hole, outside] = ring.map((radius) => ringCurve(radius, map, plane)) as [number[], number[]];
  fillPolygon(context, [...outside, ...reversed(hole)], color(ring[0]), RING * around);
  drawRings(context, look, plane, map, {
    radii: circles.filter((radius) => radius > disk),
    drawn: around,
    color,
    band: 0,
  });
}
