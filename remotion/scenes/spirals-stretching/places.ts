import type { Box, Layout } from '../../stage/layout';
import { fitBox } from '../../stage/plane';
import type { FormulaPlace } from '../layer-formula';

/** Where things stand in this scene, for each of the three layouts. */
export interface Places {
  readonly plane: Box;
  /** Where the plane stands before the network has come in beside it. */
  readonly opening: Box;
  /** Left end of the heading's baseline and its size in units. */
  readonly heading: { readonly x: number; readonly y: number; readonly size: number };
  /** The layer's formula, and the same with its numbers. */
  readonly formula: FormulaPlace;
  readonly numbers: FormulaPlace;
  /** The neurons, one column a layer from the input to the output. */
  readonly neurons: readonly { readonly x: number; readonly ys: readonly number[] }[];
  /** The layers go from top to bottom, and not from left to right. */
  readonly downwards: boolean;
  /** Small pictures of the space after each hidden layer, the input first. */
  readonly strip: readonly Box[];
  /** Middle of what is written beside or under the output neuron. */
  readonly score: { readonly x: number; readonly y: number };
  /** Radius of a neuron in pixels. */
  readonly neuron: number;
}

/** What a heading of two-digit layers takes beside a formula, and a layer's numbers beside both, in units. */
const [HEADING, NUMBERS] = [400, 640];

/** @param widths The network's widths from input to output: a picture for each but the last. */
export function placesOf(layout: Layout, widths: readonly number[]): Places {
  const { content, unit } = layout;
  const right = content.x + content.width;
  // Three rows of numbers are higher than two.
  const deep = widths.includes(3);
  if (layout.name === 'wide') {
    const side = Math.min(content.height, content.width * 0.54);
    const gap = 72 * unit;
    const panel = { ...content, x: content.x + side + gap, width: content.width - side - gap };
    return {
      plane: fitBox({ ...content, width: side }),
      opening: fitBox(content),
      heading: { x: panel.x, y: panel.y + 46 * unit, size: 48 },
      formula: { x: panel.x, y: panel.y + 176 * unit, size: 80 * unit, align: 'left', widest: panel.width },
      numbers: { x: panel.x, y: panel.y + 346 * unit, size: 57 * unit, align: 'left', widest: panel.width },
      ...below({ ...panel, y: panel.y + 460 * unit, height: content.height - 460 * unit }, widths, unit),
    };
  }
  if (layout.name === 'tall') {
    const side = content.width;
    const plane = { ...content, y: content.y + 96 * unit, height: side };
    const top = plane.y + side + 24 * unit;
    const rows = (deep ? 236 : 200) * unit;
    const panel = { ...content, y: top + rows, height: content.y + content.height - top - rows };
    return {
      plane,
      opening: fitBox(content),
      heading: { x: content.x, y: content.y + 52 * unit, size: 50 },
      formula: {
        x: right,
        y: content.y + 54 * unit,
        size: 64 * unit,
        align: 'right',
        widest: content.width - HEADING * unit,
      },
      numbers: {
        x: content.x + content.width / 2,
        y: top + (deep ? 118 : 112) * unit,
        size: (deep ? 56 : 60) * unit,
        align: 'center',
        widest: content.width,
      },
      ...below(panel, widths, unit),
    };
  }
  const top = 132 * unit;
  const side = content.height - top;
  const beside = 44 * unit;
  return {
    plane: { x: content.x, y: content.y + top, width: side, height: side },
    opening: fitBox(content),
    heading: { x: content.x, y: content.y + 40 * unit, size: 42 },
    formula: {
      x: content.x,
      y: content.y + 102 * unit,
      size: 42 * unit,
      align: 'left',
      widest: content.width - (NUMBERS + 20) * unit,
    },
    numbers: {
      x: right,
      y: content.y + 77 * unit,
      size: (deep ? 39 : 44) * unit,
      align: 'right',
      widest: (deep ? 0.94 : 1) * NUMBERS * unit,
    },
    ...aside(
      {
        x: content.x + side + beside,
        y: content.y + top,
        width: content.width - side - beside,
        height: side,
      },
      widths,
      unit,
    ),
  };
}

type Diagram = Pick<Places, 'neurons' | 'strip' | 'neuron' | 'score' | 'downwards'>;

/** Neurons in columns, and under each column a picture of the space it holds. */
function below(panel: Box, widths: readonly number[], unit: number): Diagram {
  // The last column holds words, which do not shrink with the pictures.
  const words = 118 * unit;
  const pitch = Math.min(panel.width / widths.length, (panel.width - words) / (widths.length - 1));
  const cell = Math.min(pitch * 0.88, panel.height - 190 * unit);
  const stripY = panel.y + panel.height - cell;
  const centre = panel.y + (panel.height - cell) / 2;
  const most = Math.max(...widths);
  const spread = Math.min(66 * unit, (130 * unit) / Math.max(1, most - 1));
  const last = widths.length - 1;
  const middle = (i: number): number => panel.x + pitch * i + (i === last ? Math.max(cell, words) : cell) / 2;
  return {
    neurons: widths.map((width, i) => ({
      x: middle(i),
      ys: Array.from({ length: width }, (_, n) => centre + (n - (width - 1) / 2) * spread),
    })),
    strip: widths.slice(1).map((_, i) => ({ x: panel.x + pitch * i, y: stripY, width: cell, height: cell })),
    score: { x: middle(last), y: stripY + cell / 2 },
    neuron: Math.min(16 * unit, spread * 0.36, pitch * 0.2),
    downwards: false,
  };
}

/** Neurons in rows, and beside each row a picture of the space it holds. */
function aside(column: Box, widths: readonly number[], unit: number): Diagram {
  const slot = column.height / widths.length;
  const most = Math.max(...widths);
  const spread = 50 * unit;
  const pitch = Math.min(spread, (1.4 * spread) / Math.max(1, most - 1));
  const cell = Math.min(column.width - 1.4 * spread - 40 * unit, slot * 0.88);
  const x = column.x + column.width - cell;
  const middle = (i: number): number => column.y + (i + 0.5) * slot;
  const across = (column.x + x) / 2 - 8 * unit;
  return {
    neurons: widths.map((width, i) => ({
      x: middle(i),
      ys: Array.from({ length: width }, (_, n) => across + (n - (width - 1) / 2) * pitch),
    })),
    strip: widths.slice(1).map((_, i) => ({ x, y: middle(i) - cell / 2, width: cell, height: cell })),
    // Words may be wider than a picture.
    score: { x: Math.min(x + cell / 2, x + cell - 60 * unit), y: middle(widths.length - 1) },
    neuron: Math.min(14 * unit, pitch * 0.34, slot * 0.2),
    downwards: true,
  };
}
