import type { Box } from './layout';
import type { Look } from './look';
import { translucent } from './look';
import type { Context2D } from './scene';

export interface CardStyle {
  readonly alpha?: number;
  /** Colour of the edge; none unless given. */
  readonly edge?: string;
  /** How strongly the ground shows, 0 … 1. */
  readonly ground?: number;
}

/** A panel: a rounded ground, a little lighter than the stage, for what belongs together. */
export function drawCard(
  context: Context2D,
  { theme, layout }: Look,
  { x, y, width, height }: Box,
  { alpha = 1, edge, ground = 0.7 }: CardStyle = {},
): void {
  if (alpha <= 0) return;
  const before = context.globalAlpha;
  context.globalAlpha = before * alpha;
  context.beginPath();
  context.roundRect(x, y, width, height, 18 * layout.unit);
  context.fillStyle = translucent(theme.surface, ground);
  context.fill();
  if (edge !== undefined) {
    context.strokeStyle = edge;
    context.lineWidth = 2.5 * layout.unit;
    context.stroke();
  }
  context.globalAlpha = before;
}
