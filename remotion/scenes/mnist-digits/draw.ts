import { drawCurtain } from '../../stage/curtain';
import type { Context2D } from '../../stage/scene';
import { drawHidden, drawInput, drawJoins, drawWidths } from './layers';
import { drawOutputs } from './outputs';
import type { Told } from './story';
import { drawDigit, drawFrame, drawWall } from './wall';

export function draw(context: Context2D, told: Told): void {
  drawWall(context, told);
  drawDigit(context, told);
  drawJoins(context, told);
  drawInput(context, told);
  drawFrame(context, told);
  drawHidden(context, told);
  drawOutputs(context, told);
  drawWidths(context, told);
  drawCurtain(context, told);
}
