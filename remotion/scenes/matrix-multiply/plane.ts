import { mix, span } from '../../motion/span';
import { drawAxes } from '../../stage/axes';
import { drawDots } from '../../stage/dots';
import { drawFormula } from '../../stage/formula-draw';
import { clipped, strokePolyline } from '../../stage/path';
import type { Context2D, Moment } from '../../stage/scene';
import { drawNumberOn } from '../number-label';
import { writtenOf, type Written } from './places';
import { followed, moved, planeAt, storyOf } from './story';

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
    drawOthers(context, moment);
    drawWay(context, moment);
  });
  drawCoordinates(context, moment);
  drawFollowed(context, moment);
}

/** Every other dot, on the same path. */
function drawOthers(context: Context2D, moment: Moment): void {
  const { time, cue, given } = moment;
  const { points, labels, path, index } = storyOf(given);
  const plane = planeAt(moment);
  const { theme, layout } = given;
  const shown = span(cue('every') + 0.4, cue('every') + 1.1, time);
  if (shown <= 0) return;
  const { matrix, lift } = path.at(followed(moment));
  const count = points.length / 2;
  const [x, y] = [new Float64Array(count), new Float64Array(count)];
  const at = new Float64Array(3);
  for (let i = 0; i < count; i++) {
    const [px, py] = [points[2 * i]!, points[2 * i + 1]!];
    at[0] = matrix[0] * px + matrix[1] * py;
    at[1] = matrix[2] * px + matrix[3] * py;
    at[2] = lift[0] * px + lift[1] * py;
    plane.project(at);
    x[i] = at[0];
    y[i] = at[1];
  }
  drawDots(
    context,
    { x, y, classes: labels },
    {
      colors: theme.classes,
      radius: 6 * layout.unit,
      halo: theme.background,
      alpha: 0.75 * shown,
      grown: (i) => (i === index ? 0 : 1),
    },
  );
}

/** Pixels of the followed dot at a share of its way. */
function placeAt(moment: Moment, t: number): readonly [number, number] {
  const { path, point } = storyOf(moment.given);
  const { matrix, lift } = path.at(t);
  const at = Float64Array.of(
    matrix[0] * point[0] + matrix[1] * point[1],
    matrix[2] * point[0] + matrix[3] * point[1],
    lift[0] * point[0] + lift[1] * point[1],
  );
  planeAt(moment).project(at);
  return [at[0]!, at[1]!];
}

/** Where it came from, and the way so far. */
function drawWay(context: Context2D, moment: Moment): void {
  const { time, cue, given } = moment;
  const { labels, index } = storyOf(given);
  const { theme, layout } = given;
  const { unit } = layout;
  const t = moved(moment);
  const seen = 1 - span(cue('every') - 0.2, cue('every') + 0.4, time);
  if (seen <= 0) return;
  const color = theme.classes[labels[index] === 0 ? 0 : 1];
  if (t > 0) {
    const steps = Math.max(2, Math.ceil(STEPS * t));
    const way = Array.from({ length: steps + 1 }, (_, k) => placeAt(moment, (t * k) / steps)).flat();
    strokePolyline(context, way, { color: theme.accent, width: 4 * unit, alpha: 0.7 * seen });
  }
  const shown = span(cue('plane') + 0.5, cue('plane') + 1.1, time);
  const [x, y] = placeAt(moment, 0);
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
function drawCoordinates(context: Context2D, moment: Moment): void {
  const { time, cue, given } = moment;
  const plane = planeAt(moment);
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
function drawFollowed(context: Context2D, moment: Moment): void {
  const { time, cue, given } = moment;
  const { labels, index, places } = storyOf(given);
  const { theme, layout, formulas } = given;
  const { unit } = layout;
  const shown = span(cue('plane') + 0.4, cue('plane') + 1, time);
  const named = 1 - span(cue('every') - 0.2, cue('every') + 0.4, time);
  const [x, y] = placeAt(moment, moved(moment));
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
    const [px, py] = placeAt(moment, t);
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
