import type { Box } from './layout';
import { translucent, type Look } from './look';
import type { Context2D } from './scene';

export interface LitStyle {
  readonly color: string;
  /** How bright it shines, 0 … 1. */
  readonly alpha: number;
  /** Room around each box in pixels; 12 units unless given. */
  readonly pad?: number;
}

/** Strongest where it is full on: what stands in front stays easy to read. */
const STRENGTH = 0.22;

/** A soft light behind boxes that are spoken of: a row of a matrix, a column, a term of a formula. Drawn before them. */
export function drawLit(
  context: Context2D,
  { layout }: Look,
  boxes: readonly Box[],
  { color, alpha, pad = 12 * layout.unit }: LitStyle,
): void {
  if (alpha <= 0) return;
  const before = context.globalAlpha;
  context.globalAlpha = before * alpha;
  // Three rounded panes on top of each other have a soft edge without a blur, which is dear.
  const soft = [
    [1.5, 0.25],
    [1.22, 0.35],
    [1, 0.4],
  ] as const;
  for (const { x, y, width, height } of boxes)
    for (const [grown, share] of soft) {
      const room = pad * grown;
      context.fillStyle = translucent(color, STRENGTH * share);
      context.beginPath();
      context.roundRect(x - room, y - room, width + 2 * room, height + 2 * room, room);
      context.fill();
    }
  context.globalAlpha = before;
}
