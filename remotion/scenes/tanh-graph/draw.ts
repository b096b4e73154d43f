import { span, window } from '../../motion/span';
import { drawCurtain } from '../../stage/curtain';
import { drawFormula } from '../../stage/formula-draw';
import { drawGraphAxes, drawGraphCurve, graphCurve, type Graph } from '../../stage/graph';
import { between } from '../../stage/look';
import { formatNumber } from '../../stage/number';
import { partOf, strokePolyline } from '../../stage/path';
import type { Context2D, Moment } from '../../stage/scene';
import { drawText } from '../../stage/text';
import { drawFan } from './fan';
import { drawLens } from './lens';
import { drawRange } from './range';
import { drawRunner } from './runner';
import { storyOf } from './story';

export function draw(context: Context2D, moment: Moment): void {
  const { graph } = storyOf(moment.given).places;
  drawRange(context, moment, graph);
  drawPaper(context, moment, graph);
  drawWalls(context, moment, graph);
  drawDiagonal(context, moment, graph);
  drawCurve(context, moment, graph);
  drawLens(context, moment, graph);
  drawFan(context, moment, graph);
  drawRunner(context, moment, graph);
  drawFormulas(context, moment);
  drawCurtain(context, moment);
}

/** The axes with their names, marked at the whole numbers. */
function drawPaper(context: Context2D, moment: Moment, graph: Graph): void {
  const { time, cue, given } = moment;
  const { theme, layout, formulas } = given;
  const { unit } = layout;
  const { box, x, y } = graph;
  const drawn = span(cue('axes') - 0.2, cue('axes') + 1.3, time);
  drawGraphAxes(context, given, graph, { drawn });
  const mark = 11 * unit;
  const whole = x.ticks(10).filter((at) => Number.isInteger(at) && at !== 0);
  for (const at of whole) {
    // As the axis comes past.
    const passed = Math.min(0.9, Math.abs(at) / x.domain()[1]!);
    const grown = span(passed, passed + 0.1, drawn, (t) => t);
    strokePolyline(context, [x(at), y(0) - mark * grown, x(at), y(0) + mark * grown], {
      color: theme.axis,
      width: 2.5 * unit,
      alpha: grown,
    });
  }
  const named = span(cue('axes') + 0.9, cue('axes') + 1.6, time);
  const name = { size: 50 * unit, color: theme.muted, alpha: named } as const;
  drawFormula(context, formulas.x!, box.x + box.width, y(0) - 22 * unit, { ...name, align: 'right' });
  const curve = span(cue('curve') + 0.2, cue('curve') + 1, time);
  drawFormula(context, formulas.image!, x(0) - 22 * unit, box.y + 34 * unit, {
    ...name,
    align: 'right',
    color: theme.terms.activation,
    alpha: curve,
  });
}

/** The lines that no image reaches, with their numbers at their ends. */
function drawWalls(context: Context2D, { time, cue, given }: Moment, { box, x, y }: Graph): void {
  const { theme, layout } = given;
  const { unit } = layout;
  const drawn = span(cue('walls') - 0.1, cue('walls') + 1.2, time);
  if (drawn <= 0) return;
  const lit = window(cue('far') - 0.1, cue('near') - 0.1, time, 0.6);
  for (const bound of [-1, 1]) {
    const reach = (box.width / 2) * drawn;
    strokePolyline(context, [x(0) - reach, y(bound), x(0) + reach, y(bound)], {
      color: theme.border,
      width: (3 + 1.5 * lit) * unit,
      alpha: 0.7 + 0.3 * lit,
      dash: [14 * unit, 12 * unit],
    });
    drawText(context, given, formatNumber(bound, 0), box.x + box.width, y(bound) - bound * 34 * unit, {
      size: 42,
      weight: 500,
      color: theme.border,
      align: 'right',
      baseline: 'middle',
      alpha: span(cue('walls') + 0.7, cue('walls') + 1.3, time),
    });
  }
}

/** What would be if nothing changed, while it is asked how much does near 0. */
function drawDiagonal(context: Context2D, { time, cue, given }: Moment, graph: Graph): void {
  const { theme, layout, formulas } = given;
  const { unit } = layout;
  const from = cue('near') + 0.2;
  const drawn = span(from, from + 1.4, time);
  const alpha = 1 - span(cue('fan') - 0.2, cue('fan') + 0.6, time);
  if (drawn <= 0 || alpha <= 0) return;
  const top = graph.y.domain()[1]!;
  strokePolyline(
    context,
    partOf(
      graphCurve(graph, (x) => x, [-top, top]),
      drawn,
    ),
    {
      color: theme.ink,
      width: 3 * unit,
      alpha: 0.75 * alpha,
      dash: [10 * unit, 10 * unit],
    },
  );
  drawFormula(context, formulas.diagonal!, graph.x(top) + 16 * unit, graph.box.y + 34 * unit, {
    size: 46 * unit,
    color: theme.muted,
    alpha: alpha * span(from + 0.9, from + 1.5, time),
  });
}

function drawCurve(context: Context2D, { time, cue, given }: Moment, graph: Graph): void {
  const { theme, layout } = given;
  drawGraphCurve(context, given, graph, Math.tanh, {
    color: theme.terms.activation,
    width: 6 * layout.unit,
    drawn: span(cue('curve') - 0.1, cue('curve') + 2.2, time),
  });
}

function drawFormulas(context: Context2D, { time, cue, given }: Moment): void {
  const { theme, formulas } = given;
  const { formula } = storyOf(given).places;
  const spoken = window(cue('value') - 0.2, cue('walls') - 0.1, time, 0.5);
  drawFormula(context, formulas.tanh!, formula.x, formula.y, {
    size: formula.size,
    color: theme.ink,
    written: span(cue('formula') - 0.2, cue('formula') + 2.4, time, (t) => t),
    parts: {
      activation: { color: theme.terms.activation },
      x: { color: between(theme.ink, theme.accent, spoken) },
    },
  });
}
