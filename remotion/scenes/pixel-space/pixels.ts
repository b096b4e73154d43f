import { interpolateRgb } from 'd3-interpolate';
import type { Box } from '../../stage/layout';
import type { Context2D } from '../../stage/scene';
import type { Theme } from '../../stage/theme';

/** Grey values as colours of the theme, four bytes each: 0 is the card they lie on, 255 ink. */
export function shadesOf({ surface, ink }: Theme): Uint8ClampedArray {
  const shades = new Uint8ClampedArray(4 * 256);
  const shade = interpolateRgb(surface, ink);
  for (let grey = 0; grey < 256; grey++) {
    const [r = 0, g = 0, b = 0] = (shade(grey / 255).match(/\d+/g) ?? []).map(Number);
    shades.set([r, g, b, 255], 4 * grey);
  }
  return shades;
}

/** A square picture, a canvas pixel each of its pixels. @param grey 0 … 255, row by row */
export function pictureOf(grey: ArrayLike<number>, shades: Uint8ClampedArray): OffscreenCanvas {
  const side = Math.round(Math.sqrt(grey.length));
  const canvas = new OffscreenCanvas(side, side);
  paint(canvas, grey, shades);
  return canvas;
}

function paint(canvas: OffscreenCanvas, grey: ArrayLike<number>, shades: Uint8ClampedArray): void {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('the browser gives no 2-D context for the digits');
  const image = context.createImageData(canvas.width, canvas.height);
  for (let p = 0; p < grey.length; p++) {
    const shade = 4 * Math.round(grey[p]!);
    image.data.set(shades.subarray(shade, shade + 4), 4 * p);
  }
  context.putImageData(image, 0, 0);
}

/** Pixel by pixel between two images, t from 0 to 1: where one is on the straight way from one to the other. */
export const blendOf = (a: ArrayLike<number>, b: ArrayLike<number>, t: number): Float64Array =>
  Float64Array.from(a, (value, p) => (1 - t) * value + t * b[p]!);

/** Its pixels stay crisp cells, however large it is drawn. */
export function drawPixels(context: Context2D, picture: OffscreenCanvas, { x, y, width, height }: Box): void {
  context.imageSmoothingEnabled = false;
  context.drawImage(picture, x, y, width, height);
}

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
