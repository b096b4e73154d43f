import { easeCubicOut } from '../../motion/ease';
import { lagged } from '../../motion/lagged';
import { span, window } from '../../motion/span';
import { drawAxes } from '../../stage/axes';
import { drawCurtain } from '../../stage/curtain';
import { drawDots } from '../../stage/dots';
import { translucent } from '../../stage/look';
import { clipped, faded, fillPolygon, strokePolyline } from '../../stage/path';
import type { Box } from '../../stage/layout';
import { planeOf, type Plane } from '../../stage/plane';
import type { Context2D } from '../../stage/scene';
import { drawSheet } from '../../stage/sheet';
import { drawText } from '../../stage/text';
import { formatNumber } from '../../stage/number';
import { drawPanel } from './panel';
import { boxAt, dotsAt, stateAt, type State, type Told } from './story';

export function draw(context: Context2D, moment: Told): void {
  const state = stateAt(moment.story, moment.time);
  const box = boxAt(moment);
  const plane = planeOf(box, state.view);
  clipped(context, box, () => {
    drawSpace(context, moment, plane, state);
    drawRange(context, moment, plane, state);
    drawLine(context, moment, plane);
    drawPoints(context, moment, box, state);
  });
  drawPanel(context, moment, state);
  drawCurtain(context, moment);
}

function drawSpace(context: Context2D, moment: Told, plane: Plane, { progress }: State): void {
  const { time, cue, given } = moment;
  const { network, sheet } = moment.story;
  const from = cue('sheet') - 0.2;
  if (time < from) return;
  const ended = span(cue('line') - 0.2, cue('line') + 0.8, time);
  drawAxes(context, given, plane, span(from, from + 0.8, time));
  drawSheet(context, given, plane, network.at(progress), sheet, {
    drawn: span(from, from + 1.8, time),
    border: span(from + 0.6, from + 2.2, time),
    gridAlpha: 1 - 0.45 * ended,
    glow: Math.max(
      window(from + 1.6, from + 3.2, time, 0.5),
      borderGlow(moment),
      window(cue('whole') - 0.2, given.duration + 2, time, 0.6),
    ),
  });
}

/** The border lights up while a sentence asks to look at it. */
function borderGlow({ time, given, story }: Told): number {
  const from = given.cues.border;
  const end = story.moves.find(({ layer, part }) => layer === 2 && part === 'activation')?.to;
  return from === undefined || end === undefined ? 0 : window(from - 0.1, end + 0.8, time, 0.5);
}

/** The box that g's values cannot leave, with its bounds written at its sides. */
function drawRange(
  context: Context2D,
  { time, given, story }: Told,
  plane: Plane,
  { progress }: State,
): void {
  const { range, moves, network } = story;
  const first = moves.find(({ part }) => part === 'activation');
  const [low, high] = range;
  if (!first || !Number.isFinite(low) || !Number.isFinite(high)) return;
  const shown = span(first.from - 0.5, first.from + 0.5, time);
  if (shown <= 0 || progress > network.layers.length) return;
  const { theme, layout } = given;
  const { unit } = layout;
  const corners = [low, low, high, low, high, high, low, high, low, low];
  const outline = corners.map((v, i) => (i % 2 ? plane.y(v) : plane.x(v)));
  faded(context, shown, () => {
    strokePolyline(context, outline, {
      color: theme.ink,
      width: 2 * unit,
      alpha: 0.75,
      dash: [10 * unit, 9 * unit],
    });
    const size = 28;
    // Only where a layer is done: on the way, the sheet lies over the places where they stand.
    const done = 1 - span(0, 0.1, Math.abs(progress - Math.round(progress)));
    const style = { size, color: theme.muted, weight: 500, alpha: done } as const;
    for (const bound of range) {
      const outwards = bound === high ? 1 : -1;
      const text = formatNumber(bound, 0);
      // Beside the axis, outside of the box: inside, the sheet's border would go through them.
      drawText(context, given, text, plane.x(bound) + outwards * 8 * unit, plane.y(0) - 20 * unit, {
        ...style,
        baseline: 'middle',
        align: bound === high ? 'left' : 'right',
      });
      drawText(context, given, text, plane.x(0) + 10 * unit, plane.y(bound) - outwards * 22 * unit, {
        ...style,
        baseline: 'middle',
      });
    }
  });
}

/** The last layer's line, and on which side of it the network says which class. */
function drawLine(context: Context2D, { time, cue, given, story }: Told, plane: Plane): void {
  const { line } = story;
  const shown = span(cue('line') - 0.1, cue('line') + 1.6, time);
  if (!line || shown <= 0) return;
  const [a, b, c] = line;
  const { theme, layout } = given;
  const { half } = plane.view;
  const size = Math.hypot(a, b);
  const [nx, ny] = [a / size, b / size];
  const [px, py] = [(-c * nx) / size, (-c * ny) / size];
  const far = 4 * half;
  const screen = (x: number, y: number): number[] => [plane.x(x), plane.y(y)];
  const tint = span(cue('line') + 0.7, cue('line') + 2, time);
  theme.classes.forEach((color, index) => {
    const side = index === 0 ? -far : far;
    fillPolygon(
      context,
      [
        ...screen(px - ny * far, py + nx * far),
        ...screen(px + ny * far, py - nx * far),
        ...screen(px + ny * far + nx * side, py - nx * far + ny * side),
        ...screen(px - ny * far + nx * side, py + nx * far + ny * side),
      ],
      translucent(color, 0.2),
      tint,
    );
  });
  const reach = 2 * half * shown;
  strokePolyline(
    context,
    [...screen(px - ny * reach, py + nx * reach), ...screen(px + ny * reach, py - nx * reach)],
    { color: theme.ink, width: 5 * layout.unit },
  );
}

function drawPoints(
  context: Context2D,
  { time, cue, given, story }: Told,
  box: Box,
  { progress, view }: State,
): void {
  const { network, points, labels } = story;
  const { theme, layout } = given;
  const entered = span(cue('dots') - 0.3, cue('dots') + 2.4, time, (t) => t);
  const dots = dotsAt(network, points, progress, box, view);
  const count = points.length / 2;
  const x = new Float64Array(count);
  const y = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    x[i] = dots[2 * i]!;
    y[i] = dots[2 * i + 1]!;
  }
  // The dataset's order is from the inside out, as a spiral is drawn.
  drawDots(
    context,
    { x, y, classes: labels },
    {
      colors: theme.classes,
      radius: 7 * layout.unit,
      halo: theme.background,
      ...(entered < 1 && {
        grown: (i: number) => lagged(Math.floor((60 * i) / count), 60, entered, 0.15, easeCubicOut),
      }),
    },
  );
}
