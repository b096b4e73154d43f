import { span } from '../../motion/span';
import { drawFormula } from '../../stage/formula-draw';
import type { Graph } from '../../stage/graph';
import { strokePolyline } from '../../stage/path';
import type { Context2D, Moment } from '../../stage/scene';
import { storyOf } from './story';

/** What is concluded: everything between the walls fills with light, and the range is written down. */
export function drawRange(context: Context2D, { time, cue, given }: Moment, { box, x, y }: Graph): void {
  const from = cue('range') - 0.1;
  const grown = span(from, from + 1.6, time);
  if (grown <= 0) return;
  const { theme, layout, formulas } = given;
  const { unit } = layout;
  const { range } = storyOf(given).places;
  const reach = (box.width / 2) * grown;
  context.fillStyle = theme.surface;
  context.fillRect(x(0) - reach, y(1), 2 * reach, y(-1) - y(1));
  const half = (y(-1) - y(0)) * grown;
  strokePolyline(context, [x(0), y(0) - half, x(0), y(0) + half], {
    color: theme.border,
    width: 16 * unit,
    alpha: 0.45,
  });
  drawFormula(context, formulas.range!, range.x, range.y, {
    size: range.size,
    color: theme.ink,
    align: 'center',
    written: span(from + 0.5, from + 2.6, time, (t) => t),
    parts: { activation: { color: theme.terms.activation }, wall: { color: theme.border } },
  });
}
