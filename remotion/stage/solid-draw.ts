import { project, type View } from './camera';
import type { Context2D } from './scene';
import type { Edge, Segment } from './solid';

export interface SolidStyle {
  readonly color: string;
  /** Pixels. */
  readonly width: number;
  readonly alpha: number;
}

/** Straight lines in space, one stroke each: faster than one path for all, and each may have its own opacity. */
export function strokeSegments(
  context: Context2D,
  view: View,
  segments: readonly Segment[],
  { color, width, alpha }: SolidStyle,
  share: (segment: number) => number = () => 1,
): void {
  const before = context.globalAlpha;
  context.strokeStyle = color;
  context.lineWidth = width;
  context.lineCap = 'round';
  segments.forEach(({ from, to }, i) => {
    const opacity = alpha * share(i);
    if (opacity <= 0) return;
    const [a, b] = [project(view, from), project(view, to)];
    context.globalAlpha = before * opacity;
    context.beginPath();
    context.moveTo(a.x, a.y);
    context.lineTo(b.x, b.y);
    context.stroke();
  });
  context.globalAlpha = before;
}

/** The box's edges behind what it holds (`part` "back", drawn first) or before it ("front", drawn last and fainter). */
export function strokeBox(
  context: Context2D,
  view: View,
  edges: readonly Edge[],
  part: 'back' | 'front',
  style: SolidStyle,
): void {
  strokeSegments(context, view, edges, style, (i) => {
    const { front } = edges[i]!;
    return part === 'back' ? 1 - front : 0.45 * front;
  });
}
