import { clamp01, smooth } from '../../motion/ease';
import { span } from '../../motion/span';
import { drawFloor } from '../../stage/curtain';
import type { Box } from '../../stage/layout';
import { clipped, faded } from '../../stage/path';
import { mixBoxes } from '../../stage/plane';
import type { Context2D } from '../../stage/scene';
import { drawText } from '../../stage/text';
import { drawPixels } from '../grey-pictures';
import { forwardAt, inputAt, stepTimes, type Told } from './story';

/** Seconds, from the first on, in which the wall comes in, and which one digit takes. */
const ENTER = 1.5;
const EACH = 0.6;

/** Real digits to the frame's edges, coming in from a corner; all but the chosen one make room. */
export function drawWall(context: Context2D, told: Told): void {
  const { story, given, time } = told;
  const { wall } = story.places;
  const { from } = stepTimes(told);
  const left = 1 - span(from - 0.35, from + 0.75, time);
  if (left <= 0) return;
  const far = Math.max(1, wall.columns + wall.rows - 2);
  clipped(context, wall.box, () => {
    for (let place = 0; place < story.hung.length; place++) {
      if (place === wall.chosen && time >= from - 0.35) continue;
      const away = ((place % wall.columns) + Math.floor(place / wall.columns)) / far;
      const come = smooth(clamp01((time - away * (ENTER - EACH)) / EACH));
      faded(context, come * left, () => drawPixels(context, story.onWall(place), wall.at(place)));
    }
    faded(context, left, () => drawFloor(context, given, wall.box));
  });
}

const digitBox = (told: Told): Box => {
  const { wall, digit } = told.story.places;
  return mixBoxes(wall.at(wall.chosen), digit, forwardAt(told).step);
};

/** The chosen digit, out of the wall and before the network. */
export function drawDigit(context: Context2D, told: Told): void {
  if (told.time < stepTimes(told).from - 0.35) return;
  drawPixels(context, told.story.picture(), digitBox(told));
}

/** Around it, also while its pixels leave, and what is written beside it. */
export function drawFrame(context: Context2D, told: Told): void {
  const { story, given, time } = told;
  const { theme, layout } = given;
  const { unit } = layout;
  const { places, edge } = story;
  const { from } = stepTimes(told);
  const { flight } = forwardAt(told);
  const box = digitBox(told);
  const ring = span(from - 0.35, from, time);
  const room = 3 * unit;
  faded(context, ring, () => {
    context.strokeStyle = theme.accent;
    context.lineWidth = 4 * unit;
    context.strokeRect(box.x - room, box.y - room, box.width + 2 * room, box.height + 2 * room);
  });
  const { x, y, align } = places.note;
  const until = inputAt(told);
  drawText(context, given, `${edge} × ${edge} pixels`, x, y, {
    size: 32,
    color: theme.muted,
    align,
    baseline: 'middle',
    alpha: span(until - 1.9, until - 1.3, time) * (flight > 0 ? 1 : 0),
  });
}
