import { Matrix as MlMatrix, SingularValueDecomposition } from 'ml-matrix';
import { turnedOver } from './polar';
import { mix } from './span';

/** Row-major: x ↦ (m₀x + m₁y + m₂z, m₃x + m₄y + m₅z, m₆x + m₇y + m₈z). */
export type Matrix3 = readonly [number, number, number, number, number, number, number, number, number];
/** Row-major, three rows of two: takes a point of the plane into space. */
export type Matrix3x2 = readonly [number, number, number, number, number, number];
export type Triple = readonly [number, number, number];

/**
 * A matrix on its way, with what it lifts points to out of space: w = lift · x, in a fourth direction that nobody sees.
 * The lift is zero all the way where det W ≥ 0, and at both ends always.
 */
export interface LiftedMatrix3 {
  readonly matrix: Matrix3;
  readonly lift: Triple;
}

export interface PolarPath3 {
  /** The turn in radians about `axis` by the right-hand rule; in [0, π] unless one near another turn was asked for. */
  readonly angle: number;
  /** Of length 1; the third axis where nothing turns. */
  readonly axis: Triple;
  /** How far space is stretched along three orthogonal axes, the largest first; the last is negative where det W < 0. */
  readonly stretches: Triple;
  /** Whether W makes a mirror image of space, det W < 0. */
  readonly mirrored: boolean;
  /** `at(0)` is the identity, `at(1)` is W. */
  at(t: number): LiftedMatrix3;
}

const IDENTITY: Matrix3 = [1, 0, 0, 0, 1, 0, 0, 0, 1];
const NO_LIFT: Triple = [0, 0, 0];
/** Of the largest stretch: a smaller one is nothing but rounding, and its sign means nothing. */
const FLAT = 1e-14;

export const determinant3 = ([a, b, c, d, e, f, g, h, i]: Matrix3): number =>
  a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);

export const cross = ([a, b, c]: Triple, [x, y, z]: Triple): Triple => [
  b * z - c * y,
  c * x - a * z,
  a * y - b * x,
];

/**
 * The way from the identity to W along its polar decomposition W = RS, R the nearest rotation: a turn by tθ about R's own
 * axis after a stretch by (1−t)I + tS. From the SVD W = UΣVᵀ: R = U·diag(1, 1, d)·Vᵀ and S = V·diag(σ₁, σ₂, dσ₃)·Vᵀ
 * with d = det(UVᵀ), so that R turns and never mirrors (Shoemake & Duff 1992).
 *
 * Where det W > 0, the determinant stays positive all the way. Where det W < 0, W makes a mirror image, and no turn within
 * space leads there. As `polarPath` turns a sheet over through the third dimension, this one turns space over through a
 * fourth, half a turn about the two axes of greatest stretch: there its volume never vanishes. What is seen is its
 * shadow in space, which is flat once, halfway, as a glove is that is turned into the other hand's.
 *
 * @param near A turn as a vector, angle times axis: of all turns that lead there, the one nearest to it is taken.
 */
export function polarPath3(W: Matrix3, near: Triple = NO_LIFT): PolarPath3 {
  const svd = new SingularValueDecomposition(new MlMatrix(rowsOf(W)));
  const [u, v] = [svd.leftSingularVectors, svd.rightSingularVectors];
  const [first, second, third] = svd.diagonal as [number, number, number];
  const sign = determinant3(flat(u)) * determinant3(flat(v)) < 0 ? -1 : 1;
  const mirrored = sign < 0 && third > FLAT * first;
  const free = [first, second, third].filter((stretch) => !(stretch > FLAT * first)).length;
  const R = flat(leastTurn(u, v, free, sign));
  const { angle, axis } = nearestTurn(turnOf(R), near);
  const last: Triple = [v.get(0, 2), v.get(1, 2), v.get(2, 2)];

  return {
    angle,
    axis,
    stretches: [first, second, mirrored ? -third : third],
    mirrored,
    at(t) {
      // Exactly W, and not what rounding in the decomposition made of it.
      if (t <= 0) return { matrix: IDENTITY, lift: NO_LIFT };
      if (t >= 1) return { matrix: W, lift: NO_LIFT };
      const [along, height] = turnedOver(mirrored ? -third : third, t);
      const scales = [mix(1, first, t), mix(1, second, t), along];
      const S = v.mmul(MlMatrix.diag(scales)).mmul(v.transpose());
      return {
        matrix: flat(new MlMatrix(rowsOf(rotation(axis, t * angle))).mmul(S)),
        lift: mirrored ? [height * last[0], height * last[1], height * last[2]] : NO_LIFT,
      };
    },
  };
}

/** The turn by `angle` radians about an axis of length 1: Rodrigues' formula. */
export function rotation([x, y, z]: Triple, angle: number): Matrix3 {
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  const k = 1 - c;
  return [
    c + k * x * x,
    k * x * y - s * z,
    k * x * z + s * y,
    k * y * x + s * z,
    c + k * y * y,
    k * y * z - s * x,
    k * z * x - s * y,
    k * z * y + s * x,
    c + k * z * z,
  ];
}

