import { drawCurtain } from '../../stage/curtain';
import type { Context2D, Moment } from '../../stage/scene';
import { drawSpace } from './space';
import { storyOf } from './story';
import { drawUnrolling } from './unroll';
import { drawWalkPanels } from './walks';

export function draw(context: Context2D, moment: Moment): void {
  const told = { ...moment, story: storyOf(moment.given) };
  drawSpace(context, told);
  drawUnrolling(context, told);
  drawWalkPanels(context, told);
  drawCurtain(context, moment);
}
