import { interpolateRgb } from 'd3-interpolate';
import type { Box } from '../stage/layout';
import type { Context2D } from '../stage/scene';
import type { Theme } from '../stage/theme';

/** Images of grey values, as real digits are: prepared once, drawn with crisp cells. */

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

/** The same on a canvas that is there. @throws Error where the browser gives no context */
export function paint(canvas: OffscreenCanvas, grey: ArrayLike<number>, shades: Uint8ClampedArray): void {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('the browser gives no 2-D context for the digits');
  const image = context.createImageData(canvas.width, canvas.height);
  for (let p = 0; p < grey.length; p++) {
    const shade = 4 * Math.round(grey[p]!);
    image.data.set(shades.subarray(shade, shade + 4), 4 * p);
  }
  context.putImageData(image, 0, 0);
}

/** Its pixels stay crisp cells, however large it is drawn. */
export function drawPixels(context: Context2D, picture: OffscreenCanvas, { x, y, width, height }: Box): void {
  context.imageSmoothingEnabled = false;
  context.drawImage(picture, x, y, width, height);
}
