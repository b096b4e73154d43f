import type { Box, Layout } from '../../stage/layout';

/** Where things stand in this scene, for each of the three layouts. Pixels. */
export interface Places {
  /** Middles of the digits on the map lie in here. */
  readonly map: Box;
  /** Side of a digit's picture on the map. */
  readonly thumb: number;
  /** Middle of the baseline of what is said about the map, line by line. */
  readonly note: readonly { readonly x: number; readonly y: number }[];
  readonly table: Table;
  /** One a pair of digits. */
  readonly cards: readonly Box[];
  /** Size in units of what is written in them, and whether that stands on one line. */
  readonly cardText: { readonly size: number; readonly oneLine: boolean };
  /** Middle of the number of mistakes, before the cards are there. */
  readonly total: { readonly x: number; readonly y: number };
}

/** Rows: what a digit is; columns: what the network called it. */
export interface Table {
  /** Upper left corner of the cells. */
  readonly x: number;
  readonly y: number;
  readonly cell: number;
  /** Left end of the rows' title and middle of the columns', at their baseline. */
  readonly title: { readonly left: number; readonly middle: number; readonly y: number };
  /** Size of the counts in units. */
  readonly text: number;
}

/** Left of the cells and above them, in units: the digits' names; above these, titles. */
const [BESIDE, ABOVE] = [58, 96];
const GAP = 28;

const cardsIn = ({ x, y, width, height }: Box, gap: number, count: number): Box[] =>
  Array.from({ length: count }, (_, k) => {
    const each = (height - (count - 1) * gap) / count;
    return { x, y: y + k * (each + gap), width, height: each };
  });

/** @param classes rows of the table @param pairs cards */
export function placesOf({ content, unit, name }: Layout, classes: number, pairs: number): Places {
  const lines = name === 'wide' ? 1 : 2;
  const thumb = { wide: 128, tall: 132, square: 112 }[name] * unit;
  const pad = thumb / 2;
  const foot = (20 + 40 * lines) * unit;
  const bottom = content.y + content.height;
  const map = {
    x: content.x + pad,
    y: content.y + pad,
    width: content.width - 2 * pad,
    height: content.height - 2 * pad - foot,
  };
  const note = Array.from({ length: lines }, (_, i) => ({
    x: content.x + content.width / 2,
    y: bottom - (10 + 40 * (lines - 1 - i)) * unit,
  }));
  const cell = ({ wide: 736, tall: 700, square: 470 }[name] * unit) / classes;
  const side = cell * classes;
  const height = side + ABOVE * unit;
  const left = name === 'tall' ? content.x + (content.width - side - BESIDE * unit) / 2 : content.x;
  const top = name === 'tall' ? content.y : content.y + (content.height - height) / 2;
  const table = {
    x: left + BESIDE * unit,
    y: top + ABOVE * unit,
    cell,
    title: {
      left,
      middle: left + BESIDE * unit + side / 2 + (name === 'square' ? 56 : 0) * unit,
      y: top + 28 * unit,
    },
    text: name === 'wide' ? 30 : name === 'tall' ? 28 : 24,
  };
  const gap = GAP * unit;
  const beside = table.x + side + (name === 'square' ? 1.2 : 2.4) * gap;
  const area =
    name === 'tall'
      ? { ...content, y: table.y + side + 1.4 * gap, height: bottom - (table.y + side + 1.4 * gap) }
      : { ...content, x: beside, width: content.x + content.width - beside };
  return {
    map,
    thumb,
    note,
    table,
    cards: cardsIn(area, gap, pairs),
    cardText: name === 'square' ? { size: 28, oneLine: false } : { size: 30, oneLine: true },
    total: { x: area.x + area.width / 2, y: area.y + area.height / 2 },
  };
}

/** A cell of the table. */
export const cellAt = ({ x, y, cell }: Table, row: number, column: number): Box => ({
  x: x + column * cell,
  y: y + row * cell,
  width: cell,
  height: cell,
});
