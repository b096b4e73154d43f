/** A line n·x + c = 0 of the plane with its unit normal: what is on the normal's side has n·x + c > 0. */
export interface Line {
  readonly nx: number;
  readonly ny: number;
  readonly c: number;
}

/** The same line with a normal of length 1; where there is no direction, along x. */
export function unitLine(w0: number, w1: number, b: number): Line {
  const size = Math.hypot(w0, w1);
  return size > 0 ? { nx: w0 / size, ny: w1 / size, c: b / size } : { nx: 1, ny: 0, c: b };
}

/** Positive on the normal's side: how far (x, y) is from the line. */
export const sideOf = ({ nx, ny, c }: Line, x: number, y: number): number => nx * x + ny * y + c;

/**
 * The line of this direction that just holds all of a curve on its normal's side.
 * @param curve [x₀, y₀, x₁, y₁, …]
 * @param angle of the normal, in radians from the x-axis
 * @param gap Least distance from the curve.
 */
export function supportLine(curve: ArrayLike<number>, angle: number, gap: number): Line {
  const [nx, ny] = [Math.cos(angle), Math.sin(angle)];
  let least = Infinity;
  for (let i = 0; i + 1 < curve.length; i += 2) least = Math.min(least, nx * curve[i]! + ny * curve[i + 1]!);
  return { nx, ny, c: gap - (Number.isFinite(least) ? least : 0) };
}

/**
 * How often a closed curve goes round a point, anticlockwise: the sum of the angles that its pieces are seen under.
 * @param curve [x₀, y₀, …], its last point joined to its first
 */
export function windingNumber(curve: ArrayLike<number>, x: number, y: number): number {
  let turned = 0;
  const count = Math.floor(curve.length / 2);
  for (let i = 0; i < count; i++) {
    const next = (i + 1) % count;
    const [ax, ay] = [curve[2 * i]! - x, curve[2 * i + 1]! - y];
    const [bx, by] = [curve[2 * next]! - x, curve[2 * next + 1]! - y];
    turned += Math.atan2(ax * by - ay * bx, ax * bx + ay * by);
  }
  return Math.round(turned / (2 * Math.PI));
}

/**
 * How round a closed curve is: 4π times its area over the square of its length, 1 for a circle and near 0 for what is squeezed
 * to a thread (the isoperimetric quotient).
 * @param curve [x₀, y₀, …], its last point joined to its first
 */
export function roundness(curve: ArrayLike<number>): number {
  let [twice, length] = [0, 0];
  const count = Math.floor(curve.length / 2);
  for (let i = 0; i < count; i++) {
    const next = (i + 1) % count;
    const [ax, ay, bx, by] = [curve[2 * i]!, curve[2 * i + 1]!, curve[2 * next]!, curve[2 * next + 1]!];
    twice += ax * by - ay * bx;
    length += Math.hypot(bx - ax, by - ay);
  }
  return length > 0 ? (2 * Math.PI * Math.abs(twice)) / length ** 2 : 0;
}
