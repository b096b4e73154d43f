import type { Box, Layout } from '../../stage/layout';
import { fitBox } from '../../stage/plane';

type Point = readonly [x: number, y: number];

export interface LensPlace {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** A formula's baseline, the pixels of an em, and which end stands at x. */
export interface FormulaPlace {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly align: 'left' | 'center' | 'right';
}

/** Where things stand in this scene, in pixels, for each of the three layouts. */
export interface Places {
  readonly plane: Box;
  /** Left end of the heading's baseline, and its size in units. */
  readonly heading: { readonly x: number; readonly y: number; readonly size: number };
  readonly formula: FormulaPlace;
  /** The same with its numbers: in one line, or W over b where that is too wide. */
  readonly numbers: FormulaPlace | { readonly matrix: FormulaPlace; readonly bias: FormulaPlace };
  /** The forward button, and its radius. */
  readonly button: Point;
  readonly radius: number;
  /** Where its name stands: to its right, or below. */
  readonly named: 'beside' | 'below';
  /** Where it goes when it becomes the first of as many as there are layers. */
  readonly chain: readonly Point[];
  /** Middle and radius of the lens over the plane. */
  readonly lens: LensPlace;
  /** Where a sheet that the matrix has made long and flat is seen larger than in the plane's box, and the lens above it. */
  readonly strip?: { readonly box: Box; readonly lens: LensPlace };
}

/** @param layers How many the network has. */
export function placesOf({ name, content, unit }: Layout, layers: number): Places {
  const row = (x: number, y: number, width: number): Point[] =>
    Array.from({ length: layers }, (_, i) => [x + (width * (i + 0.5)) / layers, y]);
  const lensIn = (plane: Box, radius: number) => ({
    x: plane.x + plane.width - radius - 20 * unit,
    y: plane.y + radius + 20 * unit,
    radius,
  });
  /** All of the width, below what is written. */
  const stripUnder = (height: number, lens: LensPlace): NonNullable<Places['strip']> => ({
    box: { ...content, y: content.y + height * unit, height: content.height - height * unit },
    lens,
  });
  if (name === 'wide') {
    const side = Math.min(content.height, content.width * 0.54);
    const plane = fitBox({ ...content, width: side });
    const x = content.x + side + 72 * unit;
    const width = content.x + content.width - x;
    const y = content.y + 640 * unit;
    return {
      plane,
      heading: { x, y: content.y + 46 * unit, size: 46 },
      formula: { x, y: content.y + 170 * unit, size: 84 * unit, align: 'left' },
      numbers: { x, y: content.y + 376 * unit, size: 52 * unit, align: 'left' },
      button: [x + 74 * unit, y],
      radius: 66 * unit,
      named: 'beside',
      chain: row(x, y, width),
      lens: lensIn(plane, 172 * unit),
      strip: stripUnder(452, { x: content.x + 610 * unit, y: content.y + 205 * unit, radius: 180 * unit }),
    };
  }
  if (name === 'tall') {
    const top = content.y + 84 * unit;
    const plane = { ...content, y: top, height: content.width };
    const below = top + content.width;
    const middle = content.x + content.width / 2;
    const y = below + 453 * unit;
    return {
      plane,
      heading: { x: content.x, y: content.y + 50 * unit, size: 48 },
      formula: { x: middle, y: below + 96 * unit, size: 84 * unit, align: 'center' },
      numbers: { x: middle, y: below + 306 * unit, size: 56 * unit, align: 'center' },
      button: [middle - 110 * unit, y],
      radius: 56 * unit,
      named: 'beside',
      chain: row(content.x, y, content.width),
      lens: lensIn(plane, 190 * unit),
    };
  }
  const top = content.y + 92 * unit;
  const side = content.height - 92 * unit;
  const plane = { x: content.x, y: top, width: side, height: side };
  const right = content.x + content.width;
  const middle = right - (content.width - side - 28 * unit) / 2;
  return {
    plane,
    heading: { x: content.x, y: content.y + 56 * unit, size: 44 },
    formula: { x: right, y: content.y + 56 * unit, size: 54 * unit, align: 'right' },
    numbers: {
      matrix: { x: middle, y: top + 200 * unit, size: 30 * unit, align: 'center' },
      bias: { x: middle, y: top + 312 * unit, size: 30 * unit, align: 'center' },
    },
    button: [middle, top + 520 * unit],
    radius: 56 * unit,
    named: 'below',
    chain: Array.from({ length: layers }, (_, i) => [
      middle,
      top + 385 * unit + ((side - 385 * unit) * (i + 0.5)) / layers,
    ]),
    lens: lensIn(plane, 140 * unit),
    strip: stripUnder(400, { x: content.x + 470 * unit, y: top + 160 * unit, radius: 140 * unit }),
  };
}
