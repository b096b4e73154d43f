import type { Context2D } from './scene';

/** Dots in the frame: dot i is at (x[i], y[i]) pixels and has the colour of class[i]. Order and identity stay. */
export interface Dots {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly classes: ArrayLike<number>;
}

export interface DotStyle {
  readonly colors: readonly string[];
  /** Pixels. */
  readonly radius: number;
  /** A thin ring of this colour keeps neighbours apart. */
  readonly halo?: string;
  readonly alpha?: number;
  /** Radius of dot i as a share of `radius`, for entrances; 1 unless given. */
  readonly grown?: (i: number) => number;
}

/** One fill for all dots of a colour. */
export function drawDots(context: Context2D, { x, y, classes }: Dots, style: DotStyle): void {
  const { colors, radius, halo, alpha = 1, grown } = style;
  if (alpha <= 0) return;
  const before = context.globalAlpha;
  context.globalAlpha = before * alpha;
  colors.forEach((color, c) => {
    context.beginPath();
    for (let i = 0; i < x.length; i++) {
      if (classes[i] !== c) continue;
      const r = grown ? radius * grown(i) : radius;
      if (r <= 0) continue;
      context.moveTo(x[i]! + r, y[i]!);
      context.arc(x[i]!, y[i]!, r, 0, 2 * Math.PI);
    }
    if (halo) {
      context.strokeStyle = halo;
      context.lineWidth = radius * 0.55;
      context.stroke();
    }
    context.fillStyle = color;
    context.fill();
  });
  context.globalAlpha = before;
}
