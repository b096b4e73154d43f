import { span, window } from '../../motion/span';
import { drawFormula } from '../../stage/formula-draw';
import { between } from '../../stage/look';
import { drawFilled } from '../../stage/numerals';
import type { Context2D, Moment } from '../../stage/scene';
import { storyOf } from './story';

/** What is done to the plane, with the term lit that is at work. */
export function drawWords(context: Context2D, { time, cue, given }: Moment): void {
  const { matrix, places } = storyOf(given);
  const { theme, formulas } = given;
  const { x, y, size, wide } = places.text;
  const shown = span(cue('matrix') - 0.3, cue('matrix') + 0.6, time);
  if (shown <= 0) return;
  const on = {
    matrix: window(cue('matrix') - 0.1, cue('each') - 0.2, time, 0.5),
    tanh: window(cue('each'), cue('zoom'), time, 0.5),
    x: window(cue('x') - 0.2, cue('y') - 0.1, time, 0.4),
    y: window(cue('y') - 0.2, cue('zoom'), time, 0.4),
  };
  const { terms } = theme;
  const matrixColor = between(theme.ink, terms.matrix, 0.35 + 0.65 * on.matrix);
  const tanh = span(cue('each') + 0.1, cue('each') + 0.8, time);
  const place = (row: number): readonly [number, number] =>
    wide ? [x, y + size * (1 + 2.6 * row)] : [x, y + size * (1.6 + 3.1 * row)];

  const layer = formulas.layer!;
  const layerSize = size * 1.25;
  const [left, ly] = place(0);
  // Until tanh comes in, W x stands at the margin; then it makes room.
  const making = span(cue('each') - 0.7, cue('each') + 0.1, time);
  const alone = formulas.product!;
  const room = (layer.boxes.matrix?.x ?? 0) - (alone.boxes.matrix?.x ?? 0);
  drawFormula(context, making < 1 ? alone : layer, making < 1 ? left + making * room * layerSize : left, ly, {
    size: layerSize,
    color: theme.ink,
    alpha: shown,
    parts: {
      matrix: { color: matrixColor },
      activation: { color: between(theme.ink, terms.activation, on.tanh), alpha: tanh },
    },
  });
  const entries = { w00: matrix[0], w01: matrix[1], w10: matrix[2], w11: matrix[3] };
  const entryStyle = { color: matrixColor };
  const [mx, my] = place(1);
  const row = wide
    ? { x: given.layout.content.x + given.layout.content.width, y: ly + 0.28 * size }
    : { x: mx, y: my };
  drawFilled(context, formulas, formulas.matrix!, entries, row.x, row.y, {
    size: size * (wide ? 0.85 : 0.95),
    color: theme.ink,
    alpha: shown,
    align: wide ? 'right' : 'left',
    parts: { matrix: entryStyle, w00: entryStyle, w01: entryStyle, w10: entryStyle, w11: entryStyle },
  });
  const [ex, ey] = wide ? [x, ly + (places.graph ? 4 : 2.4) * size] : place(2);
  drawFormula(context, formulas.each!, ex, ey, {
    size: size * (wide ? 0.85 : 0.95),
    color: theme.ink,
    alpha: span(cue('each') + 0.3, cue('each') + 1.2, time),
    parts: {
      activation: { color: theme.ink },
      x: { color: between(theme.ink, terms.activation, on.x) },
      y: { color: between(theme.ink, terms.activation, on.y) },
    },
  });
}
