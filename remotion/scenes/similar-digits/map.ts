import { lagged } from '../../motion/lagged';
import { mix, span, window } from '../../motion/span';
import type { Box } from '../../stage/layout';
import { between } from '../../stage/look';
import { formatNumber, formatPercent } from '../../stage/number';
import { faded, partOf, strokePolyline } from '../../stage/path';
import type { Context2D } from '../../stage/scene';
import { drawText, textWidth } from '../../stage/text';
import { cellAt } from './places';
import type { Placed, Told } from './story';

/** The digits' centroids in the last layer, drawn flat; each is its mean image, and goes on to name a row of the table. */

/** Seconds before the word at which the digits leave the map. */
const LEAVE = 0.6;
const FLIGHT = 1.3;
/** Between a picture and a link that ends at it, in units. */
const CLEAR = 8;

export const leavesAt = ({ cue }: Told): number => cue('table') - LEAVE;
/** When the digits name the table's rows. */
export const landedAt = (told: Told): number => leavesAt(told) + FLIGHT;

const flown = (told: Told, i: number): number =>
  lagged(i, told.story.placed.length, (told.time - leavesAt(told)) / FLIGHT, 0.04);

/** Middle of the name of a row. */
export const rowName = (
  { story: { places } }: Told,
  row: number,
): { readonly x: number; readonly y: number } => ({
  x: places.table.x - 30 * (places.table.cell / 74),
  y: cellAt(places.table, row, 0).y + places.table.cell / 2,
});

export function drawMap(context: Context2D, told: Told): void {
  const { cue, time, story } = told;
  if (time >= landedAt(told) + 0.3) return;
  faded(context, 1 - span(leavesAt(told) - 0.3, leavesAt(told) + 0.2, time), () => {
    drawLinks(context, told);
    drawNote(context, told);
  });
  story.placed.forEach((place, i) => {
    const come = lagged(i, story.placed.length, (time - cue('map') + 0.5) / 1.7, 0.25);
    const lit = story.near?.classes.includes(place.digit)
      ? window(cue('near') - 0.3, leavesAt(told), time)
      : 0;
    drawDigit(context, told, place, { come, flown: flown(told, i), lit });
  });
}

function drawDigit(
  context: Context2D,
  told: Told,
  { digit, x, y }: Placed,
  { come, flown: t, lit }: { readonly come: number; readonly flown: number; readonly lit: number },
): void {
  const { given, story } = told;
  const picture = story.mean(digit);
  if (come <= 0 || !picture) return;
  const { theme, layout } = given;
  const { thumb } = story;
  const { table } = story.places;
  const to = rowName(told, digit);
  const [cx, cy] = [mix(x, to.x, t), mix(y, to.y, t)];
  const side = mix(thumb * mix(0.6, 1, come), Math.min(0.8 * table.cell, thumb), t);
  // Where it has landed, its name in type takes its place.
  faded(context, come * (1 - span(0.9, 1, t, (s) => s)), () => {
    context.beginPath();
    context.roundRect(cx - side / 2, cy - side / 2, side, side, 0.18 * side);
    faded(context, 1 - t, () => {
      context.fillStyle = theme.surface;
      context.fill();
      context.strokeStyle = between(theme.gridStrong, theme.accent, lit);
      context.lineWidth = mix(2, 4, lit) * layout.unit;
      context.stroke();
    });
    context.drawImage(picture, cx - side / 2, cy - side / 2, side, side);
  });
}

/** From the edge of one picture to that of the other; undefined where they leave it no room. */
function linkOf({ story, given }: Told, [a, b]: readonly [number, number]): number[] | undefined {
  const [from, to] = [a, b].map((digit) => story.placed.find((place) => place.digit === digit));
  if (!from || !to) return undefined;
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  // Of two on one spot nothing lies between.
  if (length === 0) return undefined;
  // A picture is a square: what a line has within it depends on where it goes.
  const steep = Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y)) / length;
  const share = (story.thumb / 2 / steep + CLEAR * given.layout.unit) / length;
  if (share >= 0.5) return undefined;
  return [
    mix(from.x, to.x, share),
    mix(from.y, to.y, share),
    mix(to.x, from.x, share),
    mix(to.y, from.y, share),
  ];
}

