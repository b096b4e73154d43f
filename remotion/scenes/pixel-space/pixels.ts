import type { Box } from '../../stage/layout';
import type { Context2D } from '../../stage/scene';
import { drawPixels, paint } from '../grey-pictures';

export { drawPixels, pictureOf, shadesOf } from '../grey-pictures';

/** Pixel by pixel between two images, t from 0 to 1: where one is on the straight way from one to the other. */
export const blendOf = (a: ArrayLike<number>, b: ArrayLike<number>, t: number): Float64Array =>
  Float64Array.from(a, (value, p) => (1 - t) * value + t * b[p]!);

/** One row of it, stretched to a box. */
export function drawRow(
  context: Context2D,
  picture: OffscreenCanvas,
  row: number,
  { x, y, width, height }: Box,
): void {
  context.imageSmoothingEnabled = false;
  context.drawImage(picture, 0, row, picture.width, 1, x, y, width, height);
}

/** Taken again by the next picture of its size: nothing is read from it before it is written. */
let scratch: OffscreenCanvas | undefined;

/** A picture that is another one in every frame. */
export function drawGrey(
  context: Context2D,
  grey: ArrayLike<number>,
  shades: Uint8ClampedArray,
  box: Box,
): void {
  const side = Math.round(Math.sqrt(grey.length));
  if (scratch?.width !== side) scratch = new OffscreenCanvas(side, side);
  paint(scratch, grey, shades);
  drawPixels(context, scratch, box);
}
