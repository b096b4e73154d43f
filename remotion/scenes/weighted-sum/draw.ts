import { mix, span } from '../../motion/span';
import { drawCurtain } from '../../stage/curtain';
import { drawMorph, type Placed } from '../../stage/formula-morph';
import type { Context2D, Moment } from '../../stage/scene';
import { drawDiagram } from './diagram';
import { drawReading } from './reading';
import { storyOf } from './story';

export function draw(context: Context2D, moment: Moment): void {
  drawSymbols(context, moment);
  drawNumbers(context, moment);
  drawMoved(context, moment);
  drawReading(context, moment);
  drawCurtain(context, moment);
}

/** The diagram stands in the middle until it makes room for the graph. */
function drawMoved(context: Context2D, moment: Moment): void {
  const [x, y] = storyOf(moment.given).places.start;
  const t = 1 - span(moment.cue('bend') - 0.7, moment.cue('bend') + 0.5, moment.time);
  if (t <= 0) return drawDiagram(context, moment);
  context.save();
  context.translate(t * x, t * y);
  drawDiagram(context, moment);
  context.restore();
}

/** w₁x₁ + w₂x₂ writes itself as the products come, and g closes around it. */
function drawSymbols(context: Context2D, { time, cue, given }: Moment): void {
  const { theme, formulas } = given;
  const { x, y, size } = storyOf(given).places.symbols;
  const { matrix, activation } = theme.terms;
  const style = {
    size,
    color: theme.ink,
    align: 'center',
    parts: { w1: { color: matrix }, w2: { color: matrix }, activation: { color: activation } },
  } as const;
  const from = cue('products');
  const written = span(from + 0.1, cue('sum') + 0.6, time, (t) => t);
  const sum: Placed = { formula: formulas.sum!, x, y, style: { ...style, written } };
  const image: Placed = { formula: formulas.image!, x, y, style };
  const closing = span(cue('bend') - 0.1, cue('bend') + 1.1, time);
  drawMorph(context, sum, image, closing, {
    match: { w1: 'w1', x1: 'x1', plus: 'plus', w2: 'w2', x2: 'x2' },
  });
}

/** The same with its numbers: the products, their sum, and what g makes of it. */
function drawNumbers(context: Context2D, { time, cue, given }: Moment): void {
  const { theme } = given;
  const { lines, places } = storyOf(given);
  const { x, y, size } = places.numbers;
  const style = { size, color: theme.ink, align: 'center' } as const;
  const matrix = { color: theme.terms.matrix };
  const g = { color: theme.terms.activation };
  const accent = { color: theme.accent };
  const products: Placed = {
    formula: lines.products,
    x,
    y,
    style: {
      ...style,
      parts: { w00: matrix, w01: matrix },
      written: span(cue('products') + 0.6, cue('sum') - 0.1, time, (t) => t),
    },
  };
  const added: Placed = { formula: lines.sum, x, y, style: { ...style, parts: { s0: accent } } };
  const bending = span(cue('bend') + 0.6, cue('bend') + 1.8, time);
  const out = span(cue('image') - 0.1, cue('image') + 0.7, time);
  // What is not there yet does not push what is there out of the middle.
  const close = lines.image.boxes.close;
  const hidden = lines.image.width - (close ? close.x + close.width : 0);
  const image: Placed = {
    formula: lines.image,
    x: mix(x + (hidden / 2) * size, x, out),
    y,
    style: {
      ...style,
      parts: {
        activation: g,
        open: g,
        close: g,
        s0: accent,
        is: { alpha: out },
        v0: { ...accent, alpha: out },
      },
    },
  };
  if (bending <= 0)
    drawMorph(context, products, added, span(cue('sum') + 0.5, cue('sum') + 1.7, time), {
      match: { p00: 'p00', plus0: 'plus0', p01: 'p01' },
    });
  else drawMorph(context, added, image, bending, { match: { s0: 's0' } });
}