/**
 * The rotation of UΣVᵀ. Directions that W flattens may turn as they like, so they turn as little as they can: with one of them,
 * R is UVᵀ or its mirror; with two or three, the least turn that takes what is left of space where W takes it.
 */
function leastTurn(u: MlMatrix, v: MlMatrix, free: number, sign: 1 | -1): MlMatrix {
  if (free === 3) return MlMatrix.eye(3);
  if (free === 2) {
    const [from, to] = [v, u].map((m): Triple => [m.get(0, 0), m.get(1, 0), m.get(2, 0)]) as [Triple, Triple];
    return new MlMatrix(rowsOf(turnFromTo(from, to)));
  }
  return u.mmul(MlMatrix.diag([1, 1, sign])).mmul(v.transpose());
}

/** The least turn that takes one direction, of length 1, to another. */
function turnFromTo(from: Triple, to: Triple): Matrix3 {
  const about = cross(from, to);
  const sine = Math.hypot(...about);
  const cosine = from[0] * to[0] + from[1] * to[1] + from[2] * to[2];
  if (sine > 1e-12) return rotation(scaled(about, 1 / sine), Math.atan2(sine, cosine));
  return cosine > 0 ? IDENTITY : rotation(normalOf(from, [0, 0, 0]), Math.PI);
}

interface Turn {
  readonly angle: number;
  readonly axis: Triple;
}

/** Of the turns about the same axis that differ by whole turns, the one nearest to a turn given as angle times axis. */
function nearestTurn({ angle, axis }: Turn, near: Triple): Turn {
  const along = near[0] * axis[0] + near[1] * axis[1] + near[2] * axis[2];
  return { axis, angle: angle + 2 * Math.PI * Math.round((along - angle) / (2 * Math.PI)) };
}

/**
 * Angle and axis of a rotation, by its quaternion: from the largest of the four squared components (Shepperd 1978), because
 * the antisymmetric part vanishes near half a turn, and the trace tells little near none.
 */
function turnOf([a, b, c, d, e, f, g, h, i]: Matrix3): Turn {
  // Four times the products of the components: row k is 4·qₖ·(w, x, y, z).
  const rows = [
    [1 + a + e + i, h - f, c - g, d - b],
    [h - f, 1 + a - e - i, b + d, c + g],
    [c - g, b + d, 1 - a + e - i, f + h],
    [d - b, c + g, f + h, 1 - a - e + i],
  ] as const;
  const largest = [1, 2, 3].reduce((best, k) => (rows[k]![k]! > rows[best]![best]! ? k : best), 0);
  const row = rows[largest]!;
  const w = row[0];
  const size = Math.hypot(row[1], row[2], row[3]);
  if (size === 0) return { angle: 0, axis: [0, 0, 1] };
  // Of the two quaternions of one rotation, the one with w ≥ 0 turns by half a turn at most.
  const way = w < 0 ? -1 / size : 1 / size;
  return { angle: 2 * Math.atan2(size, Math.abs(w)), axis: [row[1] * way, row[2] * way, row[3] * way] };
}

/** The same matrix with rows for columns. */
export const transposed = ([a, b, c, d, e, f, g, h, i]: Matrix3): Matrix3 => [a, d, g, b, e, h, c, f, i];

/**
 * A layer of three neurons behind two, as a move of space: the plane lies at z = 0, and the third column is the unit normal
 * w₁ × w₂ / |w₁ × w₂| of its image. The determinant is the area |w₁ × w₂|, which is positive, so the move begins as a
 * turn and a stretch. Where w₁ ∥ w₂ any normal will do: it is the one nearest to the plane's own.
 */
export function withNormal(W: Matrix3x2): Matrix3 {
  const [a, b, c, d, e, f] = W;
  const [nx, ny, nz] = normalOf([a, c, e], [b, d, f]);
  return [a, b, nx, c, d, ny, e, f, nz];
}

function normalOf(w1: Triple, w2: Triple): Triple {
  const normal = cross(w1, w2);
  const area = Math.hypot(...normal);
  const [size1, size2] = [Math.hypot(...w1), Math.hypot(...w2)];
  if (area > 1e-9 * size1 * size2) return scaled(normal, 1 / area);
  const size = Math.max(size1, size2);
  if (size === 0) return [0, 0, 1];
  const along = scaled(size1 >= size2 ? w1 : w2, 1 / size);
  // What is left of an axis without its share along the image: of the third, or of the first where that one is too little.
  const from: Triple = Math.abs(along[2]) < 0.9 ? [0, 0, 1] : [1, 0, 0];
  const share = from[0] * along[0] + from[1] * along[1] + from[2] * along[2];
  const left: Triple = [from[0] - share * along[0], from[1] - share * along[1], from[2] - share * along[2]];
  return scaled(left, 1 / Math.hypot(...left));
}

const scaled = ([x, y, z]: Triple, by: number): Triple => [x * by, y * by, z * by];

const rowsOf = ([a, b, c, d, e, f, g, h, i]: Matrix3): number[][] => [
  [a, b, c],
  [d, e, f],
  [g, h, i],
];

const flat = (m: MlMatrix): Matrix3 => m.to1DArray() as unknown as Matrix3;
