import type { Box, Layout } from '../../stage/layout';
import type { Stat, StatPlaces } from '../run-stats';

/** Where a scene's panels stand: the picture's box; its heading is above it. */
export interface Places {
  /** One a panel: the input, then each hidden layer. */
  readonly panels: readonly Box[];
  /** Where the input and the last hidden layer stand when they are looked at alone. */
  readonly input: Box;
  readonly last: Box;
  /** From the one to the other: where an arrow begins and ends. */
  readonly way: readonly [x0: number, y0: number, x1: number, y1: number];
  /** Where the curve is; its ticks stand to the left and below. */
  readonly graph: Box;
  readonly stats: StatPlaces;
}

/** Above each panel, in units. */
const HEADING = 46;
/** Room for a graph's ticks, to the left and below, in units. */
const TICKS = { left: 74, below: 52 };
/** Height of what is counted in one row. */
const ROW = 92;

interface Grid {
  readonly columns: number;
  readonly side: number;
}

/** As many columns as make the squares largest. @param slots that are needed */
function gridFor(slots: number, { width, height }: Box, gap: number, heading: number): Grid {
  let best: Grid = { columns: 1, side: 0 };
  for (let columns = 1; columns <= slots; columns++) {
    const rows = Math.ceil(slots / columns);
    const side = Math.min(
      (width - (columns - 1) * gap) / columns,
      (height - (rows - 1) * gap) / rows - heading,
    );
    if (side > best.side) best = { columns, side };
  }
  return best;
}

/** @param count of panels: the input and the hidden layers */
export function placesOf(layout: Layout, count: number): Places {
  return layout.name === 'wide' ? wide(layout, count) : compact(layout, count);
}

/** Panels in a row, and the curve beneath with what is counted beside it. */
function wide({ content, unit: u }: Layout, count: number): Places {
  const { x, y, width, height } = content;
  const gap = 26 * u;
  const heading = HEADING * u;
  const side = Math.min((width - (count - 1) * gap) / count, 400 * u);
  const left = x + (width - count * side - (count - 1) * gap) / 2;
  const panels = Array.from({ length: count }, (_, k) => ({
    x: left + k * (side + gap),
    y: y + heading,
    width: side,
    height: side,
  }));
  const top = y + heading + side + 52 * u;
  const counted = x + width - 300 * u;
  const bottom = y + height;
  const row = (bottom - TICKS.below * u - top) / 3;
  const stat = (i: number): Stat => {
    const base = top + (i + 0.62) * row;
    return { name: { x: counted, y: base }, value: { x: counted + 130 * u, y: base } };
  };
  const large = height - heading;
  const small = 640 * u;
  const inputTop = y + heading + (large - small) / 2;
  const middle = inputTop + small / 2;
  return {
    panels,
    input: { x, y: inputTop, width: small, height: small },
    last: { x: x + width - large, y: y + heading, width: large, height: large },
    way: [x + small + 50 * u, middle, x + width - large - 50 * u, middle],
    graph: {
      x: x + TICKS.left * u,
      y: top,
      width: counted - 90 * u - x - TICKS.left * u,
      height: bottom - TICKS.below * u - top,
    },
    stats: [stat(0), stat(1), stat(2)],
  };
}

/** Panels in a grid whose last place the curve takes, and what is counted in a row beneath. */
function compact({ name, content, unit: u }: Layout, count: number): Places {
  const { x, y, width, height } = content;
  const gap = 24 * u;
  const heading = HEADING * u;
  const area = { ...content, height: height - ROW * u };
  const { columns, side } = gridFor(count + 1, area, gap, heading);
  const rows = Math.ceil((count + 1) / columns);
  const apart = columns > 1 ? Math.min((width - columns * side) / (columns - 1), 3 * gap) : 0;
  const left = x + (width - columns * side - (columns - 1) * apart) / 2;
  const lower = (area.height - rows * (side + heading) - (rows - 1) * gap) / 2;
  const slot = (i: number): Box => ({
    x: left + (i % columns) * (side + apart),
    y: y + lower + Math.floor(i / columns) * (side + heading + gap) + heading,
    width: side,
    height: side,
  });
  const free = slot(count);
  const right = slot(columns * rows - 1);
  const base = y + height - 16 * u;
  const stat = (i: number): Stat => {
    const at = x + (i * width) / 3;
    return { name: { x: at, y: base }, value: { x: at + (i === 0 ? 98 : i === 1 ? 78 : 122) * u, y: base } };
  };
  const tall = name === 'tall';
  const large = tall ? 870 * u : 660 * u;
  const small = tall ? 560 * u : 248 * u;
  const last: Box = tall
    ? { x: x + (width - large) / 2, y: y + height - large, width: large, height: large }
    : { x: x + width - large, y: y + heading + (height - heading - large) / 2, width: large, height: large };
  const input: Box = tall
    ? { x: x + (width - small) / 2, y: y + heading, width: small, height: small }
    : { x, y: last.y + (large - small) / 2, width: small, height: small };
  const middle = input.y + small / 2;
  return {
    panels: Array.from({ length: count }, (_, k) => slot(k)),
    input,
    last,
    way: tall
      ? [x + width / 2, input.y + small + 16 * u, x + width / 2, last.y - 14 * u]
      : [input.x + small + 8 * u, middle, last.x - 8 * u, middle],
    graph: {
      x: free.x + TICKS.left * u,
      y: free.y,
      width: right.x + side - free.x - TICKS.left * u - 28 * u,
      height: side - TICKS.below * u,
    },
    stats: [stat(0), stat(1), stat(2)],
  };
}
