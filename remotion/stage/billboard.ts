import type { Context2D } from './scene';

/** Small pictures that stand in three dimensions and always face the camera. */

/** Pixels of a card in the atlas: more than twice MNIST's 28, so that it stays smooth when it is drawn larger. */
const CELL = 72;
/** Pixels of the atlas: between a card's edge and its picture, its corners, the line around it. */
const MARGIN = 9;
const CORNER = 14;
const EDGE = 3;

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
  /** Colours of its strokes from the furthest level to the nearest, and of the card's edge. */
  readonly shades: readonly string[];
  readonly edges: readonly string[];
  /** The card it lies on, so that it can be read over anything. */
  readonly ground: string;
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

/** The strokes in one colour, `CELL` pixels a side with the card's margin. */
function painted(mask: OffscreenCanvas, color: string): OffscreenCanvas {
  const { canvas, context } = sketch(CELL);
  context.imageSmoothingQuality = 'high';
  context.drawImage(mask, MARGIN, MARGIN, CELL - 2 * MARGIN, CELL - 2 * MARGIN);
  context.globalCompositeOperation = 'source-in';
  context.fillStyle = color;
  context.fillRect(0, 0, CELL, CELL);
  return canvas;
}

/** @throws RangeError when a picture has not as many shades and edges as there are levels. */
export function atlasOf(pictures: readonly Picture[], levels: number): Atlas {
  const canvas = new OffscreenCanvas(Math.max(1, CELL * pictures.length), CELL * levels);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('the browser gives no 2-D context for the thumbnails');
  pictures.forEach((picture, column) => {
    const mask = stencil(picture);
    for (let level = 0; level < levels; level++) {
      const [shade, edge] = [picture.shades[level], picture.edges[level]];
      if (shade === undefined || edge === undefined)
        throw new RangeError(`picture ${column} has no colour for depth level ${level}`);
      const [x, y] = [column * CELL, level * CELL];
      context.beginPath();
      context.roundRect(x + EDGE / 2 + 1, y + EDGE / 2 + 1, CELL - EDGE - 2, CELL - EDGE - 2, CORNER);
      context.fillStyle = picture.ground;
      context.fill();
      context.strokeStyle = edge;
      context.lineWidth = EDGE;
      context.stroke();
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
