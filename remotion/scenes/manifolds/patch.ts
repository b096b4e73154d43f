import { smooth } from '../../motion/ease';
import type { PlaneMap } from '../../motion/layer-path';
import type { Vec3, View } from '../../stage/camera';
import { project } from '../../stage/camera';
import type { GridLine } from '../../stage/grid-lines';
import { pointOn, type CurveShape, type SurfaceShape } from './shapes';

/** A piece of a shape seen from nearer: the shape itself, drawn larger, and nothing else. */

/** The same eye, and a picture `zoom` times as large in which the point stands at (x, y). */
export function magnified(
  view: View,
  point: Vec3,
  zoom: number,
  { x, y }: { readonly x: number; readonly y: number },
): View {
  const at = project(view, point);
  const { centreX, centreY, pixelsPerUnit } = view.frame;
  return {
    ...view,
    frame: {
      centreX: x - zoom * (at.x - centreX),
      centreY: y - zoom * (at.y - centreY),
      pixelsPerUnit: zoom * pixelsPerUnit,
    },
  };
}

/** Units between neighbouring lines at which finer ones begin to be seen, and at which they are as strong as the others. */
const SEEN = [26, 64] as const;

export interface FineLine {
  /** Its place along u or v. */
  readonly at: number;
  readonly alpha: number;
}

/**
 * The lines of a range: those of the shape's own grid, at −1 + (k + ½)·step for whole k, and halfway between them ever
 * finer ones, as far as the picture has room for them.
 * @param units that one of u or v takes in the picture, in units of the layout
 */
export function fineLines(step: number, [from, to]: readonly [number, number], units: number): FineLine[] {
  const lines: FineLine[] = [];
  const add = (first: number, apart: number, alpha: number): void => {
    for (let k = Math.ceil((from - first) / apart); first + k * apart < to; k++)
      if (first + k * apart > from) lines.push({ at: first + k * apart, alpha });
  };
  add(-1 + step / 2, step, 1);
  for (let gap = step / 2; gap * units > SEEN[0]; gap /= 2)
    // Halfway between all lines before them, which are 2·gap apart.
    add(
      -1 + (gap === step / 2 ? 0 : gap),
      2 * gap,
      smooth(Math.min(1, (gap * units - SEEN[0]) / (SEEN[1] - SEEN[0]))),
    );
  return lines;
}

/** From `centre − half` to `centre + half`: once round at most, and where it does not go round, no further than the shape. */
function rangeAbout(centre: number, half: number, round: boolean): readonly [number, number] {
  const reach = Math.min(1, half);
  return round ? [centre - reach, centre + reach] : [Math.max(-1, centre - half), Math.min(1, centre + half)];
}

export interface Patch {
  /** From [−1, 1]² to the surface. */
  readonly map: PlaneMap;
  readonly lines: readonly GridLine[];
  readonly alphas: ReadonlyMap<GridLine | undefined, number>;
}

/**
 * The part of a surface about (u, v) that reaches at least `half` world units to every side, or as far as the surface goes.
 * @param units that a world unit takes there, in units of the layout
 */
export function patchOf(
  shape: SurfaceShape,
  [u, v]: readonly [number, number],
  half: number,
  units: number,
): Patch {
  const speeds = shape.speeds(v);
  const ranges = [u, v].map((centre, axis) =>
    rangeAbout(centre, half / speeds[axis]!, shape.round[axis]!),
  ) as [readonly [number, number], readonly [number, number]];
  const at = (axis: 0 | 1, x: number): number => (ranges[axis][0] * (1 - x) + ranges[axis][1] * (1 + x)) / 2;
  const lines: GridLine[] = [];
  const alphas = new Map<GridLine | undefined, number>();
  for (const axis of [0, 1] as const) {
    const [from, to] = ranges[axis];
    for (const { at: place, alpha } of fineLines(shape.steps[axis], ranges[axis], units * speeds[axis])) {
      const line: GridLine = {
        fixed: axis === 0 ? 'x' : 'y',
        at: (2 * place - from - to) / (to - from),
        from: -1,
        to: 1,
        rank: 'major',
      };
      lines.push(line);
      alphas.set(line, alpha);
    }
  }
  return { map: (x, y, out) => shape.map(at(0, x), at(1, y), out), lines, alphas };
}

/** The part of a curve about u that reaches `half` world units to either side, with its marks, as points of space. */
export function stretchOf(
  { map, speed, step, round }: CurveShape,
  u: number,
  half: number,
  units: number,
): { readonly curve: (t: number, out: Float64Array) => void; readonly marks: readonly FineLine[] } {
  const range = rangeAbout(u, half / speed, round);
  return {
    curve: (t, out) => map(range[0] * (1 - t) + range[1] * t, out),
    marks: fineLines(step, range, units * speed),
  };
}

/**
 * How far a piece of the shape leaves its tangent line or plane, as a share of the piece's half width.
 * @param half of the piece, in world units along the shape's own coordinates
 */
export function curvature(
  shape: CurveShape | SurfaceShape,
  [u, v]: readonly [number, number],
  half: number,
): number {
  const speeds = shape.dimension === 1 ? ([shape.speed, 1] as const) : shape.speeds(v);
  const point = (du: number, dv: number): Vec3 => pointOn(shape, [u + du / speeds[0], v + dv / speeds[1]]);
  const centre = point(0, 0);
  const [first, second] = [minus(point(TINY, 0), point(-TINY, 0)), minus(point(0, TINY), point(0, -TINY))];
  const tangents = shape.dimension === 1 ? [unitOf(first)] : orthonormal(first, second);
  const angles = Array.from({ length: 24 }, (_, k) => (Math.PI * k) / 12);
  return Math.max(
    ...angles.map((angle) => {
      const away = minus(point(half * Math.cos(angle), half * Math.sin(angle)), centre);
      return Math.hypot(...tangents.reduce(without, away)) / half;
    }),
  );
}

/** So much of a world unit tells which way a shape goes. */
const TINY = 1e-5;

const minus = (a: Vec3, b: Vec3): Vec3 => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];

const without = (a: Vec3, unit: Vec3): Vec3 => {
  const along = a[0] * unit[0] + a[1] * unit[1] + a[2] * unit[2];
  return [a[0] - along * unit[0], a[1] - along * unit[1], a[2] - along * unit[2]];
};

const unitOf = (a: Vec3): Vec3 => {
  const size = Math.hypot(...a);
  return [a[0] / size, a[1] / size, a[2] / size];
};

function orthonormal(a: Vec3, b: Vec3): readonly Vec3[] {
  const first = unitOf(a);
  return [first, unitOf(without(b, first))];
}
