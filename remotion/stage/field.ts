import { contours, type ContourMultiPolygon } from 'd3-contour';
import { between, type Look } from './look';
import type { Plane } from './plane';
import type { Context2D } from './scene';

/** A number for every point of the plane: a network's probability of class 1, say, with its decision where it is `level`. */
export type Field = (x: number, y: number) => number;

export interface FieldOptions {
  /** Samples along the longer side of the plane's box. Contours between them are interpolated. */
  readonly samples?: number;
}

/** Values on a lattice over a plane's box, the middle of the first cell at its upper left; row by row. */
export interface SampledField {
  readonly columns: number;
  readonly rows: number;
  readonly values: Float64Array;
}

export function sampleField(
  field: Field,
  { box, x, y }: Plane,
  { samples = 160 }: FieldOptions = {},
): SampledField {
  const step = Math.max(box.width, box.height) / samples;
  const columns = Math.max(2, Math.round(box.width / step));
  const rows = Math.max(2, Math.round(box.height / step));
  const values = new Float64Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    const wy = y.invert(box.y + ((row + 0.5) / rows) * box.height);
    for (let column = 0; column < columns; column++)
      values[row * columns + column] = field(x.invert(box.x + ((column + 0.5) / columns) * box.width), wy);
  }
  return { columns, rows, values };
}

/** Where the field is at least `level`, as polygons in the frame's pixels (GeoJSON's order of rings). */
export function regionAbove(
  { columns, rows, values }: SampledField,
  level: number,
  { box }: Plane,
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

export interface FieldStyle {
  /** Colours of low and high values, and how strongly they show, 0 … 1. */
  readonly colors: readonly [low: string, high: string];
  readonly alpha: number;
  /** Values at which the two colours are reached. */
  readonly range: readonly [low: number, high: number];
  /** The decision: drawn as a line. */
  readonly level: number;
  /** Bands between low and high: enough that none is seen. */
  readonly bands?: number;
  readonly line?: { readonly color: string; readonly width: number };
}

/** The field as smooth bands of colour, with its decision as a crisp line. */
export function drawField(
  context: Context2D,
  { theme }: Look,
  plane: Plane,
  field: SampledField,
  style: FieldStyle,
): void {
  const { colors, alpha, range, level, bands = 24, line } = style;
  const [low, high] = colors.map((color) => between(theme.background, color, alpha));
  const { box } = plane;
  context.save();
  context.beginPath();
  context.rect(box.x, box.y, box.width, box.height);
  context.clip();
  context.fillStyle = low!;
  context.fillRect(box.x, box.y, box.width, box.height);
  for (let band = 1; band <= bands; band++) {
    // Through the background in the middle: where the network is undecided, neither colour shows.
    const share = band / bands;
    const color =
      share < 0.5
        ? between(low!, theme.background, 2 * share)
        : between(theme.background, high!, 2 * share - 1);
    context.fillStyle = color;
    trace(context, regionAbove(field, range[0] + (range[1] - range[0]) * ((band - 0.5) / bands), plane));
    context.fill();
  }
  if (line) {
    context.strokeStyle = line.color;
    context.lineWidth = line.width;
    context.lineJoin = 'round';
    trace(context, regionAbove(field, level, plane));
    context.stroke();
  }
  context.restore();
}

function trace(context: Context2D, polygons: readonly number[][][][]): void {
  context.beginPath();
  for (const polygon of polygons)
    for (const ring of polygon) {
      ring.forEach(([x = 0, y = 0], i) => (i === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
      context.closePath();
    }
}
