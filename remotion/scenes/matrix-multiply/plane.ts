import { polarMap } from '../../motion/layer-path';
import { mix, span } from '../../motion/span';
import { drawAxes } from '../../stage/axes';
import { drawDots, type Dots } from '../../stage/dots';
import { drawFormula } from '../../stage/formula-draw';
import { memo } from '../../stage/memo';
import { clipped, strokePolyline } from '../../stage/path';
import { planeOf, type Plane } from '../../stage/plane';
import type { Context2D, Given, Moment } from '../../stage/scene';
import { mappedDots } from '../mapped-dots';
import { drawNumberOn } from '../number-label';
import { writtenOf, type Written } from './places';
import { awayAt, followed, moved, planeAt, storyOf } from './story';

/** Steps of the dot's trace; its way is smooth and not long. */
const STEPS = 60;

/** The plane with the dot on its way from x to Wx; at the end all dots take the same way. */
export function drawPlane(context: Context2D, moment: Moment): void {
  const { time, cue, given } = moment;
  const shown = span(cue('plane') - 0.2, cue('plane') + 0.9, time);
  if (shown <= 0) return;
  const plane = planeAt(moment);
  const { theme, layout } = given;
  clipped(context, plane.box, () => {
    const [left, right] = plane.x.domain() as [number, number];
    const [low, high] = plane.y.domain() as [number, number];
    for (const step of [0.5, 1]) {
      const line = {
        color: theme.grid,
        width: (2 * step + 0.5) * layout.unit,
        alpha: (step === 1 ? 0.75 : 0.45) * shown,
      };
      const lines = (from: number, to: number): number[] =>
        Array.from(
          { length: Math.floor(to / step) - Math.ceil(from / step) + 1 },
          (_, k) => (Math.ceil(from / step) + k) * step,
        );
      for (const x of lines(left, right))
        if (step === 1 || x % 1 !== 0)
          strokePolyline(context, [plane.x(x), plane.y(low), plane.x(x), plane.y(high)], line);
      for (const y of lines(low, high))
        if (step === 1 || y % 1 !== 0)
          strokePolyline(context, [plane.x(left), plane.y(y), plane.x(right), plane.y(y)], line);
    }
    drawAxes(context, given, plane, shown);
    drawOthers(context, moment, plane);
    drawWay(context, moment, plane);
  });
  drawCoordinates(context, moment, plane);
  drawFollowed(context, moment, plane);
}

/** Every other dot, on the same path. */
function drawOthers(context: Context2D, moment: Moment, plane: Plane): void {
  const { time, cue, given } = moment;
  const { points, labels, path, index } = storyOf(given);
  const { theme, layout } = given;
  const shown = span(cue('every') + 0.4, cue('every') + 1.1, time);
  if (shown <= 0) return;
  const done = followed(moment);
  const dots =
    awayAt(moment) < 1 || (done > 0 && done < 1)
      ? mappedDots(points, labels, polarMap(path, done), plane)
      : restingDots(given)[done < 1 ? 0 : 1];
  drawDots(context, dots, {
    colors: theme.classes,
    radius: 6 * layout.unit,
    halo: theme.background,
    alpha: 0.75 * shown,
    grown: (i) => (i === index ? 0 : 1),
  });
}

/** Where all dots lie while they and the plane are at rest, before their move and after it. */
const restingDots = memo((given: Given): readonly [before: Dots, after: Dots] => {
  const { points, labels, path, places, views } = storyOf(given);
  const plane = planeOf(places.plane, views[1]);
  const dots = (t: 0 | 1): Dots => mappedDots(points, labels, polarMap(path, t), plane);
  return [dots(0), dots(1)];
});

/** The followed dot at a share of its way. */
function worldAt(given: Given, t: number): Float64Array {
  const { path, point } = storyOf(given);
  const at = new Float64Array(3);
  polarMap(path, t)(...point, at);
  return at;
}

/** The same in pixels. */
function placeAt(given: Given, plane: Plane, t: number): readonly [number, number] {
  const at = worldAt(given, t);
  plane.project(at);
  return [at[0]!, at[1]!];
}

/** The whole of its way. */
const wayOf = memo((given: Given): readonly Float64Array[] =>
  Array.from({ length: STEPS + 1 }, (_, k) => worldAt(given, k / STEPS)),
);

