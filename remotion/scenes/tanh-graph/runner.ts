import { span, window } from '../../motion/span';
import type { Graph } from '../../stage/graph';
import { partOf, strokePolyline } from '../../stage/path';
import { drawRolling } from '../../stage/rolling';
import type { Context2D, Moment } from '../../stage/scene';
import { textWidth } from '../../stage/text';
import { movingAt, storyOf, valueAt } from './story';

const SIZE = 54;
const X_DECIMALS = 2;

/** How far the way from a number to its image has gone: up to the curve, then across. */
const imageAt = ({ time, cue }: Moment): number => span(cue('image') - 0.1, cue('image') + 1.7, time);

/** The number that runs along the x axis, and its image on the other: a dot each, and the way between them. */
export function drawRunner(context: Context2D, moment: Moment, graph: Graph): void {
  const { time, cue, given } = moment;
  const shown = window(cue('value') - 0.1, cue('fan') + 0.5, time, 0.6);
  if (shown <= 0) return;
  const { theme, layout } = given;
  const { unit } = layout;
  const value = valueAt(moment);
  const { x, y } = graph;
  const [px, py] = [x(value), y(Math.tanh(value))];
  const [ox, oy] = [x(0), y(0)];
  const way = partOf([px, oy, px, py, ox, py], imageAt(moment));
  strokePolyline(context, way, { color: theme.ink, width: 3 * unit, alpha: 0.75 * shown });
  const dot = (atX: number, atY: number, color: string, radius: number): void => {
    const before = context.globalAlpha;
    context.globalAlpha = before * shown;
    context.beginPath();
    context.arc(atX, atY, radius * unit, 0, 2 * Math.PI);
    context.strokeStyle = theme.background;
    context.lineWidth = 7 * unit;
    context.stroke();
    context.fillStyle = color;
    context.fill();
    context.globalAlpha = before;
  };
  const arrived = way.slice(-2);
  if (arrived.length === 2) dot(arrived[0]!, arrived[1]!, theme.terms.activation, 12);
  dot(px, oy, theme.accent, 12);
  drawNumbers(context, moment, graph, value, shown);
}

/** Each number stands on that side of its axis where the curve is not. */
function drawNumbers(context: Context2D, moment: Moment, graph: Graph, value: number, shown: number): void {
  const { time, given } = moment;
  const { theme, layout } = given;
  const { unit } = layout;
  const { decimals, crossing } = storyOf(given);
  const { box, x, y } = graph;
  const side = time < crossing ? 1 : -1;
  // Where the number passes 0 the sides change: nothing is written there meanwhile.
  const alpha = shown * (1 - window(crossing - 0.55, crossing + 0.55, time, 0.4));
  const style = {
    size: SIZE,
    color: theme.ink,
    weight: 500,
    tabular: true,
    baseline: 'middle',
    alpha,
  } as const;
  const rolling = movingAt(moment);
  const image = Math.tanh(value);

  const wide = textWidth(context, given, (0).toFixed(X_DECIMALS), style);
  const minus = textWidth(context, given, '\u2212', style);
  const half = wide / 2;
  const gap = 18 * unit;
  // Neither over the other axis, nor out of the window.
  const [left, right] = side > 0 ? [x(0) + gap, box.x + box.width] : [box.x + minus, x(0) - gap];
  const middle = Math.min(right - half, Math.max(left + half, x(value)));
  drawRolling(context, given, value, middle, y(0) + side * 52 * unit, {
    ...style,
    color: theme.accent,
    align: 'center',
    decimals: X_DECIMALS,
    rolling,
  });

  const clear = 46 * unit;
  // By the wall it stands under it: on the right above that wall there is the lens.
  const under = clear * span(0.5, 0.96, -image);
  const height = Math.max(y(1) + clear, y(image) + under);
  const appeared = span(moment.cue('image') + 1.2, moment.cue('image') + 1.8, time);
  drawRolling(context, given, image, x(0) - side * gap + (side > 0 ? 0 : minus), height, {
    ...style,
    alpha: alpha * appeared,
    color: theme.terms.activation,
    align: side > 0 ? 'right' : 'left',
    decimals,
    rolling,
  });
}
