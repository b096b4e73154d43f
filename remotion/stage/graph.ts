import { scaleLinear, type ScaleLinear } from 'd3-scale';
import { polyline } from '../motion/curve';
import { mix } from '../motion/span';
import type { Box } from './layout';
import type { Look } from './look';
import { formatNumber } from './number';
import { clipped, faded, partOf, strokePolyline } from './path';
import type { Context2D } from './scene';
import { drawText, type TextStyle } from './text';

/** A window on the graph of a function: its own scale on each axis. */
export interface Graph {
  readonly box: Box;
  readonly x: ScaleLinear<number, number>;
  /** Upwards. */
  readonly y: ScaleLinear<number, number>;
}

export interface GraphDomain {
  readonly x: readonly [low: number, high: number];
  readonly y: readonly [low: number, high: number];
}

/** @throws RangeError when an axis is empty: nothing could be told apart on it. */
export function graphOf(box: Box, { x, y }: GraphDomain): Graph {
  for (const [low, high] of [x, y])
    if (!(low < high)) throw new RangeError(`an axis cannot go from ${low} to ${high}`);
  return {
    box,
    x: scaleLinear(x, [box.x, box.x + box.width]),
    y: scaleLinear(y, [box.y + box.height, box.y]),
  };
}

/** Where an axis stands that belongs to 0 of this scale: at 0, or at the end next to it. */
function origin(scale: ScaleLinear<number, number>): number {
  const [low, high] = scale.domain() as [number, number];
  return scale(Math.min(high, Math.max(low, 0)));
}

export interface GraphAxesStyle {
  readonly alpha?: number;
  /** How far the axes have grown from where they cross, 0 … 1; 1 unless given. */
  readonly drawn?: number;
  /** Values written at the axes; none unless given. */
  readonly ticksX?: readonly number[];
  readonly ticksY?: readonly number[];
  /** Opacity of ticks and names; 1 unless given. */
  readonly labels?: number;
  /** What is written at the ends of the axes, x first. */
  readonly names?: readonly [x: string, y: string];
  /** Of ticks and names, in units; 28 unless given. */
  readonly size?: number;
}

/** Shortest writing of a tick: whole numbers have no point. */
const tickText = (value: number): string =>
  formatNumber(value, Math.min(6, (String(value).split('.')[1] ?? '').length));

/** Axes through the origin, or along the window's edge where the origin is outside. */
export function drawGraphAxes(
  context: Context2D,
  look: Look,
  { box, x, y }: Graph,
  {
    alpha = 1,
    drawn = 1,
    ticksX = [],
    ticksY = [],
    labels = 1,
    names = ['', ''],
    size = 28,
  }: GraphAxesStyle = {},
): void {
  if (alpha <= 0 || drawn <= 0) return;
  const { theme, layout } = look;
  const { unit } = layout;
  const [ox, oy] = [origin(x), origin(y)];
  const [right, bottom] = [box.x + box.width, box.y + box.height];
  const [left, top] = [mix(ox, box.x, drawn), mix(oy, box.y, drawn)];
  const line = { color: theme.axis, width: 2.5 * unit };
  const tick = 9 * unit;
  faded(context, alpha, () => {
    strokePolyline(context, [left, oy, mix(ox, right, drawn), oy], line);
    strokePolyline(context, [ox, top, ox, mix(oy, bottom, drawn)], line);
    const text: TextStyle = { size, weight: 500, color: theme.muted, alpha: labels };
    const gap = (0.62 * size + 10) * unit;
    for (const value of ticksX) {
      strokePolyline(context, [x(value), oy - tick, x(value), oy + tick], { ...line, alpha: labels });
      drawText(context, look, tickText(value), x(value), oy + gap + 4 * unit, {
        ...text,
        align: 'center',
        baseline: 'middle',
      });
    }
    for (const value of ticksY) {
      strokePolyline(context, [ox - tick, y(value), ox + tick, y(value)], { ...line, alpha: labels });
      drawText(context, look, tickText(value), ox - 18 * unit, y(value), {
        ...text,
        align: 'right',
        baseline: 'middle',
      });
    }
    drawText(context, look, names[0], right, oy - 16 * unit, { ...text, align: 'right' });
    drawText(context, look, names[1], ox + 16 * unit, box.y + 0.8 * size * unit, text);
  });
}

/**
 * The graph of f over the window's width, or from one x to another, in pixels, within half a pixel of it.
 * @param f finite all the way
 */
export function graphCurve(
  { x, y }: Graph,
  f: (x: number) => number,
  [from, to]: readonly [number, number] = x.domain() as [number, number],
): number[] {
  return polyline(
    (t, out) => {
      const at = mix(from, to, t);
      out[0] = x(at);
      out[1] = y(f(at));
    },
    { pieces: 64 },
  );
}

export interface GraphCurveStyle {
  readonly color: string;
  /** Pixels. */
  readonly width: number;
  readonly alpha?: number;
  /** Share of its length that has drawn itself, from the left, 0 … 1; 1 unless given. */
  readonly drawn?: number;
  /** Pixels on, pixels off. */
  readonly dash?: readonly number[];
}

/** The graph of f, within half a pixel of it, cut off where it leaves the window. */
export function drawGraphCurve(
  context: Context2D,
  _look: Look,
  graph: Graph,
  f: (x: number) => number,
  { drawn = 1, ...style }: GraphCurveStyle,
): void {
  if (drawn <= 0) return;
  const { box } = graph;
  const half = style.width / 2;
  const window = {
    x: box.x - half,
    y: box.y - half,
    width: box.width + style.width,
    height: box.height + style.width,
  };
  clipped(context, window, () => strokePolyline(context, partOf(graphCurve(graph, f), drawn), style));
}
