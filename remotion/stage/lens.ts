import { mix } from '../motion/span';
import { faded, strokePolyline } from './path';
import type { Context2D } from './scene';

/** A round spot of the picture and the lens that shows it enlarged, in pixels. */
export interface Lens {
  readonly spot: { readonly x: number; readonly y: number; readonly radius: number };
  readonly lens: { readonly x: number; readonly y: number; readonly radius: number };
  /** 0: the lens lies on its spot; 1: it is in its place. */
  readonly shown: number;
}

export interface LensStyle {
  readonly color: string;
  readonly ground: string;
  /** Of the rim and of the lines that lead to it, in pixels. */
  readonly rim: number;
  readonly line: number;
}

/**
 * A lens that grows out of the spot that it shows, with a line on either side from edge to edge.
 * @param inside draws what is seen in it, clipped, about (x, y) and out to `radius`
 */
export function drawLensOver(
  context: Context2D,
  { spot, lens, shown }: Lens,
  { color, ground, rim, line }: LensStyle,
  inside: (x: number, y: number, radius: number) => void,
): void {
  if (shown <= 0) return;
  const x = mix(spot.x, lens.x, shown);
  const y = mix(spot.y, lens.y, shown);
  const radius = mix(spot.radius, lens.radius, shown);
  const length = Math.hypot(x - spot.x, y - spot.y) || 1;
  const [ux, uy] = [(x - spot.x) / length, (y - spot.y) / length];
  const circle = (atX: number, atY: number, r: number): void => {
    context.beginPath();
    context.arc(atX, atY, r, 0, 2 * Math.PI);
  };
  const ring = (width: number): void => {
    context.strokeStyle = color;
    context.lineWidth = width;
    context.stroke();
  };
  faded(context, Math.min(1, 3 * shown), () => {
    for (const side of [-1, 1])
      strokePolyline(
        context,
        [
          spot.x - side * uy * spot.radius,
          spot.y + side * ux * spot.radius,
          x - side * uy * radius,
          y + side * ux * radius,
        ],
        { color, width: line, alpha: 0.6 },
      );
    circle(spot.x, spot.y, spot.radius);
    ring(line);
    circle(x, y, radius);
    context.fillStyle = ground;
    context.fill();
    context.save();
    context.clip();
    inside(x, y, radius);
    context.restore();
    circle(x, y, radius);
    ring(rim);
  });
}
