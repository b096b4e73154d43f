import { interpolateRgb } from 'd3-interpolate';
import type { Box } from './layout';
import type { Context2D } from './scene';

/** Pixels of the frame that one of the picture takes: a field changes little from one to the next. */
const GRAIN = 2;
/** Colours between the field's lowest and its highest value: so many that none is seen as a band. */
const TONES = 4096;

/** Values on a lattice, row by row from the upper left. */
interface Lattice {
  readonly columns: number;
  readonly rows: number;
  readonly values: Float64Array;
}

export interface PixelStyle {
  readonly colors: readonly [low: string, high: string];
  /** Where the field is undecided. */
  readonly ground: string;
  readonly alpha: number;
  tone(value: number): number;
}

/** A picture of a field: opaque, row by row. */
export interface FieldPixels {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue, opacity: four bytes a pixel. */
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/**
 * The field between its samples by Catmull and Rom's cubic on both axes, so that no cell is seen, and only then turned into
 * colour, so that a steep decision stays crisp.
 * @param size of the box in the frame, in pixels
 */
export function fieldPixels(
  { columns, rows, values }: Lattice,
  size: Pick<Box, 'width' | 'height'>,
  style: PixelStyle,
): FieldPixels {
  const width = Math.max(1, Math.round(size.width / GRAIN));
  const height = Math.max(1, Math.round(size.height / GRAIN));
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const palette = tones(low, high, style);
  const scale = high > low ? (TONES - 1) / (high - low) : 0;
  const across = cubic(columns, width);
  const down = cubic(rows, height);
  const pixels = new Uint32Array(width * height);
  const line = new Float64Array(columns);
  let p = 0;
  for (let py = 0; py < height; py++) {
    const d = 4 * py;
    const [r0, r1, r2, r3] = [0, 1, 2, 3].map((i) => down.at[d + i]! * columns) as [
      number,
      number,
      number,
      number,
    ];
    const [v0, v1, v2, v3] = [0, 1, 2, 3].map((i) => down.share[d + i]!) as [number, number, number, number];
    for (let c = 0; c < columns; c++)
      line[c] = v0 * values[r0 + c]! + v1 * values[r1 + c]! + v2 * values[r2 + c]! + v3 * values[r3 + c]!;
    for (let a = 0; a < 4 * width; a += 4) {
      const value =
        across.share[a]! * line[across.at[a]!]! +
        across.share[a + 1]! * line[across.at[a + 1]!]! +
        across.share[a + 2]! * line[across.at[a + 2]!]! +
        across.share[a + 3]! * line[across.at[a + 3]!]!;
      const index = ((value - low) * scale + 0.5) | 0;
      pixels[p++] = palette[index < 0 ? 0 : index >= TONES ? TONES - 1 : index]!;
    }
  }
  return { width, height, data: new Uint8ClampedArray(pixels.buffer) };
}

/** For each pixel the four samples about it, and how much each of them counts; at the ends the last one is repeated. */
function cubic(samples: number, pixels: number): { readonly at: Int32Array; readonly share: Float64Array } {
  const at = new Int32Array(4 * pixels);
  const share = new Float64Array(4 * pixels);
  for (let p = 0; p < pixels; p++) {
    const place = ((p + 0.5) / pixels) * samples - 0.5;
    const first = Math.floor(place);
    const t = place - first;
    const weights = [
      t * (-0.5 + t * (1 - 0.5 * t)),
      1 + t * t * (1.5 * t - 2.5),
      t * (0.5 + t * (2 - 1.5 * t)),
      t * t * (0.5 * t - 0.5),
    ];
    weights.forEach((weight, i) => {
      at[4 * p + i] = Math.min(samples - 1, Math.max(0, first - 1 + i));
      share[4 * p + i] = weight;
    });
  }
  return { at, share };
}

const channels = (color: string): number[] =>
  (interpolateRgb(color, color)(0.5).match(/\d+/g) ?? []).slice(0, 3).map(Number);

/** Colours from the lowest value to the highest, as the canvas keeps its pixels: bytes in the order r, g, b, opacity. */
function tones(low: number, high: number, { colors, ground, alpha, tone }: PixelStyle): Uint32Array {
  const bytes = new Uint8ClampedArray(4 * TONES);
  const base = channels(ground);
  const ends = colors.map(channels);
  for (let i = 0; i < TONES; i++) {
    const sure = tone(low + ((high - low) * i) / (TONES - 1));
    const end = ends[sure < 0 ? 0 : 1]!;
    const share = alpha * Math.min(1, Math.abs(sure));
    for (let c = 0; c < 3; c++) bytes[4 * i + c] = base[c]! + (end[c]! - base[c]!) * share;
    bytes[4 * i + 3] = 255;
  }
  return new Uint32Array(bytes.buffer);
}

/** A canvas with the picture, for one that is drawn in many frames. */
export function pictureOf({ width, height, data }: FieldPixels): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height);
  put(canvas, { width, height, data });
  return canvas;
}

function put(canvas: OffscreenCanvas, { width, height, data }: FieldPixels): void {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('the browser gives no 2-D context for the field');
  const image = context.createImageData(width, height);
  image.data.set(data);
  context.putImageData(image, 0, 0);
}

/** Taken again by the next picture of its size: nothing is read from it before it is written. */
let scratch: OffscreenCanvas | undefined;

/** The picture in a box of the frame. */
export function paintPixels(context: Context2D, box: Box, pixels: FieldPixels): void {
  if (scratch?.width !== pixels.width || scratch.height !== pixels.height)
    scratch = new OffscreenCanvas(pixels.width, pixels.height);
  put(scratch, pixels);
  drawPicture(context, box, scratch);
}

export function drawPicture(
  context: Context2D,
  { x, y, width, height }: Box,
  picture: OffscreenCanvas,
): void {
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = 'low';
  context.drawImage(picture, x, y, width, height);
}
