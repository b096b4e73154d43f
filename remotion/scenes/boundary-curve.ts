import { forward, type Network } from '../../training/network';
import { segmentDistance2 } from '../motion/curve';
import { contourLines } from '../stage/field';
import { planeOf } from '../stage/plane';
import { sampleNetwork } from './network-field';

/**
 * Where a network is undecided, found in the input plane by its own forward pass: the same points, moved forward through some
 * of its layers, are the boundary in that layer's space, and after the last hidden layer they lie on a straight line.
 */

/** Points of the input plane one after the other, [x₀, y₀, x₁, y₁, …]; a loop ends where it began. */
export type BoundaryCurve = readonly number[];

/** Writes where a point of the input plane is seen, in pixels, to the first two elements of `out`. */
export type Seen = (x: number, y: number, out: Float64Array) => void;

type Point = readonly [x: number, y: number];

/** Enough for the contours of a network that winds: a lattice of so many points on a side. */
const SAMPLES = 320;
/** Steps of a search in one direction; each about doubles the digits, halving at worst. */
const STEPS = 80;

/**
 * The zero of a network's logit on the line through (x, y) along (dx, dy), the nearest one that is bracketed within `reach`
 * of it on either side; undefined where the logit does not change its sign there. (Regula falsi, in the Illinois version.)
 */
export function zeroAlong(
  network: Network,
  [x, y]: Point,
  [dx, dy]: Point,
  reach: number,
): Point | undefined {
  const f = (s: number): number => forward(network, [x + s * dx, y + s * dy])[0]!;
  const middle = f(0);
  if (middle === 0) return [x, y];
  for (let far = reach / 64; far <= reach * 1.0001; far *= 2)
    for (const end of [far, -far]) {
      const value = f(end);
      if (value === 0) return [x + end * dx, y + end * dy];
      if (value < 0 === middle < 0) continue;
      const s = falsePosition(f, 0, middle, end, value);
      return [x + s * dx, y + s * dy];
    }
  return undefined;
}

function falsePosition(f: (s: number) => number, a0: number, fa0: number, b0: number, fb0: number): number {
  let [a, fa, b, fb] = [a0, fa0, b0, fb0];
  let best = Math.abs(fa) < Math.abs(fb) ? a : b;
  let least = Math.min(Math.abs(fa), Math.abs(fb));
  for (let step = 0; step < STEPS; step++) {
    // Where the logit is far from straight, every fourth step halves.
    const s = step % 4 === 3 ? (a + b) / 2 : (a * fb - b * fa) / (fb - fa);
    const value = f(s);
    if (Math.abs(value) < least) [best, least] = [s, Math.abs(value)];
    if (value === 0 || Math.abs(b - a) <= 1e-16 + 2e-16 * Math.abs(s) || s === a || s === b) break;
    if (value < 0 === fb < 0) {
      [b, fb] = [s, value];
      fa /= 2;
    } else {
      [a, fa] = [b, fb];
      [b, fb] = [s, value];
    }
  }
  return best;
}

/** Uphill at a point, of length 1; undefined where the logit is flat. */
function uphill(network: Network, [x, y]: Point, near: number): Point | undefined {
  const f = (u: number, v: number): number => forward(network, [u, v])[0]!;
  const gx = f(x + near, y) - f(x - near, y);
  const gy = f(x, y + near) - f(x, y - near);
  const steep = Math.hypot(gx, gy);
  return steep > 0 ? [gx / steep, gy / steep] : undefined;
}

/**
 * Where the logit is zero within [−half, half]², as curves that end at the border or in themselves. Every point is on the
 * zero as far as doubles can tell; a feature smaller than a lattice cell is not found.
 */
export function boundaryCurves(network: Network, half: number, samples = SAMPLES): BoundaryCurve[] {
  const plane = planeOf({ x: 0, y: 0, width: samples, height: samples }, { x: 0, y: 0, half });
  const cell = (2 * half) / samples;
  const lines = contourLines(sampleNetwork(network, plane, { samples }), 0, plane);
  return lines.flatMap((line) => {
    const found: Point[] = [];
    for (let i = 0; i + 1 < line.length; i += 2) {
      const at: Point = [plane.x.invert(line[i]!), plane.y.invert(line[i + 1]!)];
      const way = uphill(network, at, cell * 1e-3);
      const zero = way && zeroAlong(network, at, way, 1.5 * cell);
      if (zero) found.push(zero);
    }
    return withinSquare(network, found, half, cell);
  });
}

const isInside = ([x, y]: Point, half: number): boolean => Math.max(Math.abs(x), Math.abs(y)) <= half;

