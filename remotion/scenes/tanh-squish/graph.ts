import { scaleLinear } from 'd3-scale';
import { polyline } from '../../motion/curve';
import { span } from '../../motion/span';
import { drawFormula } from '../../stage/formula-draw';
import { between } from '../../stage/look';
import { formatNumber } from '../../stage/number';
import { faded, partOf, strokePolyline } from '../../stage/path';
import type { Context2D, Moment } from '../../stage/scene';
import { drawText } from '../../stage/text';
import { storyOf, TRACER, type State } from './story';

const REACH = 2.6;
const TOP = 1.25;

/** The graph of tanh, and the followed point's coordinates read off on it: up to the curve, then across. */
export function drawGraph(context: Context2D, { time, cue, given }: Moment, state: State): void {
  const { matrix, places } = storyOf(given);
  const box = places.graph;
  const shown = span(cue('each') + 0.6, cue('each') + 1.6, time);
  if (!box || shown <= 0) return;
  const { theme, layout, formulas } = given;
  const { unit } = layout;
  const x = scaleLinear([-REACH, REACH], [box.x, box.x + box.width]);
  const y = scaleLinear([-TOP, TOP], [box.y + box.height, box.y]);
  const axis = { color: theme.gridStrong, width: 2 * unit };
  const wall = { color: theme.border, width: 2.5 * unit, dash: [9 * unit, 8 * unit], alpha: 0.8 };
  faded(context, shown, () => {
    strokePolyline(context, [x(-REACH), y(0), x(REACH), y(0)], axis);
    strokePolyline(context, [x(0), y(-TOP), x(0), y(TOP)], axis);
    for (const bound of [-1, 1]) {
      strokePolyline(context, [x(-REACH), y(bound), x(REACH), y(bound)], wall);
      const label = { size: 28, weight: 500, color: theme.muted, baseline: 'middle' } as const;
      drawText(context, given, formatNumber(bound, 0), x(REACH) + 12 * unit, y(bound), label);
    }
    const name = { size: 40 * unit, color: theme.muted };
    drawFormula(context, formulas.x!, x(REACH) + 12 * unit, y(0) + 9 * unit, name);
    drawFormula(context, formulas.graph!, x(-REACH), y(0.3), { ...name, color: theme.terms.activation });
  });
  const curve = polyline((t, out) => {
    const u = -REACH + 2 * REACH * t;
    out[0] = x(u);
    out[1] = y(Math.tanh(u));
  });
  const drawn = span(cue('each') + 0.8, cue('each') + 2.4, time);
  strokePolyline(context, partOf(curve, drawn), { color: theme.terms.activation, width: 5 * unit });

  const gone = 1 - span(cue('zoom') - 0.2, cue('zoom') + 0.6, time);
  const readOff = (value: number, progress: number, now: number): void => {
    if (progress <= 0) return;
    const image = Math.tanh(value);
    const path = [x(value), y(0), x(value), y(image), x(0), y(image)];
    const color = between(theme.muted, theme.ink, now);
    faded(context, gone, () => {
      strokePolyline(context, partOf(path, progress), { color, width: 3.5 * unit });
      const end = partOf(path, progress).slice(-2);
      context.fillStyle = color;
      context.beginPath();
      context.arc(end[0]!, end[1]!, 9 * unit, 0, 2 * Math.PI);
      context.fill();
    });
  };
  const [a, b, c, d] = matrix;
  readOff(a * TRACER[0] + b * TRACER[1], state.x, 1 - span(cue('y') - 0.3, cue('y') + 0.3, time));
  readOff(c * TRACER[0] + d * TRACER[1], state.y, 1);
}
