import { mix, span } from '../../motion/span';
import type { FormulaPaths } from '../../stage/formula';
import { drawFormula } from '../../stage/formula-draw';
import { drawGraphAxes, drawGraphCurve } from '../../stage/graph';
import { partOf, strokePolyline } from '../../stage/path';
import type { Context2D, Moment } from '../../stage/scene';
import { drawNumberAt } from '../number-label';
import { ROW, storyOf } from './story';

/** Seconds after the cue `curve` at which the sum leaves the neuron, reaches the axis, and its image the other one. */
const LEAVES = 0.1;
const ARRIVES = 1.2;
const READ = 2.5;

/** How far the sum has come from the neuron to its axis, and the image from its own into the neuron. */
export const readingAt = ({ time, cue }: Pick<Moment, 'time' | 'cue'>) => ({
  leaving: span(cue('curve') + LEAVES, cue('curve') + ARRIVES, time),
  back: span(cue('image') - 0.1, cue('image') + 1.1, time),
});

/** The graph of g: the sum goes to its axis, up to the curve and across, and the image comes back into the neuron. */
export function drawReading(context: Context2D, { time, cue, given }: Moment): void {
  const { places, graph, activation, arithmetic, activationName, sum, image } = storyOf(given);
  const { theme, layout, formulas } = given;
  const { unit } = layout;
  const from = cue('bend') - 0.2;
  if (time < from) return;
  const { x, y, box } = graph;
  const hue = theme.terms.activation;
  const axes = span(from, from + 0.9, time);
  drawGraphAxes(context, given, graph, { drawn: axes, alpha: axes });
  drawGraphCurve(context, given, graph, activation, {
    color: hue,
    width: 5 * unit,
    drawn: span(from + 0.5, from + 1.9, time),
  });
  const s = arithmetic.sums[ROW];
  const v = activation(s);
  const name = activationName === 'tanh' ? formulas.tanh! : formulas.g!;
  // In a quarter that the curve does not go through, and away from the numbers where the graph is flat.
  const low = s >= 0 !== box.width > 2 * box.height;
  const corner = low
    ? ({ px: box.x + box.width, py: box.y + 0.95 * box.height, align: 'right' } as const)
    : ({ px: box.x, py: box.y + 0.25 * box.height, align: 'left' } as const);
  drawFormula(context, name, corner.px, corner.py, {
    size: places.label,
    color: theme.ink,
    align: corner.align,
    parts: { activation: { color: hue } },
    written: span(from + 1, from + 1.9, time, (t) => t),
  });
  const at = cue('curve');
  const [sx, sy, vx, vy] = [x(s), y(0), x(0), y(v)];
  const size = places.label;
  const draw = (formula: FormulaPaths, px: number, py: number, alpha: number): void =>
    drawNumberAt(context, formula, [px, py], { size, color: theme.accent, alpha });
  const below = (v < 0 ? -0.75 : 0.8) * size;
  const beside = (s < 0 ? 1 : -1) * (image.width / 2 + 0.4) * size;

  const { leaving: moved, back } = readingAt({ time, cue });
  if (moved > 0) draw(sum, mix(places.neuron[0], sx, moved), mix(places.neuron[1], sy + below, moved), 1);
  const read = span(at + ARRIVES + 0.1, at + READ, time);
  const path = [sx, sy, sx, y(v), vx, vy];
  const line = partOf(path, read);
  strokePolyline(context, line, { color: theme.accent, width: 3.5 * unit });
  const dot = (px: number, py: number, shown: number): void => {
    context.fillStyle = theme.accent;
    context.beginPath();
    context.arc(px, py, 9 * unit * shown, 0, 2 * Math.PI);
    context.fill();
  };
  const arrived = span(at + ARRIVES - 0.2, at + ARRIVES + 0.1, time);
  if (arrived > 0) {
    dot(sx, sy, arrived);
    const [ex = sx, ey = sy] = line.slice(-2);
    dot(ex, ey, arrived);
  }
  const seen = span(at + READ - 0.2, at + READ + 0.3, time);
  if (seen <= 0) return;
  // What goes into the neuron is a copy, too: the image can still be read at its axis.
  draw(image, vx + beside, vy, seen * span(0.4, 0.65, back));
  draw(image, mix(vx + beside, places.neuron[0], back), mix(vy, places.neuron[1], back), seen);
}
