import type { Context2D } from './scene';

export interface ArrowStyle {
  readonly color: string;
  /** Pixels. */
  readonly width: number;
  /** Length of the head in pixels; four widths unless given, never more than half the arrow. */
  readonly head?: number;
  readonly alpha?: number;
}

/** An arrow from one point of the frame to another. */
export function drawArrow(
  context: Context2D,
  fromX: number,
  fromY: number,
  toX: number,
  toY: number,
  { color, width, head = 4 * width, alpha = 1 }: ArrowStyle,
): void {
  const length = Math.hypot(toX - fromX, toY - fromY);
  if (alpha <= 0 || length < width / 2) return;
  const ux = (toX - fromX) / length;
  const uy = (toY - fromY) / length;
  const size = Math.min(head, length / 2);
  const baseX = toX - ux * size;
  const baseY = toY - uy * size;
  const before = context.globalAlpha;
  context.globalAlpha = before * alpha;
  context.strokeStyle = color;
  context.fillStyle = color;
  context.lineWidth = width;
  context.lineCap = 'butt';
  context.beginPath();
  context.moveTo(fromX, fromY);
  context.lineTo(baseX, baseY);
  context.stroke();
  context.beginPath();
  context.moveTo(toX, toY);
  context.lineTo(baseX - uy * size * 0.5, baseY + ux * size * 0.5);
  context.lineTo(baseX + uy * size * 0.5, baseY - ux * size * 0.5);
  context.closePath();
  context.fill();
  context.globalAlpha = before;
}
