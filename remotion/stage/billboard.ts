import type { Context2D } from './scene';

/** Small pictures that stand in three dimensions and always face the camera. */

/** Pixels of a picture in the atlas: twice MNIST's 28 and a margin, so that it stays smooth when it is drawn larger. */
const CELL = 64;
/** Pixels of the atlas; the rim is the picture drawn around itself in so many steps. */
const RIM = 4;
const RIM_STEPS = 12;

/** Pictures prepared once: column i is picture i, row l its shade at depth level l. */
export interface Atlas {
  readonly canvas: OffscreenCanvas;
  readonly levels: number;
}

export interface Picture {
  /** Grey values 0 … 255, `side` × `side`, row by row: 0 is the ground. */
  readonly pixels: Uint8Array;
  readonly side: number;
  /** Pixels left out at each edge, where a picture has an empty margin. */
  readonly trim?: number;
  /** Colours of its strokes from the furthest level to the nearest. */
  readonly shades: readonly string[];
  /** What its strokes are rimmed with, so that they stand out from what lies behind. */
  readonly rim: string;
}

function sketch(side: number): { canvas: OffscreenCanvas; context: OffscreenCanvasRenderingContext2D } {
  const canvas = new OffscreenCanvas(side, side);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('the browser gives no 2-D context for the thumbnails');
  return { canvas, context };
}

/** The grey values as opacity: its colours do not matter, they are painted over. */
function stencil({ pixels, side, trim = 0 }: Picture): OffscreenCanvas {
  const kept = side - 2 * trim;
  const { canvas, context } = sketch(kept);
  const image = context.createImageData(kept, kept);
  for (let y = 0; y < kept; y++)
    for (let x = 0; x < kept; x++) image.data[4 * (y * kept + x) + 3] = pixels[(y + trim) * side + x + trim]!;
  context.putImageData(image, 0, 0);
  return canvas;
}

/** The strokes in one colour, `CELL` pixels a side with a margin for their rim. */
function painted(mask: OffscreenCanvas, color: string): OffscreenCanvas {
  const { canvas, context } = sketch(CELL);
  context.imageSmoothingQuality = 'high';
  context.drawImage(mask, RIM, RIM, CELL - 2 * RIM, CELL - 2 * RIM);
  context.globalCompositeOperation = 'source-in';
  context.fillStyle = color;
  context.fillRect(0, 0, CELL, CELL);
  return canvas;
}

/** @throws RangeError when a picture has not as many shades as there are levels. */
export function atlasOf(pictures: readonly Picture[], levels: number): Atlas {
  const canvas = new OffscreenCanvas(Math.max(1, CELL * pictures.length), CELL * levels);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('the browser gives no 2-D context for the thumbnails');
  pictures.forEach((picture, column) => {
    const mask = stencil(picture);
    const rim = painted(mask, picture.rim);
    for (let level = 0; level < levels; level++) {
      const shade = picture.shades[level];
      if (shade === undefined)
        throw new RangeError(`picture ${column} has no colour for depth level ${level}`);
      const [x, y] = [column * CELL, level * CELL];
      for (let turn = 0; turn < RIM_STEPS; turn++) {
        const angle = (2 * Math.PI * turn) / RIM_STEPS;
        context.drawImage(rim, x + RIM * Math.cos(angle), y + RIM * Math.sin(angle));
      }
      context.drawImage(painted(mask, shade), x, y);
    }
  });
  return { canvas, levels };
}

/** Picture `picture` of the atlas about (x, y), `side` pixels wide, in the shade of a depth level. */
export function drawBillboard(
  context: Context2D,
  { canvas }: Atlas,
  picture: number,
  level: number,
  { x, y, side }: { readonly x: number; readonly y: number; readonly side: number },
): void {
  if (side < 1) return;
  context.drawImage(canvas, picture * CELL, level * CELL, CELL, CELL, x - side / 2, y - side / 2, side, side);
}
