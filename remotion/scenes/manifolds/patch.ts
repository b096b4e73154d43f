import type { Vec3, View } from '../../stage/camera';
import { project } from '../../stage/camera';
import { smooth } from '../../motion/ease';
import type { GridLine } from '../../stage/grid-lines';
import type { PlaneMap } from '../../motion/layer-path';
import type { CurveShape, SurfaceShape } from './shapes';

/** A patch of a shape seen through a lens: the shape itself, drawn larger, and nothing else. */

/** The same eye, and a picture `zoom` times as large in which the point stands at (x, y). */
export function magnified(view: View, point: Vec3, zoom: number, { x, y }: { readonly x: number; readonly y: number }): View {
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

/** Pixels between neighbouring lines at which they begin to be seen, and at which they are there, in units. */
const SEEN = [13, 48] as const;

export interface FineLine {
  /** Its place along u or v. */
  readonly at: number;
  readonly alpha: number;
}

/**
 * The lines within a range: those of the shape's own grid, at −1 + (k + ½)·step, and between them ever finer ones, halving the gaps,
 * as far as the picture has room for them.
 * @param pixels of one of the range's units, in units of the layout
 */
export function fineLines(step: number, [from, to]: readonly [number, number], pixels: number): FineLine[] {
  const lines: FineLine[] = [];
  for (let level = 0, gap = step; gap * pixels > SEEN[0]; level++, gap /= 2) {
    const alpha = level === 0 ? 1 : smooth(Math.min(1, (gap * pixels - SEEN[0]) / (SEEN[1] - SEEN[0])));
    // The own grid stands at odd multiples of half a step; every finer one halfway between all lines before it.
    const [first, apart] = level === 0 ? [-1 + step / 2, step] : level === 1 ? [-1, step] : [-1 + gap / 1, 2 * gap];
    for (let k = Math.ceil((from - first) / apart); first + k * apart <= to; k++)
      lines.push({ at: first + k * apart, alpha });
  }
  return lines;
}

export interface Patch {
  /** From [−1, 1]² to the surface. */
  readonly map: PlaneMap;
  readonly lines: readonly GridLine[];
  readonly alphas: ReadonlyMap<GridLine, number>;
}

/**
 * The part of a surface about (u, v) that reaches `half` world units to every side, or once round where that is less.
 * @param pixels of a world unit there, in units of the layout
 */
export function patchOf(shape: SurfaceShape, [u, v]: readonly [number, number], half: number, pixels: number): Patch {
  const speeds = shape.speeds(v);
  const reach = speeds.map((speed) => Math.min(0.999, half / speed));
  const lines: GridLine[] = [];
  const alphas = new Map<GridLine, number>();
  const add = (fixed: 'x' | 'y', axis: 0 | 1, centre: number): void => {
    const own = reach[axis]!;
    for (const { at, alpha } of fineLines(shape.steps[axis], [centre - own, centre + own], pixels * speeds[axis])) {
      const line: GridLine = { fixed, at: (at - centre) / own, from: -1, to: 1, rank: 'major' };
      lines.push(line);
      alphas.set(line, alpha);
    }
  };
  add('x', 0, u);
  add('y', 1, v);
  return {
    map: (x, y, out) => shape.map(u + x * reach[0]!, v + y * reach[1]!, out),
    lines,
    alphas,
  };
}

/** The part of a curve about u that reaches `half` world units to either side, with its marks. */
export function stretchOf(
  { map, speed, step }: CurveShape,
  u: number,
  half: number,
  pixels: number,
): { readonly curve: (t: number, out: Float64Array) => void; readonly marks: readonly FineLine[] } {
  const reach = Math.min(1, half / speed);
  return {
    curve: (t, out) => map(u + (2 * t - 1) * reach, out),
    marks: fineLines(step, [u - reach, u + reach], pixels * speed),
  };
}

/**
 * How far a piece of the shape leaves its tangent line or plane, as a share of its size.
 * @param size half the piece's width in world units
 */
export function curvature(shape: CurveShape | SurfaceShape, at: readonly [number, number?], size: number): number {
  const out = new Float64Array(3);
  const point = (du: number, dv: number): Vec3 => {
    if (shape.dimension === 1) shape.map(at[0] + du, out);
    else shape.map(at[0] + du, (at[1] ?? 0) + dv, out);
    return [out[0]!, out[1]!, out[2]!];
  };
  const speeds = shape.dimension === 1 ? ([shape.speed, 0] as const) : shape.speeds(at[1] ?? 0);
  const centre = point(0, 0);
  const tangents = tangentsOf(shape, point);
  let most = 0;
  for (let k = 0; k < 24; k++) {
    const angle = (Math.PI * k) / 12;
    const away =
      shape.dimension === 1
        ? point((k % 2 ? size : -size) / speeds[0], 0)
        : point((size * Math.cos(angle)) / speeds[0], (size * Math.sin(angle)) / speeds[1]);
    let rest: Vec3 = [away[0] - centre[0], away[1] - centre[1], away[2] - centre[2]];
    for (const tangent of tangents) rest = without(rest, tangent);
    most = Math.max(most, Math.hypot(...rest));
  }
  return most / size;
}

const without = (a: Vec3, unit: Vec3): Vec3 => {
  const along = a[0] * unit[0] + a[1] * unit[1] + a[2] * unit[2];
  return [a[0] - along * unit[0], a[1] - along * unit[1], a[2] - along * unit[2]];
};

const unitOf = (a: Vec3): Vec3 => {
  const size = Math.hypot(...a);
  return [a[0] / size, a[1] / size, a[2] / size];
};

/** Orthonormal. */
function tangentsOf(shape: CurveShape | SurfaceShape, point: (du: number, dv: number) => Vec3): Vec3[] {
  const h = 1e-5;
  const along = (du: number, dv: number): Vec3 => {
    const [a, b] = [point(-du, -dv), point(du, dv)];
    return [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
  };
  const first = unitOf(along(h, 0));
  return shape.dimension === 1 ? [first] : [first, unitOf(without(along(0, h), first))];
}
