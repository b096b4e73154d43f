/** A curve in the frame: writes the point at t ∈ [0, 1] as pixels to the first two elements of `out`. */
export type Curve = (t: number, out: Float64Array) => void;

export interface CurveOptions {
  /** How far the polyline may be from the curve, in pixels. */
  readonly tolerance?: number;
  /** Equal pieces to begin with: finer than any feature that three probes a piece could miss. */
  readonly pieces?: number;
  /** How often a piece may be halved. */
  readonly depth?: number;
}

/** Squared distance of (x, y) from the segment (ax, ay)–(bx, by). */
export function segmentDistance2(
  x: number,
  y: number,
  ax: number,
  ay: number,
  bx: number,
  by: number,
): number {
  const dx = bx - ax;
  const dy = by - ay;
  const length2 = dx * dx + dy * dy;
  const s = length2 > 0 ? Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length2)) : 0;
  const ex = x - ax - s * dx;
  const ey = y - ay - s * dy;
  return ex * ex + ey * ey;
}

/**
 * The curve as a polyline [x₀, y₀, x₁, y₁, …] within `tolerance` (0.5) of it: pieces are halved until the points at a
 * quarter, half and three quarters lie within half the tolerance of the chord, which leaves room for what lies between.
 * A straight line stays two points a piece; chords that need no bend between them are merged.
 */
export function polyline(
  curve: Curve,
  { tolerance = 0.5, pieces = 24, depth = 12 }: CurveOptions = {},
): number[] {
  const limit = (tolerance / 2) ** 2;
  const p = new Float64Array(3);
  const points: number[] = [];

  const halve = (
    t0: number,
    x0: number,
    y0: number,
    tm: number,
    xm: number,
    ym: number,
    t1: number,
    x1: number,
    y1: number,
    left: number,
  ): void => {
    const ta = (t0 + tm) / 2;
    curve(ta, p);
    const xa = p[0]!;
    const ya = p[1]!;
    const tb = (tm + t1) / 2;
    curve(tb, p);
    const xb = p[0]!;
    const yb = p[1]!;
    if (
      left === 0 ||
      (segmentDistance2(xa, ya, x0, y0, x1, y1) <= limit &&
        segmentDistance2(xm, ym, x0, y0, x1, y1) <= limit &&
        segmentDistance2(xb, yb, x0, y0, x1, y1) <= limit)
    ) {
      points.push(x1, y1);
      return;
    }
    halve(t0, x0, y0, ta, xa, ya, tm, xm, ym, left - 1);
    halve(tm, xm, ym, tb, xb, yb, t1, x1, y1, left - 1);
  };

  curve(0, p);
  let x0 = p[0]!;
  let y0 = p[1]!;
  points.push(x0, y0);
  for (let i = 0; i < pieces; i++) {
    const t0 = i / pieces;
    const t1 = (i + 1) / pieces;
    const tm = (t0 + t1) / 2;
    curve(tm, p);
    const xm = p[0]!;
    const ym = p[1]!;
    curve(t1, p);
    const x1 = p[0]!;
    const y1 = p[1]!;
    halve(t0, x0, y0, tm, xm, ym, t1, x1, y1, depth);
    x0 = x1;
    y0 = y1;
  }
  return mergeStraight(points);
}

/** Drops points that lie within a hundredth of a pixel of the line between their neighbours: fewer joins to draw. */
function mergeStraight(points: readonly number[]): number[] {
  const kept = points.slice(0, 2);
  for (let i = 2; i < points.length - 2; i += 2) {
    const n = kept.length;
    const x = points[i]!;
    const y = points[i + 1]!;
    if (segmentDistance2(x, y, kept[n - 2]!, kept[n - 1]!, points[i + 2]!, points[i + 3]!) > 1e-4)
      kept.push(x, y);
  }
  kept.push(...points.slice(-2));
  return kept;
}
