import { span } from '../../motion/span';
import { drawCard } from '../../stage/card';
import type { Box } from '../../stage/layout';
import { faded, strokePolyline } from '../../stage/path';
import type { Context2D } from '../../stage/scene';
import { drawText, textWidth, type TextStyle } from '../../stage/text';
import { rightCount } from './best-line';
import { filledAt, lineAt, type Told } from './story';

interface Score {
  readonly name: string;
  readonly count: number;
  readonly color: string;
  readonly alpha: number;
  /** A little picture of the line, in units from the middle. */
  readonly picture: readonly number[];
}

const STRAIGHT = [-34, 10, 34, -10];
const WINDING = Array.from({ length: 33 }, (_, i) => {
  const u = i / 16 - 1;
  return [34 * u, -14 * Math.sin(1.5 * Math.PI * u)];
}).flat();

/** How many dots each of the two lines has on their own side: counted, for the line as it stands. */
export function drawScores(context: Context2D, told: Told): void {
  const { time, cue, given, story } = told;
  const { theme } = given;
  const { points, labels, places, own, radii } = story;
  const filled = filledAt(told);
  drawScore(context, told, places.cards[0], {
    name: 'straight line',
    count: rightCount(lineAt(told), points, labels),
    color: theme.ink,
    alpha: span(cue('best') + 0.1, cue('best') + 0.9, time),
    picture: STRAIGHT,
  });
  drawScore(context, told, places.cards[1], {
    name: 'winding line',
    count: own.reduce((sum, right, i) => sum + (right && radii[i]! <= filled ? 1 : 0), 0),
    color: theme.accent,
    alpha: span(cue('sides') - 0.3, cue('sides') + 0.4, time),
    picture: WINDING,
  });
}

function drawScore(
  context: Context2D,
  { given, story }: Told,
  box: Box,
  { name, count, color, alpha, picture }: Score,
): void {
  if (alpha <= 0) return;
  const { theme, layout } = given;
  const { unit } = layout;
  const low = layout.name === 'square';
  const of = story.labels.length;
  drawCard(context, given, box, { alpha, ground: 0.92 });
  faded(context, alpha, () => {
    const left = box.x + 28 * unit;
    const top = box.y + (low ? 40 : 50) * unit;
    const heading: TextStyle = { size: 30, weight: 500, color: theme.muted, baseline: 'middle' };
    strokePolyline(
      context,
      picture.map((value, i) => value * unit + (i % 2 === 0 ? left + 36 * unit : top)),
      { color, width: 5 * unit },
    );
    drawText(context, given, name, left + 92 * unit, top, heading);
    const number: TextStyle = {
      size: low ? 58 : 76,
      weight: 600,
      color: theme.ink,
      baseline: 'middle',
      tabular: true,
    };
    const middle = box.y + (low ? 106 : 126) * unit;
    // Right-aligned in the room of the largest number, so that nothing moves while it counts.
    const right = left + textWidth(context, given, String(of), number);
    drawText(context, given, String(count), right, middle, { ...number, align: 'right' });
    const rest: TextStyle = { size: 34, weight: 500, color: theme.muted, baseline: 'middle' };
    if (low) {
      drawText(context, given, `of ${of} right`, right + 16 * unit, middle + 8 * unit, rest);
      return;
    }
    drawText(context, given, `of ${of} dots`, right + 16 * unit, middle + 12 * unit, rest);
    drawText(context, given, 'on their own side', left, box.y + 188 * unit, rest);
  });
}