/** The pieces of a curve that lie in the square; where it goes through the border, it ends exactly there. */
function withinSquare(network: Network, points: readonly Point[], half: number, cell: number): number[][] {
  const pieces: number[][] = [];
  let piece: number[] = [];
  points.forEach((point, i) => {
    const before = points[i - 1];
    const inside = isInside(point, half);
    const was = before !== undefined && isInside(before, half);
    if (before && inside !== was) {
      const end = atBorder(network, was ? before : point, was ? point : before, half, cell);
      if (end) piece.push(...end);
    }
    if (inside) piece.push(...point);
    else if (was) {
      pieces.push(piece);
      piece = [];
    }
  });
  return [...pieces, piece].filter(({ length }) => length >= 4);
}

/** Where the boundary passes the border between a point inside and one outside. */
function atBorder(network: Network, from: Point, to: Point, half: number, cell: number): Point | undefined {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const share = (p: number, d: number): number => (d === 0 ? Infinity : (Math.sign(d) * half - p) / d);
  const [sx, sy] = [share(from[0], dx), share(from[1], dy)];
  const along: Point = sx < sy ? [0, 1] : [1, 0];
  const s = Math.min(sx, sy);
  const edge: Point =
    sx < sy ? [Math.sign(dx) * half, from[1] + s * dy] : [from[0] + s * dx, Math.sign(dy) * half];
  const end = zeroAlong(network, edge, along, 2 * cell);
  return end && isInside(end, half) ? end : undefined;
}

export interface DenserOptions {
  /** How far a chord may be from the curve in any picture, in pixels. */
  readonly tolerance?: number;
  /** How often a chord may be halved. */
  readonly depth?: number;
}

/**
 * A boundary with so many points that in every one of the pictures its polyline is within half a pixel of the curve: chords
 * are halved, on the zero of the network, as long as any picture shows them too far from it. As `polyline` does for one picture.
 * @param pictures in which the curve will be seen: near enough to each other that nothing happens between
 */
export function denserCurve(
  network: Network,
  curve: BoundaryCurve,
  pictures: readonly Seen[],
  { tolerance = 0.5, depth = 14 }: DenserOptions = {},
): BoundaryCurve {
  const limit = (tolerance / 2) ** 2;
  const out = new Float64Array(3);
  const places = (point: Point): Float64Array => {
    const at = new Float64Array(2 * pictures.length);
    pictures.forEach((seen, i) => {
      seen(point[0], point[1], out);
      at.set([out[0]!, out[1]!], 2 * i);
    });
    return at;
  };
  const near = (p: Float64Array, a: Float64Array, b: Float64Array): boolean => {
    for (let i = 0; i < p.length; i += 2)
      if (segmentDistance2(p[i]!, p[i + 1]!, a[i]!, a[i + 1]!, b[i]!, b[i + 1]!) > limit) return false;
    return true;
  };
  interface Placed {
    readonly point: Point;
    readonly at: Float64Array;
  }
  const placed = (point: Point): Placed => ({ point, at: places(point) });
  const between = ({ point: [ax, ay] }: Placed, { point: [bx, by] }: Placed): Placed => {
    const middle: Point = [(ax + bx) / 2, (ay + by) / 2];
    const length = Math.hypot(bx - ax, by - ay);
    const across: Point = length > 0 ? [(ay - by) / length, (bx - ax) / length] : [0, 1];
    return placed((length > 0 && zeroAlong(network, middle, across, length)) || middle);
  };
  const points: number[] = [];
  const halve = (a: Placed, m: Placed, b: Placed, left: number): void => {
    const [p, q] = [between(a, m), between(m, b)];
    if (left === 0 || [p, m, q].every(({ at }) => near(at, a.at, b.at))) {
      points.push(...b.point);
      return;
    }
    halve(a, p, m, left - 1);
    halve(m, q, b, left - 1);
  };
  let before = placed([curve[0]!, curve[1]!]);
  points.push(...before.point);
  for (let i = 2; i + 1 < curve.length; i += 2) {
    const next = placed([curve[i]!, curve[i + 1]!]);
    halve(before, between(before, next), next, depth);
    before = next;
  }
  return points;
}

/** Where a boundary is seen, in pixels: [x₀, y₀, x₁, y₁, …]. */
export function seenCurve(curve: BoundaryCurve, seen: Seen): number[] {
  const out = new Float64Array(3);
  const pixels = new Array<number>(curve.length);
  for (let i = 0; i + 1 < curve.length; i += 2) {
    seen(curve[i]!, curve[i + 1]!, out);
    pixels[i] = out[0]!;
    pixels[i + 1] = out[1]!;
  }
  return pixels;
}
