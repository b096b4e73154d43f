import { span, window } from '../../motion/span';
import type { PlaneMap } from '../../motion/layer-path';
import { between, translucent } from '../../stage/look';
import { faded, strokePolyline } from '../../stage/path';
import type { Plane } from '../../stage/plane';
import { drawRolling } from '../../stage/rolling';
import type { Context2D, Moment } from '../../stage/scene';
import { textWidth } from '../../stage/text';
import { storyOf, type State } from './story';

const SIZE = 42;
const DECIMALS = 2;

/** One point with its two coordinates read off at the axes: each changes on its own. */
export function drawTracer(
  context: Context2D,
  { time, cue, given }: Moment,
  plane: Plane,
  map: PlaneMap,
  state: State,
): void {
  const shown = window(cue('each') - 0.1, cue('zoom') + 0.6, time, 0.6);
  if (shown <= 0) return;
  const { theme, layout } = given;
  const { unit } = layout;
  const point = new Float64Array(3);
  const { tracer } = storyOf(given);
  map(...tracer.before, point);
  const [wx, wy] = [point[0]!, point[1]!];
  const [px, py] = [plane.x(wx), plane.y(wy)];
  const [ox, oy] = [plane.x(0), plane.y(0)];
  const lit = {
    x: window(cue('x') - 0.2, cue('y') - 0.1, time, 0.4),
    y: window(cue('y') - 0.2, cue('zoom'), time, 0.4),
  };
  const color = (on: number): string => between(theme.ink, theme.terms.activation, on);
  faded(context, shown, () => {
    const guide = (points: readonly number[], on: number): void =>
      strokePolyline(context, points, {
        color: color(on),
        width: (2.5 + 2 * on) * unit,
        dash: [8 * unit, 8 * unit],
      });
    guide([px, py, px, oy], lit.x);
    guide([px, py, ox, py], lit.y);
    context.beginPath();
    context.arc(px, py, 12 * unit, 0, 2 * Math.PI);
    context.strokeStyle = theme.background;
    context.lineWidth = 8 * unit;
    context.stroke();
    context.fillStyle = theme.ink;
    context.fill();

    const font = { size: SIZE, weight: 600, color: theme.ink, tabular: true } as const;
    const width = textWidth(context, given, (0).toFixed(DECIMALS), font);
    const pad = 10 * unit;
    const height = 1.2 * SIZE * unit;
    const minusOf = (value: number): number => (value < 0 ? textWidth(context, given, '\u2212', font) : 0);

    /** A number with its middle there, on a ground that keeps it apart from the grid. */
    const label = (value: number, middle: number, y: number, on: number, rolling: number): void => {
      const style = { ...font, color: color(on) };
      const minus = minusOf(value);
      context.fillStyle = translucent(theme.background, 0.9);
      context.beginPath();
      context.roundRect(
        middle - width / 2 - minus - pad,
        y - height / 2,
        width + minus + 2 * pad,
        height,
        10 * unit,
      );
      context.fill();
      drawRolling(context, given, value, middle, y, {
        ...style,
        align: 'center',
        baseline: 'middle',
        decimals: DECIMALS,
        rolling,
      });
    };
    const beside = 68 * unit;
    // Where tanh takes them they would lie across the walls: each ends beside its wall, inside.
    const clear = 4 * unit;
    const offX = offWall(tracer.after[0], width / 2 + minusOf(wx) + pad + clear, plane.scale);
    const offY = offWall(tracer.after[1], height / 2 + clear, plane.scale);
    const [x, y] = [px - state.x * offX, py + state.y * offY];
    label(wx, x, oy + (wy > 0 ? 1 : -1) * 44 * unit, lit.x, turning(state.x));
    label(wy, ox - (wx > 0 ? 1 : -1) * beside, y, lit.y, turning(state.y));
  });
}

/** A number's digits roll while it moves, and stand before and after. */
const turning = (progress: number): number => Math.min(span(0, 0.05, progress), 1 - span(0.98, 1, progress));

/** How far, in pixels towards the origin, a number at tanh(value) must stand aside to be clear of the wall. */
function offWall(value: number, half: number, scale: number): number {
  const room = (1 - Math.abs(Math.tanh(value))) * scale;
  return Math.sign(value) * Math.max(0, half - room);
}
