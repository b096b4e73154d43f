import { clamp01 } from '../../motion/ease';
import type { PlaneMap } from '../../motion/layer-path';
import { planeOf } from '../../stage/plane';
import { circleAt, ringCurve } from '../../stage/rings';

/** Round numbers that a lens may enlarge by. */
const STEPS = [2, 3, 4, 5, 6, 8, 10, 20, 30, 40, 50, 60, 80, 100, 200, 300];
/** Stronger than this, nobody sees any more where in the picture the lens is. */
const STRONGEST = 400;
/** How much of the lens's width the ring takes, from one of its outer sides to the other. */
const FILLED = 0.86;
/** The thinnest of what is to be told apart takes at least this share of it. */
const THINNEST = 0.12;
/** Points of each circle, and of the disk, that are looked at. */
const EDGE = 2400;
const [RINGS, SPOKES] = [5, 20];

type Point = readonly [x: number, y: number];

/** The radii that it is about, before the map. */
export interface Shape {
  readonly disk: number;
  /** Of the ring's inner and outer edge. */
  readonly ring: readonly [number, number];
}

/** A lens. */
export interface Magnified {
  /** What the lens is over, after the map. */
  readonly at: Point;
  /** A round number; 1 where no lens is needed, 0 where none helps: the map has pressed or merged what it is about. */
  readonly times: number;
}

/**
 * The nearest place of a closed curve [x₀, y₀, …], by its pieces: between its points it may run much nearer than at them.
 * Without tuples and roots inside: it goes by a million pieces before the first frame.
 * @param away only places on the other side than this direction
 */
function nearestOf(
  [x, y]: Point,
  curve: Float64Array,
  [awayX, awayY]: Point = [0, 0],
): readonly [distance: number, place: Point] | undefined {
  const all = awayX === 0 && awayY === 0;
  let least = Infinity;
  let [foundX, foundY] = [0, 0];
  // From the curve's last point to its first, and round.
  let ax = curve[curve.length - 2]! - x;
  let ay = curve[curve.length - 1]! - y;
  for (let i = 0; i < curve.length; i += 2) {
    const bx = curve[i]! - x;
    const by = curve[i + 1]! - y;
    const dx = bx - ax;
    const dy = by - ay;
    const length2 = dx * dx + dy * dy;
    const t = length2 > 0 ? clamp01(-(ax * dx + ay * dy) / length2) : 0;
    const px = ax + t * dx;
    const py = ay + t * dy;
    const far2 = px * px + py * py;
    if (far2 < least && (all || px * awayX + py * awayY < 0)) {
      least = far2;
      foundX = px;
      foundY = py;
    }
    ax = bx;
    ay = by;
  }
  return least < Infinity ? [Math.sqrt(least), [x + foundX, y + foundY]] : undefined;
}

/**
 * A lens for a disk in a ring that a map has drawn out to a thread: over a point of the disk where both sides of the ring, and
 * what is between them, are seen across.
 * @param scale pixels of one world unit
 * @param radius of the lens, in pixels
 */
export function magnifiedAt(map: PlaneMap, { disk, ring }: Shape, scale: number, radius: number): Magnified {
  const out = new Float64Array(3);
  const image = (x: number, y: number): Point => {
    map(x, y, out);
    return [out[0]!, out[1]!];
  };
  const [hole, outside] = ring.map((r) => {
    const curve = new Float64Array(2 * EDGE);
    for (let i = 0; i < EDGE; i++) curve.set(image(...circleAt(r, i / EDGE)), 2 * i);
    return curve;
  }) as [Float64Array, Float64Array];
  let best = { at: image(0, 0), across: 0, share: 0 };
  for (let k = 0; k < RINGS; k++)
    // The middle is one point.
    for (let spoke = 0; spoke < (k === 0 ? 1 : SPOKES); spoke++) {
      const at = image(...circleAt((disk * k) / RINGS, spoke / SPOKES));
      const one = nearestOf(at, hole);
      const other = one && nearestOf(at, hole, [one[1][0] - at[0], one[1][1] - at[1]]);
      if (!one || !other) continue;
      const sides = [one, other].map(([, edge]) => nearestOf(edge, outside)![0]) as [number, number];
      const across = one[0] + other[0] + sides[0] + sides[1];
      const share = Math.min(one[0] + other[0], ...sides) / across;
      const [was, is] = [Math.min(best.share, THINNEST), Math.min(share, THINNEST)];
      if (is > was || (is === was && across > best.across)) best = { at, across, share };
    }
  const room = (2 * FILLED * radius) / (best.across * scale);
  const times = room > STRONGEST ? 0 : (STEPS.findLast((step) => step <= room) ?? 1);
  return { at: best.at, times };
}

/** The part of a closed polygon [x₀, y₀, …] within −half … half on both axes. (Sutherland and Hodgman 1974.) */
export function cutToSquare(polygon: readonly number[], half: number): number[] {
  let points = [...polygon];
  for (const axis of [0, 1])
    for (const sign of [-1, 1]) {
      const inside = (i: number): number => half - sign * points[2 * i + axis]!;
      const kept: number[] = [];
      const count = points.length / 2;
      for (let i = 0; i < count; i++) {
        const j = (i + 1) % count;
        const [from, to] = [inside(i), inside(j)];
        if (from >= 0) kept.push(points[2 * i]!, points[2 * i + 1]!);
        if (from >= 0 === to >= 0) continue;
        const t = from / (from - to);
        kept.push(
          points[2 * i]! + t * (points[2 * j]! - points[2 * i]!),
          points[2 * i + 1]! + t * (points[2 * j + 1]! - points[2 * i + 1]!),
        );
      }
      points = kept;
    }
  return points;
}

/** What is seen in a lens: circles as the map has moved them, cut off around it, the largest first; in the lens's radii. */
export interface Seen {
  readonly radius: number;
  readonly outline: readonly number[];
}

/** Enlarged so much, a curve has bends that fewer pieces would miss. */
const LARGE = { pieces: 960 } as const;

/** Worked out once: at such a size, curves have thousands of points. */
export function seenInLens(
  map: PlaneMap,
  circles: readonly number[],
  { at: [x, y], times }: Magnified,
  scale: number,
  radius: number,
): Seen[] {
  if (times <= 1) return [];
  const box = { x: -radius, y: -radius, width: 2 * radius, height: 2 * radius };
  const near = planeOf(box, { x, y, half: radius / (scale * times) });
  return [...circles]
    .sort((a, b) => b - a)
    .map((circle) => ({
      radius: circle,
      outline: cutToSquare(ringCurve(circle, map, near, LARGE), 1.3 * radius).map((v) => v / radius),
    }));
}
