import { lagged } from '../../motion/lagged';
import type { Box } from '../../stage/layout';
import { faded } from '../../stage/path';
import type { Context2D, Given } from '../../stage/scene';
import { chipSize, drawChip } from './chip';

/** Units: a chip's radius, between two chips, between two rows' middles. */
const RADIUS = 18;
const GAP = 6;
const LINE = 48;
/** With room to spare, chips stand no further apart than this: middle to middle, in units. */
const STEP = 64;

export interface Chip {
  readonly index: number;
  readonly x: number;
  readonly y: number;
}

/**
 * Where the classes' names stand at the bottom of a box, in one row where that holds them all, and otherwise in rows from left
 * to right; undefined where they do not fit: then the names in the cloud tell.
 * @param halves of the chips' widths, in pixels
 */
export function legendPlaces(
  halves: readonly number[],
  { x, y, width, height }: Box,
  unit: number,
  centred: boolean,
): readonly Chip[] | undefined {
  const gap = GAP * unit;
  const rows: { index: number; left: number; half: number }[][] = [[]];
  let left = 0;
  halves.forEach((half, index) => {
    if (left > 0 && left + 2 * half > width + 0.01) {
      rows.push([]);
      left = 0;
    }
    rows.at(-1)!.push({ index, left, half });
    left += 2 * half + gap;
  });
  if ((rows.length - 1) * LINE * unit + 2 * RADIUS * unit > height + 0.01) return undefined;
  const bottom = y + height - RADIUS * unit;
  return rows.flatMap((row, r) => {
    const end = row.at(-1);
    if (!end) return [];
    const used = end.left + 2 * end.half;
    const apart = row.length > 1 ? (width - used) / (row.length - 1) : 0;
    const most = STEP * unit - Math.min(...row.map(({ half }) => 2 * half)) - gap;
    const spread = rows.length > 1 ? 0 : Math.max(0, Math.min(apart, most));
    const start = x + (centred ? (width - used - spread * (row.length - 1)) / 2 : 0);
    return row.map(({ index, left: at, half }, i) => ({
      index,
      x: start + at + half + i * spread,
      y: bottom - (rows.length - 1 - r) * LINE * unit,
    }));
  });
}

/** The classes' names on their colours, as they stand in the cloud. @param shown how far they have entered, 0 … 1 */
export function drawLegend(
  context: Context2D,
  given: Given,
  names: readonly string[],
  box: Box,
  shown: number,
): void {
  const { layout } = given;
  const radius = RADIUS * layout.unit;
  const halves = names.map((name) => chipSize(context, given, name, radius).half);
  const chips = legendPlaces(halves, box, layout.unit, layout.name !== 'wide') ?? [];
  for (const { index, x, y } of chips)
    faded(context, lagged(index, names.length, shown, 0.25), () =>
      drawChip(context, given, { text: names[index]!, index }, { x, y, radius }),
    );
}
