import { span } from '../motion/span';
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
