/** Images of digits as they are painted: strokes in one colour on nothing. */

/** Pixels of the canvas that a pixel of an image takes: many, so that its squares stay squares when it is drawn larger. */
const GRAIN = 12;

export interface Painted {
  /** Grey values 0 … 255 of `side` × `side` pixels, row by row; 0 is the ground. */
  readonly pixels: ArrayLike<number>;
  readonly side: number;
  readonly color: string;
  /** Every pixel as a square; without it, soft. */
  readonly crisp: boolean;
}

function canvasOf(side: number): { canvas: OffscreenCanvas; context: OffscreenCanvasRenderingContext2D } {
  const canvas = new OffscreenCanvas(side, side);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('the browser gives no 2-D context for the digits');
  return { canvas, context };
}

export function painted({ pixels, side, color, crisp }: Painted): OffscreenCanvas {
  const small = canvasOf(side);
  const image = small.context.createImageData(side, side);
  for (let i = 0; i < side * side; i++) image.data[4 * i + 3] = pixels[i]!;
  small.context.putImageData(image, 0, 0);
  const large = canvasOf(side * GRAIN);
  large.context.imageSmoothingEnabled = !crisp;
  large.context.imageSmoothingQuality = 'high';
  large.context.drawImage(small.canvas, 0, 0, side * GRAIN, side * GRAIN);
  large.context.globalCompositeOperation = 'source-in';
  large.context.fillStyle = color;
  large.context.fillRect(0, 0, side * GRAIN, side * GRAIN);
  return large.canvas;
}

/** The mean image of each class, `[classes][pixels]`; undefined for a class without images. @param images `[samples, pixels]` */
export function meanImages(
  images: ArrayLike<number>,
  labels: ArrayLike<number>,
  classes: number,
): (Float64Array | undefined)[] {
  const pixels = images.length / labels.length;
  const sums = Array.from({ length: classes }, () => new Float64Array(pixels));
  const counts = new Array<number>(classes).fill(0);
  for (let i = 0; i < labels.length; i++) {
    const sum = sums[labels[i]!]!;
    counts[labels[i]!]!++;
    for (let p = 0; p < pixels; p++) sum[p]! += images[i * pixels + p]!;
  }
  return sums.map((sum, c) => (counts[c]! > 0 ? sum.map((x) => x / counts[c]!) : undefined));
}

/** The same, its darkest stroke at full strength: a mean of many hands is faint. */
export function strengthened(image: ArrayLike<number>): Float64Array {
  let most = 1;
  for (let p = 0; p < image.length; p++) most = Math.max(most, image[p]!);
  return Float64Array.from(image, (x) => (255 * x) / most);
}
