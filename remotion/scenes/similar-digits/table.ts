import { lagged } from '../../motion/lagged';
import { span } from '../../motion/span';
import { between } from '../../stage/look';
import { faded } from '../../stage/path';
import type { Context2D } from '../../stage/scene';
import { drawText } from '../../stage/text';
import { landedAt, leavesAt, rowName } from './map';
import { cellAt } from './places';
import type { Told } from './story';
import { grouped } from './words';

/** How often each digit (rows) was called what (columns), as counted on the held-out digits. */

/** Colour of a mistake that happened `share` times as often as the most frequent: never so that its count could not be read on it. */
const heat = (share: number): number => (share <= 0.5 ? 0.12 + 0.5 * share : 0.45 + 0.5 * share);
const DARK = 0.5;

export function drawTable(context: Context2D, told: Told): void {
  const { time, cue, story } = told;
  if (time < leavesAt(told)) return;
  drawNames(context, told);
  const { confusion } = story.facts;
  const most = Math.max(1, ...confusion.flatMap((row, i) => row.filter((_, j) => i !== j)));
  const count = confusion.length;
  confusion.forEach((row, i) =>
    row.forEach((n, j) => {
      const right = i === j;
      const come = right
        ? lagged(i, count, (time - cue('table') - 0.5) / 1.2, 0.2)
        : lagged((i * 7 + j * 3) % count, count, (time - cue('wrong') + 0.3) / 1.1, 0.12);
      const ground = span(leavesAt(told) + 0.3, landedAt(told), time);
      drawCell(context, told, { row: i, column: j, n, come, ground, share: right ? undefined : n / most });
    }),
  );
}

interface Cell {
  readonly row: number;
  readonly column: number;
  readonly n: number;
  readonly come: number;
  readonly ground: number;
  /** Of the most frequent mistake; undefined of what is right. */
  readonly share: number | undefined;
}

function drawCell(context: Context2D, told: Told, { row, column, n, come, ground, share }: Cell): void {
  const { given, story } = told;
  const { theme, layout } = given;
  const { table } = story.places;
  const { x, y, width } = cellAt(table, row, column);
  const [side, inset] = [width * 0.92, width * 0.04];
  const fill = (color: string, alpha: number): void =>
    faded(context, alpha, () => {
      context.beginPath();
      context.roundRect(x + inset, y + inset, side, side, 8 * layout.unit);
      context.fillStyle = color;
      context.fill();
    });
  const dark = share !== undefined && share > DARK;
  fill(theme.surface, ground);
  if (n === 0 || come <= 0) return;
  fill(share === undefined ? theme.grid : between(theme.background, theme.accent, heat(share)), come);
  drawText(context, given, String(n), x + width / 2, y + width / 2, {
    size: table.text,
    weight: share === undefined ? 500 : 600,
    color: dark ? theme.background : theme.ink,
    align: 'center',
    baseline: 'middle',
    alpha: come,
  });
}

function drawNames(context: Context2D, told: Told): void {
  const { given, time, story } = told;
  const { theme, layout } = given;
  const { table } = story.places;
  const { title } = table;
  const landed = landedAt(told);
  const named = span(landed - 0.2, landed + 0.3, time);
  const style = { size: 26, color: theme.muted, alpha: named } as const;
  drawText(context, given, 'what it is', title.left, title.y, style);
  drawText(context, given, 'what the network called it', title.middle, title.y, {
    ...style,
    align: 'center',
  });
  for (let digit = 0; digit < story.classes; digit++) {
    const { x, y } = rowName(told, digit);
    const name = {
      size: 34,
      weight: 600,
      color: theme.digits[digit % theme.digits.length]!,
      align: 'center',
      baseline: 'middle',
      alpha: named,
    } as const;
    drawText(context, given, String(digit), x, y, name);
    drawText(
      context,
      given,
      String(digit),
      cellAt(table, 0, digit).x + table.cell / 2,
      table.y - 26 * layout.unit,
      name,
    );
  }
}

/** How many mistakes that makes, where the cards will be. */
export function drawTotal(context: Context2D, { given, time, cue, story }: Told): void {
  const { theme, layout } = given;
  const { unit } = layout;
  const { x, y } = story.places.total;
  const leave = 1 - span(cue('first') - 0.75, cue('first') - 0.25, time);
  const style = { align: 'center' } as const;
  drawText(context, given, String(story.counts.wrong), x, y + 10 * unit, {
    ...style,
    size: 170,
    weight: 600,
    color: theme.accent,
    alpha: Math.min(span(cue('wrong') - 0.2, cue('wrong') + 0.6, time), leave),
  });
  drawText(context, given, `of ${grouped(story.counts.all)} held-out digits`, x, y + 76 * unit, {
    ...style,
    size: layout.name === 'square' ? 30 : 36,
    color: theme.muted,
    alpha: Math.min(span(cue('table') + 0.2, cue('table') + 0.9, time), leave),
  });
}
