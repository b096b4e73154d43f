import type { Box, Layout } from '../../stage/layout';
import type { BoxView, Halves } from '../solid-box';

export interface Places {
  /** The box closed, as in the opening. */
  readonly closed: { readonly view: BoxView; readonly halves: Halves };
  /** Its front as large as all that may be drawn on. */
  readonly open: { readonly view: BoxView; readonly halves: Halves };
  /** One a panel: in the open box, in the plane through its middle as it stands unturned. */
  readonly panels: readonly Box[];
  /** The same as a frieze above the credits. */
  readonly frieze: readonly Box[];
  /** What is left below it. */
  readonly credits: Box;
}

/** From the middle of the open box to its front, in units of the box. */
const DEPTH = 0.42;
/** As in the opening. */
const CLOSED = {
  wide: { halves: [1.42, 1, 0.62], scale: 250, yaw: -0.4, pitch: 0.2 },
  tall: { halves: [1.1, 1, 0.5], scale: 300, yaw: -0.26, pitch: 0.2 },
  square: { halves: [1.74, 1, 0.6], scale: 190, yaw: -0.32, pitch: 0.2 },
} as const;

/** In units: between panels in the box, from the box's edges to them, and between those of the frieze. */
const [GAP, INSET] = [26, 26];

/** How many panels a row may have at the most. */
const MOST = 5;

/** Counts of rows that read the same from above and from below, as near to each other as can be. */
export function rowsOf(count: number, rows: number): number[] {
  const less = Math.floor(count / rows);
  const over = count - less * rows;
  // The longer rows stand outside, so that the panels of the shorter ones are the wide ones in the middle.
  const order = Array.from({ length: rows }, (_, i) => i).sort(
    (a, b) => Math.min(a, rows - 1 - a) - Math.min(b, rows - 1 - b) || a - b,
  );
  const longer = new Set(order.slice(0, over));
  return Array.from({ length: rows }, (_, i) => less + (longer.has(i) ? 1 : 0));
}

/** Rows that fill a box, every row as wide as it is. */
function panelBoxes({ x, y, width, height }: Box, counts: readonly number[], gap: number): Box[] {
  const tall = (height - gap * (counts.length - 1)) / counts.length;
  return counts.flatMap((count, row) => {
    const wide = (width - gap * (count - 1)) / count;
    return Array.from({ length: count }, (_, i) => ({
      x: x + i * (wide + gap),
      y: y + row * (tall + gap),
      width: wide,
      height: tall,
    }));
  });
}

const smallest = (boxes: readonly Box[]): number =>
  Math.min(...boxes.map(({ width, height }) => Math.min(width, height)));

/** As many rows as make the smallest panel as large as it can be. */
export function bestBoxes(box: Box, count: number, gap: number): Box[] {
  const all = Array.from({ length: count }, (_, i) => i + 1)
    .filter((rows) => Math.ceil(count / rows) <= MOST)
    .map((rows) => panelBoxes(box, rowsOf(count, rows), gap));
  return all.reduce((a, b) => (smallest(b) > smallest(a) ? b : a));
}

/** @param count of panels, at least one */
export function placesOf({ name, content, unit: u }: Layout, count: number): Places {
  const middle = { x: content.x + content.width / 2, y: content.y + content.height / 2 };
  const { halves, scale, ...turned } = CLOSED[name];
  // In the perspective of solid-box, whose eye is 8 units from the box's middle, the front is so much larger than the middle.
  const front = 8 / (8 - DEPTH);
  const open = content.height / 2 / front;
  const aspect = content.width / content.height;
  const inner: Box = {
    x: middle.x - (aspect * open - INSET * u),
    y: middle.y - (open - INSET * u),
    width: 2 * (aspect * open - INSET * u),
    height: 2 * (open - INSET * u),
  };
  const panels = bestBoxes(inner, count, GAP * u);
  const frieze = friezeOf(content, panels, {
    rows: name === 'wide' ? 1 : 2,
    gap: (name === 'wide' ? 20 : 16) * u,
    highest: content.height / 4,
  });
  const bottom = Math.max(...frieze.map((box) => box.y + box.height));
  const top = bottom + (name === 'wide' ? 52 : 34) * u;
  return {
    closed: { view: { ...middle, scale: scale * u, ...turned }, halves },
    open: { view: { ...middle, scale: open, yaw: 0, pitch: 0 }, halves: [aspect, 1, DEPTH] },
    panels,
    frieze,
    credits: { ...content, y: top, height: content.y + content.height - top },
  };
}

/** What the rows of the frieze are: how many, how far apart, and how high at the most. */
interface FriezeStyle {
  readonly rows: number;
  readonly gap: number;
  readonly highest: number;
}

/** The panels at the top, smaller, in rows of one height. */
function friezeOf({ x, y, width }: Box, panels: readonly Box[], { rows, gap, highest }: FriezeStyle): Box[] {
  const across = Math.ceil(panels.length / rows);
  const parts = Array.from({ length: rows }, (_, row) => panels.slice(row * across, (row + 1) * across));
  const aspects = (part: readonly Box[]): number =>
    part.reduce((sum, box) => sum + box.width / box.height, 0);
  const height = Math.min(
    highest,
    ...parts.map((part) => (width - gap * (part.length - 1)) / Math.max(aspects(part), 1e-9)),
  );
  return parts.flatMap((part, row) => {
    let left = x + (width - aspects(part) * height - gap * (part.length - 1)) / 2;
    return part.map((box) => {
      const own = { x: left, y: y + row * (height + gap), width: (height * box.width) / box.height, height };
      left += own.width + gap;
      return own;
    });
  });
}
