import { lagged } from '../../motion/lagged';
import { span, window } from '../../motion/span';
import { drawFormula, type FormulaStyle } from '../../stage/formula-draw';
import { partBox, type Placed } from '../../stage/formula-morph';
import type { Box } from '../../stage/layout';
import { drawLit } from '../../stage/lit';
import { between } from '../../stage/look';
import { drawFilled } from '../../stage/numerals';
import { faded, strokePolyline } from '../../stage/path';
import { drawText } from '../../stage/text';
import { drawTitle } from '../../stage/title';
import type { Context2D, Moment } from '../../stage/scene';
import { litAt, PARTS, storyOf, type Part } from './story';

/** What stands beside the plane: the layer's formula, its numbers, and the name of its first two steps. */
export function drawPanel(context: Context2D, moment: Moment): void {
  const { given, time, cue } = moment;
  const { places } = storyOf(given);
  const { theme } = given;
  drawTitle(context, given, 'One layer', places.heading.x, places.heading.y, {
    size: places.heading.size,
    weight: 600,
    color: theme.ink,
    entered: span(cue('layer') - 0.2, cue('layer') + 0.8, time),
  });
  drawTerms(context, moment);
}

/** How much each part shines: while it works, and both of the first two while they get their name. */
function shining({ given, time, cue }: Moment): Readonly<Record<Part, number>> {
  const { runs } = storyOf(given);
  const named = window(cue('affine') - 0.3, cue('activation') - 0.1, time, 0.5);
  return {
    matrix: Math.max(litAt(runs, 'matrix', time), named),
    bias: Math.max(litAt(runs, 'bias', time), named),
    activation: litAt(runs, 'activation', time),
  };
}

function drawTerms(context: Context2D, moment: Moment): void {
  const { given, time, cue } = moment;
  const { places, activation, layer, biasDecimals } = storyOf(given);
  const { theme, formulas, layout } = given;
  const formula = formulas[`layer-${activation}`];
  const shown = span(cue('layer') - 0.1, cue('layer') + 1.3, time, (t) => t);
  if (!formula || shown <= 0) return;
  const on = shining(moment);
  const rest = between(theme.ink, theme.muted, 0.6 * Math.max(...Object.values(on)));
  const color = (part: Part): string => between(rest, theme.terms[part], 0.25 + 0.75 * on[part]);
  const parts = Object.fromEntries(PARTS.map((part) => [part, { color: color(part) }]));
  const { x, y, ...written } = places.formula;
  const style: FormulaStyle = { ...written, color: rest, parts, written: shown };
  const placed: Placed = { formula, x, y, style };
  // Behind g's name only: its brackets stand around all of the rest.
  for (const [part, box] of [
    ['matrix', 'matrix'],
    ['bias', 'bias'],
    ['activation', 'g'],
  ] as const)
    drawLit(context, given, [partBox(placed, box)], {
      color: theme.terms[part],
      alpha: on[part],
      pad: 9 * layout.unit,
    });
  drawFormula(context, formula, x, y, style);
  drawBracket(context, moment, partBox(placed, 'affine'));

  const [w00, w01, w10, w11] = layer.weights;
  const [b0, b1] = layer.bias;
  const entries = Object.fromEntries(
    ['w00', 'w01', 'w10', 'w11'].map((name) => [name, { color: color('matrix') }]),
  );
  const all = {
    ...parts,
    ...entries,
    b0: { color: color('bias') },
    b1: { color: color('bias') },
  };
  const entered = span(cue('layer') + 0.7, cue('layer') + 1.6, time);
  const { numbers } = places;
  faded(context, entered, () => {
    if ('matrix' in numbers) {
      const { matrix, bias } = numbers;
      drawFilled(context, formulas, formulas['numbers-matrix']!, { w00, w01, w10, w11 }, matrix.x, matrix.y, {
        ...matrix,
        color: rest,
        parts: all,
      });
      drawFilled(context, formulas, formulas[`numbers-bias-${biasDecimals}`]!, { b0, b1 }, bias.x, bias.y, {
        ...bias,
        color: rest,
        parts: all,
        decimals: biasDecimals,
      });
      return;
    }
    const { content } = layout;
    const widest = numbers.align === 'center' ? content.width : content.x + content.width - numbers.x;
    const template = formulas[`numbers-${activation}-${biasDecimals}`]!;
    drawFilled(context, formulas, template, { w00, w01, w10, w11, b0, b1 }, numbers.x, numbers.y, {
      ...numbers,
      // A longer name than tanh's would lead out of the frame.
      size: Math.min(numbers.size, widest / template.width),
      color: rest,
      parts: all,
      decimals: { b0: biasDecimals, b1: biasDecimals },
    });
  });
}

/** A bracket under W x + b, and its name. */
function drawBracket(context: Context2D, { given, time, cue }: Moment, { x, y, width, height }: Box): void {
  const { theme, layout } = given;
  const { unit } = layout;
  const drawn = span(cue('affine') - 0.9, cue('affine') + 0.1, time);
  if (drawn <= 0) return;
  const later = span(cue('activation') - 0.2, cue('activation') + 0.5, time);
  const color = between(theme.accent, theme.muted, 0.7 * later);
  const top = y + height + 20 * unit;
  const tick = 12 * unit;
  const middle = x + width / 2;
  const reach = (width / 2) * lagged(0, 2, drawn, 0.6);
  // From its middle outwards, then the ends turn up.
  const up = tick * lagged(1, 2, drawn, 0.6);
  const line = { color, width: 3.5 * unit };
  strokePolyline(context, [middle, top + 2 * tick, middle, top + tick], {
    ...line,
    alpha: Math.min(1, 3 * drawn),
  });
  strokePolyline(
    context,
    [
      middle - reach,
      top + tick - up,
      middle - reach,
      top + tick,
      middle + reach,
      top + tick,
      middle + reach,
      top + tick - up,
    ],
    line,
  );
  drawText(context, given, 'affine', middle, top + 2 * tick + 44 * unit, {
    size: 42,
    weight: 600,
    color,
    align: 'center',
    alpha: span(cue('affine') - 0.1, cue('affine') + 0.5, time),
  });
}
