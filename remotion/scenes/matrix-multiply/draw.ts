import { mix, span, window } from '../../motion/span';
import { drawCurtain } from '../../stage/curtain';
import { drawFormula } from '../../stage/formula-draw';
import { drawMorph, partBox, type Placed } from '../../stage/formula-morph';
import type { Box } from '../../stage/layout';
import { drawLit } from '../../stage/lit';
import { partOf, strokePolyline } from '../../stage/path';
import type { Context2D, Moment } from '../../stage/scene';
import { drawDiagram } from './diagram';
import { gathers, parts } from './lines';
import { drawPlane } from './plane';
import { arrived, litRow, ROWS, WORKING } from './rows';
import { roomMade, storyOf } from './story';

export function draw(context: Context2D, moment: Moment): void {
  drawPlane(context, moment);
  drawDiagram(context, moment);
  drawProduct(context, moment);
  drawCurtain(context, moment);
}

/** Both neurons' values, as they stand in the sums. */
const XS = ['x00', 'x01', 'x10', 'x11'];

function drawProduct(context: Context2D, moment: Moment): void {
  const { time, cue, given } = moment;
  const { lines, places } = storyOf(given);
  const { theme } = given;
  const room = roomMade(moment);
  const between = (key: 'formula' | 'working'): { x: number; y: number; size: number } => ({
    x: mix(places.first[key].x, places.beside[key].x, room),
    y: mix(places.first[key].y, places.beside[key].y, room),
    size: mix(places.first[key].size, places.beside[key].size, room),
  });
  const { x, y, size } = between('formula');
  const matrix = { color: theme.terms.matrix };
  const style = { size, color: theme.ink, align: 'center' } as const;
  const weights = { w00: matrix, w01: matrix, w10: matrix, w11: matrix };

  const from = cue('sums');
  const stacked: Placed = {
    formula: lines.stacked,
    x,
    // In the matrix the rows stand around TeX's axis, a quarter of an em above the baseline.
    y: y - 0.25 * size,
    style: { ...style, parts: weights, written: span(from - 0.1, from + 1.9, time, (t) => t) },
  };
  const gather = Math.max(cue('vector'), cue('matrix') + 1.7);
  const results = ([0, 1] as const).map((row) => (arrived(moment, row) >= 1 ? 1 : 0));
  const opened = span(cue('first') + 0.2, cue('first') + 0.9, time);
  const product: Placed = {
    formula: lines.product,
    x,
    y,
    style: {
      ...style,
      parts: {
        ...weights,
        matrix,
        is: { alpha: opened },
        result: { color: theme.accent, alpha: opened },
        s0: { color: theme.accent, alpha: results[0]! },
        s1: { color: theme.accent, alpha: results[1]! },
      },
    },
  };
  const all = window(cue('product') - 0.1, cue('plane') - 0.3, time, 0.5);
  for (const row of [0, 1] as const) {
    const lit = { color: theme.accent, alpha: litRow(moment, row) };
    const boxes = [around(product, [`w${row}0`, `w${row}1`]), around(product, ['x0', 'x1'])];
    drawLit(context, given, boxes, { ...lit, pad: 0.12 * size });
  }
  drawLit(context, given, [partBox(product, 'matrix')], {
    color: theme.terms.matrix,
    alpha: all,
    pad: 0.05 * size,
  });
  const parting = span(cue('matrix') + 0.1, cue('matrix') + 1.5, time);
  const gathering = span(gather - 0.1, gather + 1.1, time);
  // What must pass other numbers on its way lets them through.
  const passing = (t: number): number => 1 - 0.78 * Math.min(span(0, 0.2, t), 1 - span(0.8, 1, t));
  const values = (t: number, names: readonly string[]): Placed['style'] => ({
    ...style,
    parts: { ...weights, matrix, ...Object.fromEntries(names.map((name) => [name, { alpha: passing(t) }])) },
  });
  if (gathering <= 0)
    drawMorph(
      context,
      parting > 0 ? { ...stacked, style: values(parting, XS) } : stacked,
      { formula: lines.parted, x, y, style: values(parting, XS) },
      parting,
      { match: parts },
    );
  else
    drawMorph(
      context,
      { formula: lines.parted, x, y, style: values(gathering, ['x10', 'x01']) },
      product,
      gathering,
      { match: gathers },
    );
  drawWorking(context, moment, product, between('working'));
}

/** The smallest box around two parts. */
function around(product: Placed, [one, other]: readonly [string, string]): Box {
  const [a, b] = [partBox(product, one), partBox(product, other)];
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}

/** A row's products and their sum beneath; the sum then goes up to its place. At the end, what it all is called. */
function drawWorking(
  context: Context2D,
  moment: Moment,
  product: Placed,
  { x, y, size }: { readonly x: number; readonly y: number; readonly size: number },
): void {
  const { time, cue, given } = moment;
  const { lines, sums } = storyOf(given);
  const { theme, formulas } = given;
  for (const row of [0, 1] as const) {
    const { from, to, leaves } = WORKING[ROWS[row]];
    const at = cue(ROWS[row]);
    const t = arrived(moment, row);
    const placed: Placed = {
      formula: lines.sums[row],
      x,
      y,
      style: {
        size,
        color: theme.ink,
        align: 'center',
        alpha: 1 - span(at + leaves + 0.1, at + leaves + 0.8, time),
        written: span(at + from, at + to, time, (u) => u),
        parts: { [`s${row}`]: { color: theme.accent, alpha: t > 0 ? 0 : 1 } },
      },
    };
    drawFormula(context, placed.formula, placed.x, placed.y, placed.style);
    if (t <= 0 || t >= 1) continue;
    const [start, end] = [partBox(placed, `s${row}`), partBox(product, `s${row}`)];
    const em = mix(size, product.style.size, span(0, 0.5, t));
    const ink = sums[row].boxes.number!;
    // Across first and then up, so that it goes in between the brackets and not through one.
    const left = mix(start.x, end.x, span(0, 0.5, t)) - ink.x * em;
    const base = mix(start.y + start.height, end.y + end.height, span(0.42, 1, t));
    drawFormula(context, sums[row], left, base, {
      size: em,
      color: theme.accent,
    });
  }
  // Under what it names: the matrix and the vector.
  const left = partBox(product, 'matrix').x;
  const end = partBox(product, 'vector');
  const name = span(cue('product') + 0.1, cue('product') + 1.2, time, (u) => u);
  // The brackets' ink begins and ends a little within their boxes.
  const bearing = 0.17 * product.style.size;
  const [inner, outer] = [left + bearing, end.x + end.width - bearing];
  const [over, drop] = [y - 1.32 * size, 0.2 * size];
  const brace = [inner, over, inner, over + drop, outer, over + drop, outer, over];
  const drawn = span(cue('product') + 0.1, cue('product') + 0.9, time);
  strokePolyline(context, partOf(brace, drawn), {
    color: theme.muted,
    width: 3 * given.layout.unit,
    alpha: drawn,
  });
  drawFormula(context, formulas.layer!, (left + end.x + end.width) / 2, y, {
    size: 1.25 * size,
    color: theme.ink,
    align: 'center',
    written: name,
    parts: { matrix: { color: theme.terms.matrix } },
  });
}
