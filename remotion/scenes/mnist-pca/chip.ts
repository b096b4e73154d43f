import type { Context2D, Given } from '../../stage/scene';
import { MIN_TEXT, setFont, textWidth, type TextStyle } from '../../stage/text';

/** Of a chip's radius: the height of its name, the dark ring that sets it off from what lies behind, and the room at a long name's ends. */
const TEXT = 1.4;
const RING = 0.16;
const ENDS = 0.62;

/** Of a name's height: what is longer is shortened, since twenty names of any length must find room in the cloud. */
const LONGEST = 4.6;
/** What stands where a name was shortened. */
const LEFT_OUT = '…';

/** A name no longer than a chip may be: its beginning and its end, since classes often differ only there. */
export function shortened(context: Context2D, given: Given, text: string): string {
  const style: TextStyle = { size: 40, weight: 600, color: given.theme.ink };
  const fits = (short: string): boolean =>
    textWidth(context, given, short, style) <= LONGEST * style.size * given.layout.unit;
  if (fits(text)) return text;
  const characters = [...text];
  for (let kept = Math.min(characters.length - 1, 24); kept > 2; kept--) {
    const short =
      characters.slice(0, Math.ceil(kept / 2)).join('') +
      LEFT_OUT +
      characters.slice(characters.length - Math.floor(kept / 2)).join('');
    if (fits(short)) return short;
  }
  return characters[0]! + LEFT_OUT;
}

/** What a class is called, and its place among the classes: its colour. */
export interface ClassName {
  readonly text: string;
  readonly index: number;
}

interface ChipSize {
  /** Pixels: of a chip as high as it is wide, or of its round ends. */
  readonly radius: number;
  /** Half its width in pixels. */
  readonly half: number;
  readonly style: TextStyle;
}

/** A name of one character stands in a circle, a longer one in what a circle becomes when it is drawn out. */
function sizeOf(context: Context2D, given: Given, text: string, radius: number): ChipSize {
  const { theme, layout } = given;
  const size = Math.max(MIN_TEXT, (TEXT * radius) / layout.unit);
  const r = Math.max(radius, (size * layout.unit) / TEXT);
  const style: TextStyle = {
    size,
    weight: 600,
    color: theme.background,
    align: 'center',
    baseline: 'middle',
  };
  if (text.length === 1) return { radius: r, half: r, style };
  return { radius: r, half: Math.max(r, textWidth(context, given, text, style) / 2 + ENDS * r), style };
}

/** Half a chip's width and height in pixels, without its ring. */
export function chipSize(
  context: Context2D,
  given: Given,
  text: string,
  radius: number,
): { readonly half: number; readonly radius: number } {
  return sizeOf(context, given, text, radius);
}

/** A class's name on its colour: in the legend as in the cloud, so that the one is read by the other. Radius in pixels. */
export function drawChip(
  context: Context2D,
  given: Given,
  { text, index }: ClassName,
  { x, y, radius }: { readonly x: number; readonly y: number; readonly radius: number },
): void {
  const { theme } = given;
  const { radius: r, half, style } = sizeOf(context, given, text, radius);
  context.beginPath();
  if (half === r) context.arc(x, y, r, 0, 2 * Math.PI);
  else context.roundRect(x - half, y - r, 2 * half, 2 * r, r);
  context.fillStyle = theme.digits[index % theme.digits.length]!;
  context.fill();
  context.strokeStyle = theme.background;
  context.lineWidth = RING * r;
  context.stroke();
  setFont(context, given, style);
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillStyle = theme.background;
  context.fillText(text, x, y + 0.05 * r);
}
