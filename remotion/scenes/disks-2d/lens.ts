import { span } from '../../motion/span';
import { drawLensOver } from '../../stage/lens';
import { between, type Look } from '../../stage/look';
import { fillPolygon, strokePolyline } from '../../stage/path';
import type { Plane } from '../../stage/plane';
import type { Context2D } from '../../stage/scene';
import { drawText } from '../../stage/text';
import { ringColor } from './hues';
import type { Told } from './story';

/** How much the lens is there: while the plane rests. */
const lensShown = ({ time, story: { lensFrom, lensTo } }: Told): number =>
  Math.min(span(lensFrom, lensFrom + 0.9, time), 1 - span(lensTo - 0.5, lensTo, time));

/** A plane drawn out to a thread, seen through a lens: the disk is still between the two sides of its ring. */
export function drawLens(context: Context2D, told: Told, plane: Plane): void {
  const { given, story } = told;
  const { places, lens, radii } = story;
  const shown = lensShown(told);
  if (lens.times <= 1 || shown <= 0) return;
  const { theme, layout } = given;
  const { unit } = layout;
  drawLensOver(
    context,
    {
      spot: { x: plane.x(lens.at[0]), y: plane.y(lens.at[1]), radius: 13 * unit },
      lens: places.lens,
      shown,
    },
    { color: theme.accent, ground: theme.background, rim: 3.5 * unit, line: 2.5 * unit },
    (x, y, radius) => {
      for (const { radius: own, outline } of lens.seen) {
        const points = outline.map((v, i) => (i % 2 ? y : x) + v * radius);
        fillPolygon(context, points, bandColor(given, radii)(own));
        if (points.length > 2)
          strokePolyline(context, [...points, points[0]!, points[1]!], {
            color: ringColor(given, radii)(own),
            width: 2.5 * unit,
            alpha: 0.8,
          });
      }
    },
  );
  drawText(context, given, `×${lens.times}`, places.lens.x, places.lens.y + places.lens.radius + 40 * unit, {
    size: 30,
    weight: 600,
    color: theme.ink,
    align: 'center',
    alpha: span(0.8, 1, shown),
  });
}

/** What lies within a circle, up to the next one: the disk's, the ring's, or what is between them. */
const bandColor =
  ({ theme }: Look, { disk, ring }: Told['story']['radii']) =>
  (radius: number): string => {
    if (radius <= disk) return between(theme.background, theme.classes[0], 0.62);
    return radius > ring[0] ? between(theme.background, theme.classes[1], 0.55) : theme.background;
  };
