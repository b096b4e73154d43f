import { mix, span } from '../../motion/span';
import { between, type Look } from '../../stage/look';
import { faded, fillPolygon, strokePolyline } from '../../stage/path';
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
  const [ox, oy] = [plane.x(lens.at[0]), plane.y(lens.at[1])];
  const spot = 13 * unit;
  // It grows out of the spot that it shows.
  const x = mix(ox, places.lens.x, shown);
  const y = mix(oy, places.lens.y, shown);
  const radius = mix(spot, places.lens.radius, shown);
  const length = Math.hypot(x - ox, y - oy) || 1;
  const [ux, uy] = [(x - ox) / length, (y - oy) / length];
  const circle = (atX: number, atY: number, r: number): void => {
    context.beginPath();
    context.arc(atX, atY, r, 0, 2 * Math.PI);
  };
  const rim = { color: theme.accent, width: 2.5 * unit };
  faded(context, Math.min(1, 3 * shown), () => {
    for (const side of [-1, 1])
      strokePolyline(
        context,
        [ox - side * uy * spot, oy + side * ux * spot, x - side * uy * radius, y + side * ux * radius],
        { ...rim, alpha: 0.6 },
      );
    circle(ox, oy, spot);
    context.strokeStyle = rim.color;
    context.lineWidth = rim.width;
    context.stroke();
    circle(x, y, radius);
    context.fillStyle = theme.background;
    context.fill();
    context.save();
    context.clip();
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
    context.restore();
    circle(x, y, radius);
    context.strokeStyle = rim.color;
    context.lineWidth = 3.5 * unit;
    context.stroke();
  });
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
