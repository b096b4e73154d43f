import type { Box, Layout } from '../../stage/layout';

/** Digits beside and over each other, to the frame's edges. */
export interface Wall {
  readonly box: Box;
  readonly columns: number;
  readonly rows: number;
  /** Pixels of an image's edge times `scale`: a digit's side on the wall. */
  readonly side: number;
  /** Which place the digit has that will step forward. */
  readonly chosen: number;
  at(place: number): Box;
}

/** A layer's neurons as cells in lanes, in the order of reading. */
export interface Strip {
  readonly box: Box;
  readonly count: number;
  /** Pixels from cell to cell. */
  readonly cell: number;
  /** Left upper corner of a cell. */
  at(i: number): readonly [x: number, y: number];
}

export interface Spot {
  readonly x: number;
  readonly y: number;
}

export interface Places {
  readonly wall: Wall;
  /** Where the chosen digit stands before the network. */
  readonly digit: Box;
  /** Left end of its note's line, or the line's middle. */
  readonly note: Spot & { readonly align: 'left' | 'center' };
  /** Layers come one under the other, and each lies across. */
  readonly downwards: boolean;
  /** Of all layers but the last. */
  readonly strips: readonly Strip[];
  /** Of the outputs, their middles. */
  readonly outputs: readonly Spot[];
  readonly radius: number;
  /** Where a layer's width is written, its middle. */
  readonly widths: readonly Spot[];
}

/** Of the wall's digits, in units: pixels of the frame for each of an image's, and what is between two. */
const SCALE = 2;
const BETWEEN = 5;

/**
 * The wall of a frame: whole pixels of the frame for each of an image's, so many digits as there are at most, cut off evenly
 * at the edges.
 * @param most digits that there are
 * @param edge pixels of an image's edge
 */
export function wallOf({ width, content, unit }: Layout, most: number, edge: number): Wall {
  const box = { x: 0, y: 0, width, height: content.y + content.height };
  for (let scale = Math.max(1, Math.round(SCALE * unit)); ; scale++) {
    const side = edge * scale;
    const cell = side + Math.max(1, Math.round(BETWEEN * unit));
    const [columns, rows] = [Math.ceil(box.width / cell), Math.ceil(box.height / cell)];
    if (columns * rows > Math.max(1, most)) continue;
    const left = Math.round((box.width - columns * cell + cell - side) / 2);
    const top = Math.round((box.height - rows * cell + cell - side) / 2);
    return {
      box,
      columns,
      rows,
      side,
      chosen: Math.floor(0.45 * rows) * columns + Math.floor(0.4 * columns),
      at: (place) => ({
        x: left + (place % columns) * cell,
        y: top + Math.floor(place / columns) * cell,
        width: side,
        height: side,
      }),
    };
  }
}

/** Thickness that a strip has about, and the most that a cell takes, in units. */
const THICK = 60;
const CELL = 24;

/**
 * So many cells about a middle, the strip about 60 units thick and no longer than it may be; cells are whole pixels, so that all
 * are alike.
 * @param long pixels that it may take along its layer
 */
export function stripOf(count: number, middle: Spot, long: number, unit: number, downwards: boolean): Strip {
  const lanes = Math.max(1, Math.round(Math.sqrt((count * THICK * unit) / long)));
  const rows = Math.ceil(count / lanes);
  const cell = Math.max(1, Math.min(Math.floor(CELL * unit), Math.floor(long / rows)));
  const [width, height] = downwards ? [rows * cell, lanes * cell] : [lanes * cell, rows * cell];
  const box = { x: Math.round(middle.x - width / 2), y: Math.round(middle.y - height / 2), width, height };
  return {
    box,
    count,
    cell,
    at: (i) => {
      const [lane, row] = [i % lanes, Math.floor(i / lanes)];
      return downwards
        ? [box.x + row * cell, box.y + lane * cell]
        : [box.x + lane * cell, box.y + row * cell];
    },
  };
}

/** Whole pixels of the frame for each of an image's. */
const whole = (side: number, edge: number): number => edge * Math.max(1, Math.floor(side / edge));

interface Frame {
  readonly digit: Box;
  readonly note: Places['note'];
  readonly downwards: boolean;
  /** Where the first and the last layer are along the network, and the middle of all across it. */
  readonly from: number;
  readonly to: number;
  readonly middle: number;
  /** Pixels that a layer may take across, and from its middle to where its width is written. */
  readonly long: number;
  readonly written: number;
}

function frameOf({ content, unit: u, name }: Layout, edge: number): Frame {
  const { x, y, width, height } = content;
  if (name === 'tall') {
    const side = whole(500 * u, edge);
    const [middle, long] = [x + width / 2, width - 220 * u];
    const digit = { x: Math.round(middle - side / 2), y: Math.round(y), width: side, height: side };
    const note = { x: digit.x + side + 24 * u, y: digit.y + side - 24 * u, align: 'left' } as const;
    const [from, to] = [digit.y + side + 130 * u, y + height - 160 * u];
    return { digit, note, downwards: true, from, to, middle, long, written: long / 2 + 62 * u };
  }
  const wide = name === 'wide';
  const long = height - 66 * u;
  const middle = y + long / 2;
  const side = whole((wide ? 590 : 285) * u, edge);
  const digit = { x: Math.round(x), y: Math.round(middle - side / 2), width: side, height: side };
  const note = { x: x + side / 2, y: digit.y + side + 42 * u, align: 'center' } as const;
  const from = x + side + (wide ? 170 : 84) * u;
  // Room for the outputs' names, and for a share of 100 %.
  const to = x + width - 215 * u;
  return { digit, note, downwards: false, from, to, middle, long, written: long / 2 + 40 * u };
}

/** Between two outputs, and of one, in units, at most. */
const APART = 76;
const RADIUS = 27;

/**
 * @param widths of the layers, from input to output
 * @param most digits on the wall
 * @param edge pixels of an image's edge
 */
export function placesOf(layout: Layout, widths: readonly number[], most: number, edge: number): Places {
  const { unit } = layout;
  const { digit, note, downwards, from, to, middle, long, written } = frameOf(layout, edge);
  const at = (along: number, across: number): Spot =>
    downwards ? { x: across, y: along } : { x: along, y: across };
  const last = widths.length - 1;
  const along = (k: number): number => from + ((to - from) * k) / Math.max(1, last);
  const count = widths[last]!;
  const apart = Math.min(APART * unit, long / count);
  return {
    wall: wallOf(layout, most, edge),
    digit,
    note,
    downwards,
    strips: widths.slice(0, last).map((n, k) => stripOf(n, at(along(k), middle), long, unit, downwards)),
    outputs: Array.from({ length: count }, (_, i) => at(along(last), middle + (i - (count - 1) / 2) * apart)),
    radius: Math.min(RADIUS * unit, 0.38 * apart),
    widths: widths.map((_, k) => at(along(k), middle + written)),
  };
}
