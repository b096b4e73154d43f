import type { LiftedMatrix } from '../../motion/polar';
import { clamp01 } from '../../motion/ease';
import { span, window } from '../../motion/span';
import { basisColors } from '../../stage/basis';
import { drawCard } from '../../stage/card';
import { partBox } from '../../stage/formula-morph';
import type { Box } from '../../stage/layout';
import { drawLit } from '../../stage/lit';
import { between } from '../../stage/look';
import { drawFilled } from '../../stage/numerals';
import { faded } from '../../stage/path';
import type { Context2D, Moment } from '../../stage/scene';
import { progressAt, storyOf } from './story';

/** Width of a minus, in em. */
const MINUS = 0.778;

/** The smallest box around two. */
const around = (a: Box, b: Box): Box => {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
};

/** How brightly each column shines: while it is spoken of, and while its numbers change. */
export function columnsLit({ time, cue, given }: Moment): readonly [number, number] {
  const changing = window(cue('other') - 0.1, given.duration - 1, time, 0.5);
  return [
    Math.max(window(cue('first') - 0.1, cue('second') - 0.1, time, 0.4), changing),
    Math.max(window(cue('second') - 0.1, cue('move') + 0.2, time, 0.4), changing),
  ];
}

/** The matrix with its columns in the colours of the arrows, each lit while it is spoken of. */
export function drawMatrix(context: Context2D, moment: Moment, now: LiftedMatrix): void {
  const { given, time, cue } = moment;
  const { places, matrix, decimals } = storyOf(given);
  const { theme, formulas } = given;
  const { card, size, centred } = places;
  const shown = span(cue('matrix') - 0.4, cue('matrix') + 0.6, time);
  if (shown <= 0) return;
  const formula = formulas[`matrix-${decimals}`]!;
  const style = { size, color: theme.ink, align: 'center' } as const;
  const width = formula.width * size + 1.1 * size;
  const panel = { ...card, x: card.x + (centred ? (card.width - width) / 2 : 0), width };
  const x = panel.x + width / 2;
  const y = card.y + card.height / 2 + ((formula.height - formula.depth) / 2) * size;
  const placed = { formula, x, y, style };
  const lit = columnsLit(moment);
  const colors = basisColors(given);
  // Before the arrows are there, a column has no arrow to share its colour with.
  const named = span(cue('first') - 0.3, cue('first') + 0.4, time);
  const colored = colors.map((color) => ({ color: between(theme.ink, color, named) }));
  const [w00, w01, w10, w11] = progressAt(moment).then > 0 ? now.matrix : matrix;
  faded(context, shown, () => {
    drawCard(context, given, panel, { ground: 0.94 });
    lit.forEach((alpha, k) => {
      const { x: left, ...column } = around(partBox(placed, `w0${k}`), partBox(placed, `w1${k}`));
      // The room of a minus that is not there stays dark; while numbers roll through zero, it closes bit by bit.
      const room =
        MINUS *
        size *
        clamp01(
          1 +
            4 *
              Math.min(
                ...[
                  [w00, w10],
                  [w01, w11],
                ][k]!,
              ),
        );
      const box = { ...column, x: left + room, width: column.width - room };
      drawLit(context, given, [box], { color: colors[k]!, alpha, pad: 0.16 * size });
    });
    drawFilled(context, formulas, formula, { w00, w01, w10, w11 }, x, y, {
      ...style,
      decimals,
      parts: {
        matrix: { color: theme.terms.matrix },
        w00: colored[0]!,
        w10: colored[0]!,
        w01: colored[1]!,
        w11: colored[1]!,
      },
    });
  });
}
