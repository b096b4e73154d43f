import { mix } from '../../motion/span';
import type { Box, Layout } from '../../stage/layout';

/** Where the shapes stand: three groups by dimension, in one row, or the surfaces below the others. */
export interface Places {
  /** Of each of the six shapes the square that it has. */
  readonly cells: readonly Box[];
  /** Of each group, from dimension 0 on, the strip above its shapes. */
  readonly headings: readonly Box[];
  /** For the sheet of digits, with the strip above it. */
  readonly sheet: Box;
  readonly sheetHeading: Box;
}

/** How many shapes a group has: dimension 0, 1 and 2. */
const GROUPS = [1, 2, 3] as const;
/** In units: a heading's strip, and the strip below a shape for its name. */
const HEADING = 66;
const NAME = 52;
const GAP = 18;

const mixBox = (a: Box, b: Box, t: number): Box => ({
  x: mix(a.x, b.x, t),
  y: mix(a.y, b.y, t),
  width: mix(a.width, b.width, t),
  height: mix(a.height, b.height, t),
});

/** The places with `share` of the height of what there is, from the top or in the middle. */
function arranged({ content, unit, name }: Layout, share: number, top: boolean): Places {
  const rows = name === 'wide' ? 1 : 2;
  const across = 6 / rows;
  const width = content.width / across;
  const room = (content.height * share) / rows;
  const size = Math.min(width - GAP * unit, room - (HEADING + NAME) * unit);
  const block = size + (HEADING + NAME) * unit;
  const free = content.height * share - rows * block;
  const first = content.y + (top ? 0 : free / 2);
  const cells: Box[] = [];
  const headings: Box[] = [];
  let shape = 0;
  for (const count of GROUPS) {
    const [row, column] = [Math.floor(shape / across), shape % across];
    const y = first + row * (block + (top ? Math.min(free, 30 * unit) : 0));
    headings.push({
      x: content.x + column * width,
      y,
      width: count * width,
      height: HEADING * unit,
    });
    for (let k = 0; k < count; k++, shape++)
      cells.push({
        x: content.x + (column + k + 0.5) * width - size / 2,
        y: y + HEADING * unit,
        width: size,
        height: size,
      });
  }
  const below = content.y + content.height * share;
  const rest = content.height * (1 - share);
  return {
    cells,
    headings,
    sheet: { ...content, y: below + HEADING * unit, height: rest - (HEADING + NAME) * unit },
    sheetHeading: { ...content, y: below, height: HEADING * unit },
  };
}

/** Of the height, what the shapes keep when the sheet of digits comes. */
const KEPT = { wide: 0.52, tall: 0.66, square: 0.66 } as const;

/** @param up how far the shapes have made room for the sheet of digits, 0 … 1 */
export function placesAt(layout: Layout, up: number): Places {
  const [own, above] = [arranged(layout, 1, false), arranged(layout, KEPT[layout.name], true)];
  return {
    cells: own.cells.map((cell, i) => mixBox(cell, above.cells[i]!, up)),
    headings: own.headings.map((heading, i) => mixBox(heading, above.headings[i]!, up)),
    sheet: above.sheet,
    sheetHeading: above.sheetHeading,
  };
}
