import type { FormulaPaths } from './formula';
import { drawFormula, formulaLeft, type FormulaStyle } from './formula-draw';
import { formatNumber } from './number';
import type { Context2D } from './scene';

/** Numbers in TeX's own shapes that can change from frame to frame: the characters are formulas, set side by side. */
const CHARACTERS: Readonly<Record<string, string>> = {
  ...Object.fromEntries([...'0123456789'].map((digit) => [digit, `\\class{glyph}{${digit}}`])),
  '.': '.',
  '\u2212': '{-}',
};

/** Name of a character's formula in `numeralFormulas`. */
export const numeralKey = (char: string): string => `numeral ${char}`;

/** To be spread into a scene's `formulas`. */
export const numeralFormulas: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(CHARACTERS).map(([char, tex]) => [numeralKey(char), tex]),
);

export interface NumeralStyle {
  /** Pixels of one em. */
  readonly size: number;
  readonly color: string;
  readonly decimals?: number;
  readonly alpha?: number;
}

/** A number that ends at `right`, baseline at y. */
export function drawNumeral(
  context: Context2D,
  formulas: Readonly<Record<string, FormulaPaths>>,
  value: number,
  right: number,
  y: number,
  { size, color, decimals = 2, alpha = 1 }: NumeralStyle,
): void {
  let end = right;
  for (const char of [...formatNumber(value, decimals)].reverse()) {
    const glyph = formulas[numeralKey(char)];
    if (!glyph) throw new RangeError(`the scene's formulas lack numeralFormulas: no outline for "${char}"`);
    drawFormula(context, glyph, end, y, { size, color, alpha, align: 'right' });
    end -= glyph.width * size;
  }
}

/**
 * A number of this many decimals as it stands in a template, for `drawFilled` to put a measured one in its place.
 * @param signed Whether there is room for a minus.
 */
export const placeholder = (part: string, decimals = 2, signed = true): string =>
  `\\class{${part}}{${signed ? '-' : ''}0.${'0'.repeat(decimals)}}`;

export interface FilledStyle extends FormulaStyle {
  /** Two unless given; by part where they differ. */
  readonly decimals?: number | Readonly<Record<string, number>>;
}

/** A formula whose placeholders, by part, are replaced with numbers, aligned at their right edges. */
export function drawFilled(
  context: Context2D,
  formulas: Readonly<Record<string, FormulaPaths>>,
  template: FormulaPaths,
  values: Readonly<Record<string, number>>,
  x: number,
  y: number,
  { decimals = 2, ...style }: FilledStyle,
): void {
  const hidden = Object.fromEntries(Object.keys(values).map((part) => [part, { alpha: 0 }]));
  drawFormula(context, template, x, y, { ...style, parts: { ...style.parts, ...hidden } });
  const left = formulaLeft(template, x, style);
  const zero = formulas[numeralKey('0')];
  const bearing = zero?.boxes.glyph;
  for (const [part, value] of Object.entries(values)) {
    const box = template.boxes[part];
    if (!box || !zero || !bearing) throw new RangeError(`the template has no placeholder "${part}"`);
    const right = box.x + box.width + zero.width - bearing.x - bearing.width;
    const { color = style.color, alpha = 1 } = style.parts?.[part] ?? {};
    drawNumeral(context, formulas, value, left + right * style.size, y - (box.y - bearing.y) * style.size, {
      size: style.size,
      color,
      decimals: typeof decimals === 'number' ? decimals : (decimals[part] ?? 2),
      alpha: alpha * (style.alpha ?? 1),
    });
  }
}
