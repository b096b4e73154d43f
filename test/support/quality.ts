import { probeVideo } from '../../remotion/render/probe';
import { decodeFrame, planesOfPng, psnr } from '../../remotion/render/psnr';
import type { Drawing, Engine } from '../../remotion/render/engine';

/** How far a segment's decoded frames are from an engine's stills. */
export interface Quality {
  /** Decibels, and the frame they were found at. */
  readonly worst: number;
  readonly frame: number;
  readonly megabits: number;
}

/**
 * Compares frames spread evenly over a segment with stills of the same moments.
 * @param reference the engine whose stills are taken as the truth
 */
export async function qualityOf(
  file: string,
  reference: Engine,
  drawing: Drawing,
  count: number,
  bytes: number,
): Promise<Quality> {
  const facts = await probeVideo(file);
  const frames = Array.from({ length: count }, (_, i) => Math.round((i * (facts.frames - 1)) / (count - 1)));
  const stills = await reference.stills({ ...drawing, frames });
  let worst = Infinity;
  let at = 0;
  for (const [i, frame] of frames.entries()) {
    const decibels = psnr(await decodeFrame(file, frame, facts), planesOfPng(stills[i] ?? new Uint8Array()));
    if (decibels < worst) [worst, at] = [decibels, frame];
  }
  return { worst, frame: at, megabits: (bytes * 8) / facts.seconds / 1e6 };
}
