import type { Box } from './layout';
import type { Context2D } from './scene';

/** Adds [x₀, y₀, x₁, y₁, …] to the context's current path. */
export function tracePolyline(context: Context2D, points: readonly number[]): void {
  if (points.length < 4) return;
  context.moveTo(points[0]!, points[1]!);
  for (let i = 2; i < points.length; i += 2) context.lineTo(points[i]!, points[i + 1]!);
}

export interface LineStyle {
  readonly color: string;
  /** Pixels. */
  readonly width: number;
  readonly alpha?: number;
  /** Pixels on, pixels off. */
  readonly dash?: readonly number[];
}

export function strokePolyline(context: Context2D, points: readonly number[], style: LineStyle): void {
  const { alpha = 1, dash } = style;
  if (alpha <= 0 || points.length < 4) return;
  const before = context.globalAlpha;
  context.globalAlpha = before * alpha;
  context.strokeStyle = style.color;
  context.lineWidth = style.width;
  context.lineJoin = 'round';
  context.lineCap = 'round';
  if (dash) context.setLineDash([...dash]);
  context.beginPath();
  tracePolyline(context, points);
  context.stroke();
  if (dash) context.setLineDash([]);
  context.globalAlpha = before;
}

/** A closed polygon filled. */
export function fillPolygon(
  context: Context2D,
  points: readonly number[],
  color: string | CanvasGradient,
  alpha = 1,
): void {
  if (alpha <= 0) return;
  const before = context.globalAlpha;
  context.globalAlpha = before * alpha;
  context.fillStyle = color;
  context.beginPath();
  tracePolyline(context, points);
  context.closePath();
  context.fill();
  context.globalAlpha = before;
}

/** Runs `draw` with everything outside the box cut off. */
export function clipped(context: Context2D, { x, y, width, height }: Box, draw: () => void): void {
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  draw();
  context.restore();
}

/** Runs `draw` with `alpha` times the opacity. */
export function faded(context: Context2D, alpha: number, draw: () => void): void {
  if (alpha <= 0) return;
  const before = context.globalAlpha;
  context.globalAlpha = before * alpha;
  draw();
  context.globalAlpha = before;
}

/** The first `share` of a polyline's length, for lines that draw themselves. */
export function partOf(points: readonly number[], share: number): number[] {
  if (share >= 1) return [...points];
  if (share <= 0 || points.length < 4) return [];
  let total = 0;
  for (let i = 2; i < points.length; i += 2)
    total += Math.hypot(points[i]! - points[i - 2]!, points[i + 1]! - points[i - 1]!);
  let left = total * share;
  const part = [points[0]!, points[1]!];
  for (let i = 2; i < points.length && left > 0; i += 2) {
    const [x, y, dx, dy] = [
      points[i - 2]!,
      points[i - 1]!,
      points[i]! - points[i - 2]!,
      points[i + 1]! - points[i - 1]!,
    ];
    const length = Math.hypot(dx, dy);
    const s = length > left ? left / length : 1;
    part.push(x + s * dx, y + s * dy);
    left -= length;
  }
  return part;
}
