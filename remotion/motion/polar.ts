import { mix } from './span';

/** Row-major: (x, y) ↦ (m₀x + m₁y, m₂x + m₃y). */
export type Matrix2 = readonly [number, number, number, number];

export const determinant = ([a, b, c, d]: Matrix2): number => a * d - b * c;

/**
 * A matrix on its way, with the height it lifts points to: z = lift₀·x + lift₁·y, towards the viewer.
 * The lift is zero all the way where det W ≥ 0, and at both ends always.
 */
export interface LiftedMatrix {
  readonly matrix: Matrix2;
  readonly lift: readonly [number, number];
}

export interface PolarPath {
  /** The turn in radians, anticlockwise; in (−π, π] unless one nearest to another turn was asked for. */
  readonly angle: number;
  /** How far the plane is stretched along two orthogonal axes; the second is negative where det W < 0. */
  readonly stretches: readonly [number, number];
  /** `at(0)` is the identity, `at(1)` is W. */
  at(t: number): LiftedMatrix;
}

/**
 * The way from the identity to W along its polar decomposition W = RS: a turn by tθ after a stretch by (1−t)I + tS.
 * θ = atan2(w₁₀ − w₀₁, w₀₀ + w₁₁) is the nearest rotation's (Shoemake & Duff 1992), S = RᵀW is symmetric.
 * Where det W > 0, the determinant stays positive all the way. Where det W < 0, S has a negative eigenvalue: the sheet
 * turns over about its other axis, half a turn through the third dimension, and never collapses in space. From a nearly
 * singular W on, that half turn is flattened, so that the way depends continuously on W even where det W goes through 0.
 *
 * @param near Of all turns that lead there, the one nearest to this angle: a matrix that changes keeps its way of turning.
 */
export function polarPath([a, b, c, d]: Matrix2, near = 0): PolarPath {
  const least = Math.atan2(c - b, a + d);
  const angle = least + 2 * Math.PI * Math.round((near - least) / (2 * Math.PI));
  const cos = Math.cos(least);
  const sin = Math.sin(least);
  const s00 = cos * a + sin * c;
  const s01 = cos * b + sin * d;
  const s11 = -sin * b + cos * d;

  const middle = (s00 + s11) / 2;
  const radius = Math.hypot((s00 - s11) / 2, s01);
  const first = middle + radius;
  // From the determinant, because middle − radius cancels where the matrix is nearly singular.
  const second = first > 0 ? (a * d - b * c) / first : middle - radius;
  const tilt = Math.atan2(2 * s01, s00 - s11) / 2;
  const ux = Math.cos(tilt);
  const uy = Math.sin(tilt);

  return {
    angle,
    stretches: [first, second],
    at(t) {
      const along = mix(1, first, t);
      const [across, height] = turnedOver(second, t);
      const p = along * ux * ux + across * uy * uy;
      const q = (along - across) * ux * uy;
      const r = along * uy * uy + across * ux * ux;
      const turnCos = Math.cos(t * angle);
      const turnSin = Math.sin(t * angle);
      return {
        matrix: [
          turnCos * p - turnSin * q,
          turnCos * q - turnSin * r,
          turnSin * p + turnCos * q,
          turnSin * q + turnCos * r,
        ],
        lift: [-uy * height, ux * height],
      };
    },
  };
}

/** From this stretch on a sheet that turns over stands upright on its way. */
const UPRIGHT = 0.25;

/**
 * A stretch on its way from 1 to `stretch`: how long, and how high out of the sheet's space. Along a straight blend where
 * the stretch is positive; where it is negative, half a turn through the height, which a small stretch flattens.
 */
export function turnedOver(stretch: number, t: number): readonly [along: number, height: number] {
  const straight = mix(1, stretch, t);
  if (!(stretch < 0)) return [straight, 0];
  const upright = Math.min(1, -stretch / UPRIGHT);
  const length = mix(1, -stretch, t);
  return [
    mix(straight, length * Math.cos(Math.PI * t), upright),
    upright * length * (t >= 1 ? 0 : Math.sin(Math.PI * t)),
  ];
}

/** How much larger a point at height z looks from a camera `distance` above the plane; 1 at z = 0. */
export const foreshorten = (z: number, distance: number): number =>
  distance / Math.max(distance - z, distance * 0.1);
