import type { Matrix2 } from '../motion/polar';
import { drawArrow } from './arrow';
import { between, type Look } from './look';
import type { Plane } from './plane';
import type { Context2D } from './scene';

/** Images of e₁ and e₂: where the two arrows end, in pixels, from the plane's origin. */
export interface BasisTips {
  readonly origin: readonly [x: number, y: number];
  readonly tips: readonly [readonly [x: number, y: number], readonly [x: number, y: number]];
}

export interface BasisStyle {
  readonly alpha?: number;
  /** Of the arrows, in pixels; 8 units unless given. */
  readonly width?: number;
  /** Of e₁ and e₂; `basisColors` unless given. */
  readonly colors?: readonly [string, string];
  /** 0 … 1: how clearly the arrows of before, e₁ and e₂ themselves, are still seen. */
  readonly ghost?: number;
  /** How far each has grown out of the origin, 0 … 1. */
  readonly grown?: readonly [number, number];
  /** Height of the images above the plane while a sheet turns over: the `lift` of the polar path. */
  readonly lift?: readonly [number, number];
}

/**
 * The colours of e₁ and e₂: each arrow has the hue of the grid lines that run along it, only lighter, so that it is
 * seen which lines it carries along.
 */
export const basisColors = ({ theme }: Pick<Look, 'theme'>): readonly [string, string] => [
  between(theme.families[1], theme.ink, 0.4),
  between(theme.families[0], theme.ink, 0.4),
];

/** Where the arrows of a basis end. @param matrix Its columns are the images of e₁ and e₂. */
export function basisTips(
  plane: Plane,
  [a, b, c, d]: Matrix2,
  [p, q]: readonly [number, number] = [0, 0],
): BasisTips {
  const point = new Float64Array(3);
  const at = (x: number, y: number, z: number): readonly [number, number] => {
    point.set([x, y, z]);
    plane.project(point);
    return [point[0]!, point[1]!];
  };
  return { origin: at(0, 0, 0), tips: [at(a, c, p), at(b, d, q)] };
}

/** The two arrows from the origin to where a matrix takes e₁ and e₂, with a halo that keeps them off the grid. */
export function drawBasis(
  context: Context2D,
  look: Look,
  plane: Plane,
  matrix: Matrix2,
  {
    alpha = 1,
    width = 8 * look.layout.unit,
    colors = basisColors(look),
    ghost = 0,
    grown = [1, 1],
    lift,
  }: BasisStyle,
): void {
  if (alpha <= 0) return;
  const draw = ({ origin: [ox, oy], tips }: BasisTips, opacity: number): void =>
    tips.forEach(([x, y], i) => {
      const share = grown[i]!;
      if (share <= 0) return;
      const [toX, toY] = [ox + (x - ox) * share, oy + (y - oy) * share];
      const length = Math.hypot(toX - ox, toY - oy);
      if (length === 0) return;
      // The halo's head reaches a little further than the arrow's own.
      const over = (0.7 * width) / length;
      const halo = {
        color: look.theme.background,
        width: 1.75 * width,
        head: 4.9 * width,
        alpha: 0.75 * opacity,
      };
      drawArrow(context, ox, oy, toX + (toX - ox) * over, toY + (toY - oy) * over, halo);
      drawArrow(context, ox, oy, toX, toY, { color: colors[i]!, width, alpha: opacity });
    });
  if (ghost > 0) draw(basisTips(plane, [1, 0, 0, 1]), 0.4 * ghost * alpha);
  draw(basisTips(plane, matrix, lift), alpha);
}
