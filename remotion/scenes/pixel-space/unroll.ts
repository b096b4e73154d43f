import { lagged } from '../../motion/lagged';
import { mix, span } from '../../motion/span';
import type { Box } from '../../stage/layout';
import { between } from '../../stage/look';
import { formatNumber } from '../../stage/number';
import { faded, strokePolyline } from '../../stage/path';
import { mixBoxes } from '../../stage/plane';
import type { Context2D } from '../../stage/scene';
import { drawText } from '../../stage/text';
import { drawRow } from './pixels';
import { bandAt } from './sketch';
import { onScreen, unrolledAt, type Told } from './story';

/** The digit's rows one after another in a strip, and the strip gathered into its dot. */
export function drawUnrolling(context: Context2D, told: Told): void {
  const { strip, dot } = unrolledAt(told);
  if (dot >= 1) return;
  if (strip < 1) drawGround(context, told, strip);
  drawRows(context, told, strip, dot);
  drawCells(context, told, strip);
  drawNumbers(context, told, dot);
}

const LAG = 0.16;

/** Where a row of the digit is: as wide as the digit before, its own stretch of the strip after. */
export function rowBox(digit: Box, strip: Box, row: number, rows: number, gone: number): Box {
  const width = strip.width / rows;
  return mixBoxes(
    { ...digit, y: digit.y + (row * digit.height) / rows, height: digit.height / rows },
    { ...strip, x: strip.x + row * width, width },
    gone,
  );
}

function drawRows(context: Context2D, told: Told, strip: number, dot: number): void {
  const { story, given } = told;
  const { places, stops } = story;
  const [picture] = story.pictures().stops;
  const rows = Math.round(Math.sqrt(stops[0]!.length));
  const [x, y] = onScreen(told)(bandAt(0));
  const r = 7 * given.layout.unit;
  const gathered = mixBoxes(places.strip, { x: x - r, y: y - r, width: 2 * r, height: 2 * r }, dot);
  faded(context, 1 - span(0.85, 1, dot), () => {
    for (let row = 0; row < rows; row++)
      drawRow(
        context,
        picture!,
        row,
        rowBox(places.digit, gathered, row, rows, lagged(row, rows, strip, LAG)),
      );
  });
}

/** The card that the digit was on. */
function drawGround(context: Context2D, { given, story }: Told, strip: number): void {
  const { x, y, width, height } = story.places.digit;
  faded(context, 0.45 * (1 - span(0.5, 1, strip)), () => {
    context.fillStyle = given.theme.surface;
    context.fillRect(x, y, width, height);
  });
}

/** Lines between the pixels, so that one sees that they are cells; each goes with its row. */
function drawCells(context: Context2D, { given, story }: Told, strip: number): void {
  const { theme, layout } = given;
  const { digit } = story.places;
  const rows = Math.round(Math.sqrt(story.stops[0]!.length));
  const shown = 1 - span(0, 0.12, strip);
  const style = { color: theme.background, width: 2 * layout.unit, alpha: 0.8 * shown };
  const cell = digit.width / rows;
  for (let i = 1; i < rows; i++) {
    const [x, y] = [digit.x + i * cell, digit.y + i * cell];
    strokePolyline(context, [x, digit.y, x, digit.y + digit.height], style);
    strokePolyline(context, [digit.x, y, digit.x + digit.width, y], style);
  }
}

/** A few neighbouring pixels of the strip, large, each with its number from 0 to 1. */
function drawNumbers(context: Context2D, told: Told, dot: number): void {
  const { given, story } = told;
  const { theme, layout } = given;
  const { unit } = layout;
  const { numbers, strip, count } = story.places;
  const image = story.stops[0]!;
  const from = told.cue('unroll') + 1.2;
  const entered = span(from, from + 0.9, told.time, (t) => t) * (1 - span(0, 0.25, dot));
  if (entered <= 0) return;
  const cell = numbers.width / count;
  const gap = 10 * unit;
  const ends = { size: 30, color: theme.muted, baseline: 'middle', alpha: entered } as const;
  const under = strip.y + strip.height + 30 * unit;
  drawText(context, given, '1', strip.x, under, ends);
  drawText(context, given, String(image.length), strip.x + strip.width, under, { ...ends, align: 'right' });
  const at = (place: number): number => strip.x + (strip.width * (story.read + place)) / image.length;
  const opened = span(0, 0.5, entered);
  const foot = strip.y + strip.height;
  for (const [place, x] of [
    [0, numbers.x],
    [count, numbers.x + numbers.width],
  ] as const)
    strokePolyline(
      context,
      [
        at(place),
        foot + 4 * unit,
        mix(at(place), x, opened),
        mix(foot + 4 * unit, numbers.y - 14 * unit, opened),
      ],
      { color: theme.accent, width: 2.5 * unit, alpha: 0.8 * opened },
    );
  for (let i = 0; i < count; i++) {
    const shown = lagged(
      i,
      count,
      span(0.3, 1, entered, (t) => t),
      0.2,
    );
    const value = image[story.read + i]! / 255;
    const x = numbers.x + i * cell;
    faded(context, shown, () => {
      context.fillStyle = between(theme.surface, theme.ink, value);
      context.beginPath();
      context.roundRect(x + gap / 2, numbers.y, cell - gap, cell - gap, 10 * unit);
      context.fill();
    });
    drawText(context, given, formatNumber(value, 2), x + cell / 2, numbers.y + cell + 34 * unit, {
      size: 44,
      color: theme.ink,
      align: 'center',
      baseline: 'middle',
      tabular: true,
      alpha: shown,
    });
  }
}