/** Where it came from, and the way so far. */
function drawWay(context: Context2D, moment: Moment, plane: Plane): void {
  const { time, cue, given } = moment;
  const { labels, index } = storyOf(given);
  const { theme, layout } = given;
  const { unit } = layout;
  const t = moved(moment);
  const seen = 1 - span(cue('every') - 0.2, cue('every') + 0.4, time);
  if (seen <= 0) return;
  const color = theme.classes[labels[index] === 0 ? 0 : 1];
  if (t > 0) {
    const at = new Float64Array(3);
    const done = wayOf(given).slice(0, Math.ceil(STEPS * t));
    const way = done.flatMap((world) => {
      at.set(world);
      plane.project(at);
      return [at[0]!, at[1]!];
    });
    way.push(...placeAt(given, plane, t));
    strokePolyline(context, way, { color: theme.accent, width: 4 * unit, alpha: 0.7 * seen });
  }
  const shown = span(cue('plane') + 0.5, cue('plane') + 1.1, time);
  const [x, y] = placeAt(given, plane, 0);
  const before = context.globalAlpha;
  context.globalAlpha = before * shown * seen;
  context.strokeStyle = color;
  context.lineWidth = 3 * unit;
  context.fillStyle = theme.background;
  context.beginPath();
  context.arc(x, y, 10 * unit, 0, 2 * Math.PI);
  context.fill();
  context.stroke();
  context.globalAlpha = before;
}

/** Guides from the dot's two places to the axes, with the numbers of the vectors at their ends. */
function drawCoordinates(context: Context2D, moment: Moment, plane: Plane): void {
  const { time, cue, given } = moment;
  const { places, point, weights, values, sums } = storyOf(given);
  const { theme, layout } = given;
  const { unit } = layout;
  const written = writtenOf(given);
  const [a, b, c, d] = weights;
  const image = [a * point[0] + b * point[1], c * point[0] + d * point[1]] as const;
  // Where all dots come in, nothing is written between them.
  const left = span(cue('every') - 0.2, cue('every') + 0.4, time);
  const gone = span(cue('move') - 0.1, cue('move') + 0.5, time);
  const start = span(cue('plane') + 0.7, cue('plane') + 1.6, time);
  const end = span(cue('move') + 1.8, cue('move') + 2.6, time);
  const guides = (
    [px, py]: readonly [number, number],
    numbers: typeof values,
    at: Written['point'],
    drawn: number,
    alpha: number,
    color: string,
  ): void => {
    if (drawn <= 0 || alpha <= 0) return;
    const [x, y, ox, oy] = [plane.x(px), plane.y(py), plane.x(0), plane.y(0)];
    const style = { color, width: 3 * unit, alpha, dash: [9 * unit, 8 * unit] };
    strokePolyline(context, [x, y, x, mix(y, oy, drawn)], style);
    strokePolyline(context, [x, y, mix(x, ox, drawn), y], style);
    const seen = alpha * span(0.6, 1, drawn);
    at.forEach(([dx, dy], axis) =>
      drawNumberOn(
        context,
        given,
        numbers[axis === 0 ? 0 : 1],
        axis === 0 ? [x + dx, oy + dy] : [ox + dx, y + dy],
        {
          size: places.label,
          color,
          alpha: seen,
        },
      ),
    );
  };
  guides(point, values, written.point, start, 1 - gone, theme.ink);
  guides(image, sums, written.image, end, 1 - left, theme.accent);
}

/** The dot itself, and what its two places are called. */
function drawFollowed(context: Context2D, moment: Moment, plane: Plane): void {
  const { time, cue, given } = moment;
  const { labels, index, places } = storyOf(given);
  const { theme, layout, formulas } = given;
  const { unit } = layout;
  const shown = span(cue('plane') + 0.4, cue('plane') + 1, time);
  const named = 1 - span(cue('every') - 0.2, cue('every') + 0.4, time);
  const [x, y] = placeAt(given, plane, moved(moment));
  const one = { x: Float64Array.of(x), y: Float64Array.of(y), classes: [labels[index]!] };
  drawDots(context, one, { colors: theme.classes, radius: 14 * unit * shown, halo: theme.ink });
  const written = writtenOf(given);
  const size = places.label;
  const name = (
    formula: 'x' | 'layer',
    t: 0 | 1,
    [dx, dy]: readonly [number, number],
    alpha: number,
  ): void => {
    const [px, py] = placeAt(given, plane, t);
    drawFormula(context, formulas[formula]!, px + dx, py + dy + (formula === 'x' ? 0.22 : 0.32) * size, {
      size,
      color: theme.ink,
      align: 'center',
      alpha,
      parts: { matrix: { color: theme.terms.matrix } },
    });
  };
  name('x', 0, written.pointName, shown * named);
  name('layer', 1, written.imageName, named * span(cue('move') + 1.6, cue('move') + 2.2, time));
}
