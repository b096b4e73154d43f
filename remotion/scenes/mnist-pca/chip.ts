import type { Context2D, Given } from '../../stage/scene';
import { MIN_TEXT, setFont } from '../../stage/text';

/** Of a chip's radius: the height of its digit, and the dark ring that sets it off from what lies behind. */
const TEXT = 1.4;
const RING = 0.16;

/** A digit's name on its colour: in the legend as in the cloud, so that the one is read by the other. Radius in pixels. */
export function drawChip(
  context: Context2D,
  given: Given,
  digit: number,
  { x, y, radius }: { readonly x: number; readonly y: number; readonly radius: number },
): void {
  const { theme, layout } = given;
  const size = Math.max(MIN_TEXT, (TEXT * radius) / layout.unit);
  const r = Math.max(radius, (size * layout.unit) / TEXT);
  context.beginPath();
  context.arc(x, y, r, 0, 2 * Math.PI);
  context.fillStyle = theme.digits[digit % theme.digits.length]!;
  context.fill();
  context.strokeStyle = theme.background;
  context.lineWidth = RING * r;
  context.stroke();
  setFont(context, given, { size, weight: 600, color: theme.background });
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillStyle = theme.background;
  context.fillText(String(digit), x, y + 0.05 * r);
}
