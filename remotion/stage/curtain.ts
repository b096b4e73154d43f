import { span } from '../motion/span';
import type { Box } from './layout';
import { translucent, type Look } from './look';
import type { Context2D, Moment } from './scene';

const ENTER = 0.6;
const LEAVE = 0.7;

/** How much of a scene is there: it grows out of the empty stage and goes back to it before it ends. */
export const presence = ({ time, given }: Moment): number =>
  Math.min(span(0, ENTER, time), 1 - span(given.duration - LEAVE, given.duration, time));

/** Drawn last in a scene: covers it with the empty stage as far as it has not entered yet, or has left already. */
export function drawCurtain(context: Context2D, moment: Moment): void {
  const hidden = 1 - presence(moment);
  if (hidden <= 0) return;
  const { theme, width, height } = moment.given;
  const before = context.globalAlpha;
  context.globalAlpha = hidden;
  context.fillStyle = theme.background;
  context.fillRect(0, 0, width, height);
  context.globalAlpha = before;
}

/** What fills all of a region down to the captions ends softly above them. */
export function drawFloor(context: Context2D, { theme, layout }: Look, { x, y, width, height }: Box): void {
  const soft = 44 * layout.unit;
  const bottom = y + height;
  const floor = context.createLinearGradient(0, bottom - soft, 0, bottom);
  floor.addColorStop(0, translucent(theme.background, 0));
  floor.addColorStop(1, translucent(theme.background, 1));
  context.fillStyle = floor;
  context.fillRect(x, bottom - soft, width, soft);
}
