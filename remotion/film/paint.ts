import { drawCaption } from '../stage/caption';
import type { Context2D, DrawnScene, Moment } from '../stage/scene';

/**
 * The whole picture of a moment: background, scene, caption. Both engines, figures and tests call this and nothing
 * else, on an opaque context (`alpha: false`) of the frame's size.
 */
export function paint(context: Context2D, scene: DrawnScene, moment: Moment): void {
  const { width, height, theme } = moment.given;
  context.reset();
  context.fillStyle = theme.background;
  context.fillRect(0, 0, width, height);
  context.save();
  scene.draw(context, moment);
  context.restore();
  drawCaption(context, moment);
}
