import { drawCurtain } from '../../stage/curtain';
import type { Context2D, Moment } from '../../stage/scene';
import { drawLayer } from './network';
import { drawPlaneSide } from './plane-side';
import { storyOf } from './story';

export function draw(context: Context2D, moment: Moment): void {
  const told = { ...moment, story: storyOf(moment.given) };
  drawPlaneSide(context, told);
  drawLayer(context, told);
  drawCurtain(context, told);
}
