import { PNG } from 'pngjs';
import { ffmpegBytes } from '../narration/ffmpeg';
import { i420Size, toI420 } from './canvas/yuv';

/** Planes Y, U, V of one frame, BT.709 in limited range, 4:2:0: what both sides of a comparison are brought to. */
export interface Planes {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** The planes that a PNG would have if the encoder lost nothing. */
export function planesOfPng(bytes: Uint8Array): Planes {
  const { width, height, data } = PNG.sync.read(Buffer.from(bytes));
  const out = new Uint8Array(i420Size(width, height));
  const pixels = new Uint32Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength));
  toI420(pixels, width, height, out);
  return { width, height, data: out };
}

/** One frame of a film, decoded. @throws Error when the film has no such frame */
export async function decodeFrame(
  file: string,
  frame: number,
  { width, height, fps }: { readonly width: number; readonly height: number; readonly fps: number },
): Promise<Planes> {
  // A little early, so that rounding to the container's clock, which may tick once a frame, lands on this one.
  const at = Math.max(0, (frame - 0.25) / fps);
  const data = await ffmpegBytes([
    ...['-ss', at.toFixed(6), '-i', file, '-map', '0:v:0', '-frames:v', '1'],
    ...['-vf', 'scale=out_color_matrix=bt709:out_range=tv', '-pix_fmt', 'yuv420p'],
    ...['-c:v', 'rawvideo', '-f', 'image2pipe', 'pipe:1'],
  ]);
  if (data.length !== i420Size(width, height))
    throw new Error(`${file} has no frame ${frame} of ${width}×${height}`);
  return { width, height, data };
}

/**
 * Peak signal-to-noise ratio over all samples of the three planes, in decibels, as ffmpeg's `psnr` averages it; Infinity
 * where they are equal.
 * @throws RangeError when the sizes differ
 */
export function psnr(a: Planes, b: Planes): number {
  if (a.width !== b.width || a.height !== b.height)
    throw new RangeError(`frames of ${a.width}×${a.height} and ${b.width}×${b.height} cannot be compared`);
  let squares = 0;
  for (let i = 0; i < a.data.length; i++) squares += ((a.data[i] as number) - (b.data[i] as number)) ** 2;
  return squares === 0 ? Infinity : 10 * Math.log10((255 * 255 * a.data.length) / squares);
}
