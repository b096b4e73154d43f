import { lagged } from '../motion/lagged';
import type { Look } from './look';
import type { Context2D } from './scene';
import { drawText, textWidth, type TextStyle } from './text';

export interface TitleStyle extends TextStyle {
  /** How far it has come in, 0 … 1: word after word, each rising into its place. */
  readonly entered: number;
}

/** How far below its place a word comes from, in its own sizes. */
const RISE = 0.45;

/** A line of words that come in one after another. */
export function drawTitle(
  context: Context2D,
  look: Look,
  text: string,
  x: number,
  y: number,
  { entered, ...style }: TitleStyle,
): void {
  if (entered <= 0) return;
  const { align = 'left', alpha = 1, size } = style;
  const words = text.split(' ');
  const space = textWidth(context, look, ' ', style);
  const widths = words.map((word) => textWidth(context, look, word, style));
  const whole = widths.reduce((sum, width) => sum + width, space * (words.length - 1));
  let left = x - (align === 'center' ? whole / 2 : align === 'right' ? whole : 0);
  words.forEach((word, i) => {
    const share = lagged(i, words.length, entered, 0.4);
    const dy = (1 - share) * RISE * size * look.layout.unit;
    drawText(context, look, word, left, y + dy, { ...style, align: 'left', alpha: alpha * share });
    left += widths[i]! + space;
  });
}
