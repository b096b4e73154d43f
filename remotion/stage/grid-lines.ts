import { polyline, type CurveOptions } from '../motion/curve';
import type { PlaneMap } from '../motion/layer-path';
import type { Plane } from './plane';

/** A straight line of the grid before anything moved it; t runs from its `from` to its `to` end. */
export interface GridLine {
  /** The coordinate that stays the same along it. */
  readonly fixed: 'x' | 'y';
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly rank: 'minor' | 'major' | 'axis';
}

/**
 * The lines of a square grid over [−half, half]², border left out: those with x fixed first, each family from low to high.
 * @param step Distance of neighbouring lines.
 * @param every Every how many lines from the origin is a major one.
 */
export function gridLines(half: number, step: number, every = 4): GridLine[] {
  const count = Math.ceil(half / step - 1e-9) - 1;
  const lines: GridLine[] = [];
  for (const fixed of ['x', 'y'] as const)
    for (let i = -count; i <= count; i++)
      lines.push({
        fixed,
        at: i * step,
        from: -half,
        to: half,
        rank: i === 0 ? 'axis' : i % every === 0 ? 'major' : 'minor',
      });
  return lines;
}

/** The four sides of [−half, half]² as one closed curve, t = 0 … 1 anticlockwise from the lower left corner. */
export function squareAt(half: number, t: number): readonly [x: number, y: number] {
  const side = Math.min(3, Math.floor(t * 4));
  const along = -half + 2 * half * (t * 4 - side);
  if (side === 0) return [along, -half];
  if (side === 1) return [half, along];
  if (side === 2) return [-along, half];
  return [-half, -along];
}

/** How far the border of [−half, half]² reaches from the origin once it is mapped, across and up. */
export function borderReach(half: number, map: PlaneMap): readonly [x: number, y: number] {
  const out = new Float64Array(3);
  let [x, y] = [0, 0];
  for (let i = 0; i < 200; i++) {
    map(...squareAt(half, i / 200), out);
    x = Math.max(x, Math.abs(out[0]!));
    y = Math.max(y, Math.abs(out[1]!));
  }
  return [x, y];
}

/** Where a grid line lies in the frame, as a polyline within half a pixel. */
export function mappedLine(line: GridLine, map: PlaneMap, plane: Plane, options?: CurveOptions): number[] {
  const { fixed, at, from, to } = line;
  return polyline((t, out) => {
    const along = from + (to - from) * t;
    if (fixed === 'x') map(at, along, out);
    else map(along, at, out);
    plane.project(out);
  }, options);
}

/** Where the border of [−half, half]² lies in the frame; its last point is its first. */
export function mappedSquare(half: number, map: PlaneMap, plane: Plane, options?: CurveOptions): number[] {
  return polyline(
    (t, out) => {
      const [x, y] = squareAt(half, t);
      map(x, y, out);
      plane.project(out);
    },
    { pieces: 96, ...options },
  );
}
