import { mix, span } from '../../motion/span';
import { drawCard } from '../../stage/card';
import type { Box } from '../../stage/layout';
import { mixBoxes } from '../../stage/plane';
import { formatPercent } from '../../stage/number';
import { faded } from '../../stage/path';
import type { Context2D } from '../../stage/scene';
import { drawText } from '../../stage/text';
import type { Shown } from './pairs';
import { cellAt } from './places';
import type { Told } from './story';

/** A pair of real digits, side by side, and what the network said of each: out of the table's cell that counts them. */

const GROW = 1.1;
/** Pixels of a digit's edge, and the most that its picture takes of its half. */
const PIXELS = 28;
const SIDE = 0.86;

const CUES = ['first', 'second'] as const;

export function drawPairs(context: Context2D, told: Told): void {
  told.story.pairs.forEach((shown, k) => {
    const at = told.cue(CUES[Math.min(k, CUES.length - 1)]!) - 0.25;
    if (told.time > at) drawPair(context, told, shown, told.story.places.cards[k]!, at);
  });
}

function drawPair(context: Context2D, told: Told, shown: Shown, place: Box, at: number): void {
  const { given, time, story } = told;
  const { theme } = given;
  const cell = cellAt(story.places.table, shown.is, shown.said);
  const t = span(at, at + GROW, time);
  drawRing(context, told, cell, span(at - 0.2, at + 0.3, time));
  drawCard(context, given, mixBoxes(cell, place, t), {
    alpha: span(0, 0.25, t),
    ground: mix(0.9, 0.75, t),
    edge: theme.accent,
  });
  const inside = span(at + 0.55 * GROW, at + 1.15 * GROW, time);
  [shown.sample, shown.like].forEach((sample, i) => {
    const half = { ...place, x: place.x + (i * place.width) / 2, width: place.width / 2 };
    // The likeness comes a moment later: first the one that is asked about.
    const come = i === 0 ? inside : span(at + 0.9 * GROW, at + 1.5 * GROW, time);
    drawSaid(context, told, sample, half, come);
  });
}

function drawRing(context: Context2D, { given }: Told, { x, y, width, height }: Box, alpha: number): void {
  const { theme, layout } = given;
  faded(context, alpha, () => {
    context.beginPath();
    context.roundRect(x, y, width, height, 10 * layout.unit);
    context.strokeStyle = theme.ink;
    context.lineWidth = 4 * layout.unit;
    context.stroke();
  });
}

/** The network's answer about a sample, and the share it gave it. */
function answerAbout({ story }: Told, sample: number): { readonly said: number; readonly share: number } {
  const { said, shares, classes } = story.answers;
  const digit = said[sample]!;
  return { said: digit, share: shares[sample * classes + digit]! };
}

function drawSaid(context: Context2D, told: Told, sample: number, box: Box, alpha: number): void {
  if (alpha <= 0) return;
  const { given, story } = told;
  const { theme, layout } = given;
  const { unit } = layout;
  const { size, oneLine } = story.places.cardText;
  const is = story.answers.labels[sample]!;
  const { said, share } = answerAbout(told, sample);
  const parts = [`is ${is}`, `called ${said}`, formatPercent(share, 1)];
  const lines = oneLine ? [`${parts[0]!}, ${parts[1]!}: ${parts[2]!}`] : parts;
  const words = (1.3 * size * lines.length + 4) * unit;
  const room = Math.min(SIDE * box.width, box.height - words - 30 * unit);
  // Whole pixels of the frame for each of the image's, so that all its squares are alike.
  const side = PIXELS * Math.max(1, Math.floor(room / PIXELS));
  const x = box.x + box.width / 2;
  const top = box.y + (box.height - words - side) / 2;
  faded(context, alpha, () => {
    context.beginPath();
    context.roundRect(x - side / 2, top, side, side, 10 * unit);
    context.fillStyle = theme.background;
    context.fill();
    context.drawImage(story.image(sample), x - side / 2, top, side, side);
    lines.forEach((line, i) =>
      drawText(context, given, line, x, top + side + (1.3 * size * (i + 1) + 2) * unit, {
        align: 'center',
        size,
        weight: 600,
        color: said === is ? theme.ink : theme.accent,
      }),
    );
  });
}
