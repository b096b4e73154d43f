import { span } from '../../motion/span';
import { drawFormula } from '../../stage/formula-draw';
import { drawGraphAxes, drawGraphCurve, graphOf } from '../../stage/graph';
import { between } from '../../stage/look';
import { formatNumber } from '../../stage/number';
import { faded, partOf, strokePolyline } from '../../stage/path';
import type { Context2D, Moment } from '../../stage/scene';
import { drawText } from '../../stage/text';
import { storyOf, type State } from './story';

const REACH = 2.6;
const TOP = 1.25;

/** The graph of the scene before, small: each of the followed point's coordinates goes up to the curve, then across. */
export function drawGraph(context: Context2D, { time, cue, given }: Moment, state: State): void {
  const { tracer, places } = storyOf(given);
  const shown = span(cue('each') + 0.6, cue('each') + 1.6, time);
  if (!places.graph || shown <= 0) return;
  const { theme, layout, formulas } = given;
  const { unit } = layout;
  const graph = graphOf(places.graph, { x: [-REACH, REACH], y: [-TOP, TOP] });
  const { x, y } = graph;
  const wall = { color: theme.border, width: 2.5 * unit, dash: [9 * unit, 8 * unit], alpha: 0.8 };
  drawGraphAxes(context, given, graph, { alpha: shown, drawn: shown });
  faded(context, shown, () => {
    for (const bound of [-1, 1]) {
      strokePolyline(context, [x(-REACH), y(bound), x(REACH), y(bound)], wall);
      const label = { size: 28, weight: 500, color: theme.muted, baseline: 'middle' } as const;
      drawText(context, given, formatNumber(bound, 0), x(REACH) + 12 * unit, y(bound), label);
    }
    drawFormula(context, formulas.graph!, x(-REACH), y(0.3), {
      size: 44 * unit,
      color: theme.terms.activation,
    });
  });
  drawGraphCurve(context, given, graph, Math.tanh, {
    color: theme.terms.activation,
    width: 5 * unit,
    drawn: span(cue('each') + 0.8, cue('each') + 2.4, time),
  });

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
  readOff(tracer.after[0], state.x, 1 - span(cue('y') - 0.3, cue('y') + 0.3, time));
  readOff(tracer.after[1], state.y, 1);
}
