import { contours, type ContourMultiPolygon } from 'd3-contour';
import type { Plane } from './plane';

/** A number for every point of the plane: a network's logit, say, with its decision where it is 0. */
export type Field = (x: number, y: number) => number;

export interface FieldOptions {
  /** Samples along the longer side of the plane's box. What lies between them is interpolated. */
  readonly samples?: number;
}

/** Where a field is sampled: world coordinates of a lattice's columns, from left to right, and rows, from top to bottom. */
export interface Lattice {
  readonly xs: Float64Array;
  readonly ys: Float64Array;
}

/** Values on a lattice over a plane's box, the middle of the first cell at its upper left; row by row. */
export interface SampledField {
  readonly columns: number;
  readonly rows: number;
  readonly values: Float64Array;
}

/** As dense on both axes; each sample is the middle of its cell. */
export function latticeOf({ box, x, y }: Plane, { samples = 160 }: FieldOptions = {}): Lattice {
  const step = Math.max(box.width, box.height) / samples;
  const columns = Math.max(2, Math.round(box.width / step));
  const rows = Math.max(2, Math.round(box.height / step));
  return {
    xs: Float64Array.from({ length: columns }, (_, i) => x.invert(box.x + ((i + 0.5) / columns) * box.width)),
    ys: Float64Array.from({ length: rows }, (_, i) => y.invert(box.y + ((i + 0.5) / rows) * box.height)),
  };
}

export function sampleField(field: Field, plane: Plane, options?: FieldOptions): SampledField {
  const { xs, ys } = latticeOf(plane, options);
  const values = new Float64Array(xs.length * ys.length);
  ys.forEach((y, row) => xs.forEach((x, column) => (values[row * xs.length + column] = field(x, y))));
  return { columns: xs.length, rows: ys.length, values };
}

/** Where the field is at least `level`, as polygons in the frame's pixels (GeoJSON's order of rings). */
export function regionAbove(
  { columns, rows, values }: SampledField,
  level: number,
  { box }: Pick<Plane, 'box'>,
): number[][][][] {
  const region: ContourMultiPolygon = contours()
    .size([columns, rows])
    .smooth(true)
    .contour(values as unknown as number[], level);
  return region.coordinates.map((polygon) =>
    polygon.map((ring) =>
      ring.map(([u = 0, v = 0]) => [box.x + (u / columns) * box.width, box.y + (v / rows) * box.height]),
    ),
  );
}

/** The field with one more sample beyond each edge, as it goes on: then contours are cut off by the box and not at it. */
function extended({ columns, rows, values }: SampledField): SampledField {
  const wide = columns + 2;
  const out = new Float64Array(wide * (rows + 2));
  for (let row = 0; row < rows; row++) {
    const [from, to] = [row * columns, (row + 1) * wide];
    out.set(values.subarray(from, from + columns), to + 1);
    out[to] = 2 * values[from]! - values[from + 1]!;
    out[to + wide - 1] = 2 * values[from + columns - 1]! - values[from + columns - 2]!;
  }
  for (let i = 0; i < wide; i++) {
    out[i] = 2 * out[wide + i]! - out[2 * wide + i]!;
    out[(rows + 1) * wide + i] = 2 * out[rows * wide + i]! - out[(rows - 1) * wide + i]!;
  }
  return { columns: wide, rows: rows + 2, values: out };
}

/**
 * Where the field passes through `level`, as polylines [x₀, y₀, …] in the frame's pixels, to be cut off at the box: their ends
 * lie within a sample beyond it. The box's edge, where it cuts a region off, is no decision and not part of them.
 */
export function contourLines(field: SampledField, level: number, { box }: Pick<Plane, 'box'>): number[][] {
  const { columns, rows } = field;
  const [dx, dy] = [box.width / columns, box.height / rows];
  const around = { x: box.x - dx, y: box.y - dy, width: box.width + 2 * dx, height: box.height + 2 * dy };
  const lines: number[][] = [];
  // The outermost half cell holds the ring's way along the edge, and nothing else.
  const atEdge = ([x = 0, y = 0]: readonly number[]): boolean =>
    Math.min(
      (x - around.x) / dx,
      (around.x + around.width - x) / dx,
      (y - around.y) / dy,
      (around.y + around.height - y) / dy,
    ) <
    0.5 - 1e-6;
  for (const ring of regionAbove(extended(field), level, { box: around }).flat()) {
    const first = ring.findIndex(atEdge);
    // Begun at the edge, where it is broken anyway, no line is cut where the ring happens to begin.
    const points = first < 0 ? ring : [...ring.slice(first, -1), ...ring.slice(0, first)];
    let line: number[] = [];
    const finish = (): void => {
      if (line.length >= 4) lines.push(line);
      line = [];
    };
    for (const point of points)
      if (atEdge(point)) finish();
      else line.push(point[0]!, point[1]!);
    finish();
  }
  return lines;
}

/** How far from a place a field's slope is measured, how often a place is moved by it, and how near it is then, in pixels. */
const [NEAR, STEPS, CLOSE] = [0.05, 6, 0.02];
/** A piece of a line is halved as long as its middle is further than this from the contour. */
const BENT = 0.2;

/**
 * Contour lines that were found between samples, moved onto the field's own contour and made denser where it bends: for a
 * line that is drawn large, and worked out once.
 * @param field by pixels of the frame, less the level
 * @param cell Pixels from one sample to the next: no place is moved further
 */
export function refinedLines(lines: readonly (readonly number[])[], field: Field, cell: number): number[][] {
  const onto = (x0: number, y0: number): readonly [number, number] => {
    let [x, y] = [x0, y0];
    for (let step = 0; step < STEPS; step++) {
      const value = field(x, y);
      const gx = (field(x + NEAR, y) - field(x - NEAR, y)) / (2 * NEAR);
      const gy = (field(x, y + NEAR) - field(x, y - NEAR)) / (2 * NEAR);
      const steep = gx * gx + gy * gy;
      if (!(steep > 0)) break;
      x -= (value * gx) / steep;
      y -= (value * gy) / steep;
      if (!(Math.hypot(x - x0, y - y0) <= cell)) break;
      if (Math.abs(value) <= CLOSE * Math.sqrt(steep)) return [x, y];
    }
    return [x0, y0];
  };
  return lines.map((line) => {
    const out: number[] = [];
    const join = (x0: number, y0: number, x1: number, y1: number, depth: number): void => {
      const [mx, my] = [(x0 + x1) / 2, (y0 + y1) / 2];
      const [x, y] = onto(mx, my);
      if (depth > 0 && Math.hypot(x - mx, y - my) > BENT) {
        join(x0, y0, x, y, depth - 1);
        join(x, y, x1, y1, depth - 1);
      } else out.push(x1, y1);
    };
    for (let i = 0; i < line.length; i += 2) {
      const [x, y] = onto(line[i]!, line[i + 1]!);
      if (i === 0) out.push(x, y);
      else join(out.at(-2)!, out.at(-1)!, x, y, 3);
    }
    return out;
  });
}

/** A logit at which half of the colour is reached. */
const HALF = 1.6;

/** The tone of a logit z, z/(c + |z|): surer is always stronger, where a probability would be flat colour almost everywhere. */
export const logitTone = (logit: number): number => logit / (HALF + Math.abs(logit));