const SIZE = 28;

/**
 * Where the length of a link may be written, the best place first: beside its middle on either side, so that the line stays
 * whole, or, where the pictures at its ends leave no room, above or below both of them.
 */
function labelBoxes(context: Context2D, told: Told, link: readonly number[], text: string): Box[] {
  const { unit } = told.given.layout;
  const width = textWidth(context, told.given, text, { size: SIZE, weight: 600, color: '' }) + 12 * unit;
  const height = 38 * unit;
  const [x0, y0, x1, y1] = link as [number, number, number, number];
  const length = Math.hypot(x1 - x0, y1 - y0) || 1;
  // First the side that is further up, or, of an upright link, the right.
  const flip = x1 > x0 || (x1 === x0 && y1 > y0) ? 1 : -1;
  const [nx, ny] = [(flip * (y1 - y0)) / length, (-flip * (x1 - x0)) / length];
  const beside = (Math.abs(nx) * width + Math.abs(ny) * height) / 2 + 4 * unit;
  const beyond = told.story.thumb / 2 + height / 2 + Math.abs(y1 - y0) / 2;
  const at = (dx: number, dy: number): Box => ({
    x: (x0 + x1) / 2 + dx - width / 2,
    y: (y0 + y1) / 2 + dy - height / 2,
    width,
    height,
  });
  return [at(nx * beside, ny * beside), at(-nx * beside, -ny * beside), at(0, -beyond), at(0, beyond)];
}

const meet = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

function drawLinks(context: Context2D, told: Told): void {
  const { given, time, cue, story } = told;
  const { theme, layout } = given;
  const { thumb } = story;
  const taken: Box[] = story.placed.map(({ x, y }) => ({
    x: x - thumb / 2,
    y: y - thumb / 2,
    width: thumb,
    height: thumb,
  }));
  story.links.forEach(({ classes, distance }, i) => {
    const link = linkOf(told, classes);
    if (!link) return;
    // All come while the middles are named; the closest lights up with its own name.
    const drawn = lagged(i, story.links.length, (time - cue('map') - 1) / 1.2, 0.15);
    const isNear = story.near?.classes.join() === classes.join();
    const lit = isNear ? span(cue('near') - 0.3, cue('near') + 0.4, time) : 0;
    strokePolyline(context, partOf(link, drawn), {
      color: between(theme.axis, theme.accent, lit),
      width: mix(3, 6, lit) * layout.unit,
    });
    const text = formatNumber(distance, 1);
    const { content } = layout;
    const boxes = labelBoxes(context, told, link, text).filter(
      ({ x, y, width }) => x >= content.x && x + width <= content.x + content.width && y >= content.y,
    );
    // The one that is spoken of is written in any case.
    const box =
      boxes.find((place) => !taken.some((other) => meet(place, other))) ?? (isNear ? boxes[0] : undefined);
    if (!box) return;
    taken.push(box);
    drawText(context, given, text, box.x + box.width / 2, box.y + box.height / 2, {
      size: SIZE,
      weight: 600,
      color: between(theme.muted, theme.accent, lit),
      align: 'center',
      baseline: 'middle',
      alpha: drawn,
    });
  });
}

function drawNote(context: Context2D, told: Told): void {
  const { given, time, cue, story } = told;
  const { widths } = story.facts;
  const off = formatPercent(story.error);
  const parts = [
    `Measured between middles in ${widths.at(-1)!} dimensions.`,
    `Drawn flat, lengths are off by ${off} on average.`,
  ];
  const lines = story.places.note.length === 1 ? [parts.join(' ')] : parts;
  lines.forEach((line, i) => {
    const { x, y } = story.places.note[i]!;
    drawText(context, given, line, x, y, {
      size: 26,
      color: given.theme.muted,
      align: 'center',
      alpha: span(cue('map') + 1.2, cue('map') + 2, time),
    });
  });
}
