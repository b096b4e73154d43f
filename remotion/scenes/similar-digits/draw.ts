import { drawCurtain } from '../../stage/curtain';
import type { Context2D } from '../../stage/scene';
import { drawPairs } from './cards';
import { drawMap } from './map';
import type { Told } from './story';
import { drawTable, drawTotal } from './table';

export function draw(context: Context2D, told: Told): void {
  drawTable(context, told);
  drawTotal(context, told);
  drawMap(context, told);
  drawPairs(context, told);
  drawCurtain(context, told);
}
