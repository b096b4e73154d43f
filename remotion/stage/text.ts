import { missingGlyph } from './glyphs';
import type { Look } from './look';
import type { Context2D } from './scene';

/** Nothing in the film is smaller, in units (pixels at 1080p). */
export const MIN_TEXT = 24;

export interface TextStyle {
  /** In units; at least `MIN_TEXT`. */
  readonly size: number;
  readonly color: string;
  readonly weight?: 400 | 500 | 600;
  readonly align?: 'left' | 'center' | 'right';
  readonly baseline?: 'alphabetic' | 'middle';
  readonly alpha?: number;
  /** Digits as wide as each other, for numbers that change. */
  readonly tabular?: boolean;
}

/** @throws RangeError when the size is below what can be read. */
export function setFont(
  context: Context2D,
  { theme, layout }: Look,
  { size, weight = 400 }: TextStyle,
): void {
  if (size < MIN_TEXT) throw new RangeError(`text of ${size} units is too small; ${MIN_TEXT} is the least`);
  context.font = `${weight} ${size * layout.unit}px ${theme.font}, sans-serif`;
  context.fontKerning = 'normal';
  // Outlines instead of hinted glyphs: text keeps its shape while it moves, and in every browser build.
  context.textRendering = 'geometricPrecision';
}

const DIGIT = /\d/;

/** Width in pixels. */
export function textWidth(context: Context2D, look: Look, text: string, style: TextStyle): number {
  setFont(context, look, style);
  if (!style.tabular) return context.measureText(text).width;
  const cell = context.measureText('0').width;
  let width = 0;
  for (const char of text) width += DIGIT.test(char) ? cell : context.measureText(char).width;
  return width;
}

/**
 * One line of text at (x, y), in pixels.
 * @throws RangeError for a character that the bundled font has not: a formula may have it
 */
export function drawText(
  context: Context2D,
  look: Look,
  text: string,
  x: number,
  y: number,
  style: TextStyle,
): void {
  const { align = 'left', baseline = 'alphabetic', alpha = 1, tabular = false } = style;
  if (alpha <= 0 || text === '') return;
  const missing = missingGlyph(text);
  if (missing !== undefined)
    throw new RangeError(`the film's font has no "${missing}" for the text "${text}"`);
  setFont(context, look, style);
  const before = context.globalAlpha;
  context.globalAlpha = before * alpha;
  context.fillStyle = style.color;
  context.textBaseline = baseline;
  if (tabular) {
    const width = textWidth(context, look, text, style);
    const cell = context.measureText('0').width;
    let left = x - (align === 'center' ? width / 2 : align === 'right' ? width : 0);
    context.textAlign = 'left';
    for (const char of text) {
      const own = context.measureText(char).width;
      const space = DIGIT.test(char) ? cell : own;
      context.fillText(char, left + (space - own) / 2, y);
      left += space;
    }
  } else {
    context.textAlign = align;
    context.fillText(text, x, y);
  }
  context.globalAlpha = before;
}
