import { mix } from '../../motion/span';
import { translucent } from '../../stage/look';
import { memo } from '../../stage/memo';
import { formatNumber } from '../../stage/number';
import { drawNumeral } from '../../stage/numerals';
import { faded, strokePolyline } from '../../stage/path';
import { planeOf, type Plane } from '../../stage/plane';
import type { Context2D, Given } from '../../stage/scene';
import { axisCandidates, discsAlong, freePlaces, type Disc } from '../free-place';
import { sampleAt, storyOf, type Told } from './story';

type End = 'start' | 'end';

/** Of the coordinates at the axes, in units. */
const SIZE = 38;

/** Ink of a number as wide as it is drawn: its point is half a digit. */
const widthOf = (value: number, decimals: number, size: number): number =>
  size * 0.5 * (formatNumber(value, decimals).length - 0.35);

/** Where the coordinates stand: their middles, from where the guides meet the axes; where they cover the fewest dots. */
const placesOf = memo((given: Given): Readonly<Record<End, readonly (readonly [number, number])[]>> => {
  const story = storyOf(given);
  const { points, sample, places, view } = story;
  const { unit } = given.layout;
  const size = SIZE * unit;
  const plane = planeOf(places.plane, view);
  const pixels = ([x, y]: readonly [number, number]) => [plane.x(x), plane.y(y)] as const;
  const [ox, oy] = pixels([0, 0]);
  const dots: Disc[] = [];
  for (let i = 0; i < points.length; i += 2) {
    const [x, y] = pixels([points[i]!, points[i + 1]!]);
    dots.push({ x, y, radius: 7 * unit, cost: 1 });
  }
  const way = Array.from({ length: 41 }, (_, i) => pixels(sampleAt(story, i / 40))).flat();
  const at = (progress: 0 | 1): readonly (readonly [number, number])[] => {
    const own = sampleAt(story, progress);
    const [px, py] = pixels(own);
    const widths = [
      widthOf(own[0], sample.decimals, size) + 8 * unit,
      widthOf(own[1], sample.decimals, size) + 8 * unit,
    ] as const;
    const kept: Disc[] = [
      { x: px, y: py, radius: 20 * unit, cost: 100 },
      ...discsAlong([px, py, px, oy], 4 * unit, 20),
      ...discsAlong([px, py, ox, py], 4 * unit, 20),
      ...(progress === 1 ? discsAlong(way, 8 * unit, 20) : []),
      // A number on an axis is struck through by it.
      ...discsAlong([plane.box.x, oy, plane.box.x + plane.box.width, oy], 2 * unit, 0.15),
      ...discsAlong([ox, plane.box.y, ox, plane.box.y + plane.box.height], 2 * unit, 0.15),
    ];
    const labels = axisCandidates([px, py], [ox, oy], size, widths);
    const [x, y] = freePlaces(labels, [...dots, ...kept], plane.box);
    return [
      [x!.x - px, x!.y - oy],
      [y!.x - ox, y!.y - py],
    ];
  };
  return { start: at(0), end: at(1) };
});

/** Dashed lines from the dot's place, before or after, to both axes, and its coordinates there. */
export function drawGuides(
  context: Context2D,
  { given, story }: Told,
  plane: Plane,
  end: End,
  { shown, color }: { readonly shown: number; readonly color: string },
): void {
  if (shown <= 0) return;
  const { theme, layout, formulas } = given;
  const { unit } = layout;
  const { decimals } = story.sample;
  const [x, y] = sampleAt(story, end === 'start' ? 0 : 1);
  const [px, py] = [plane.x(x), plane.y(y)];
  const [ox, oy] = [plane.x(0), plane.y(0)];
  const size = SIZE * unit;
  const label = (value: number, [cx, cy]: readonly [number, number]): void => {
    const width = widthOf(value, decimals, size);
    context.fillStyle = translucent(theme.background, 0.85);
    context.beginPath();
    context.roundRect(
      cx - width / 2 - 6 * unit,
      cy - 0.54 * size,
      width + 12 * unit,
      1.08 * size,
      0.2 * size,
    );
    context.fill();
    drawNumeral(context, formulas, value, cx + width / 2, cy + 0.33 * size, { size, color, decimals });
  };
  faded(context, shown, () => {
    const style = { color, width: 3 * unit, dash: [8 * unit, 9 * unit] };
    strokePolyline(context, [px, py, px, mix(py, oy, shown)], style);
    strokePolyline(context, [px, py, mix(px, ox, shown), py], style);
    const [atX, atY] = placesOf(given)[end];
    label(x, [px + atX![0], oy + atX![1]]);
    label(y, [ox + atY![0], py + atY![1]]);
  });
}
