import type { Work } from '../../cache/step';
import { projectLayers } from '../projection';
import { floats } from './arrays';
import { sayTravel } from './projection-travel';

interface WideRun {
  readonly experiment: string;
  readonly widths: readonly number[];
  readonly basis: 'last' | 'pooled';
}

/** Weights beyond this many inputs are of no use to a picture. */
const WIDEST_DRAWN = 32;

/**
 * Networks whose layers are too wide to be seen: three principal axes a layer, turned to follow each other, and what
 * the layers' neurons give at the last epoch, `trained-<k>.npy [samples, width]` from layer 1 on. Where a network is small enough to be drawn all the same, its weights come along as they are.
 */
export async function projectWide(work: Work, { experiment, widths, basis }: WideRun) {
  const training = work.artefact(`training:${experiment}`);
  const layers = await Promise.all(
    widths.map(async (width, k) => {
      const { shape, data } = await floats(training, `activations-${k}.npy`);
      return { width, samples: shape[1] ?? 0, data };
    }),
  );
  const total = widths.length;
  work.progress({ done: 0, total, unit: 'layers', note: 'principal axes' });
  const projected = await projectLayers(layers, basis, {
    signal: work.signal,
    progress: (done) => work.progress({ done, total, unit: 'layers', note: 'principal axes' }),
  });
  sayTravel(work, training, projected.travel);
  for (const [k, { points }] of projected.layers.entries()) {
    const samples = layers[k]?.samples ?? 0;
    await work.draft.npy(`points-${k}.npy`, [points.length / (samples * 3), samples, 3], points);
  }
  for (const [k, { width, samples, data }] of layers.entries())
    if (k > 0) await work.draft.npy(`trained-${k}.npy`, [samples, width], data.subarray(-samples * width));
  if (Math.max(...widths) <= WIDEST_DRAWN)
    for (let k = 1; k < widths.length; k++)
      for (const name of [`weights-${k}.npy`, `biases-${k}.npy`]) {
        const { shape, data } = await floats(training, name);
        await work.draft.npy(name, shape, data);
      }
  return {
    kind: 'principal axes',
    basis,
    varianceKept: projected.layers.map(({ varianceKept }) => varianceKept),
    radius: projected.radius,
    variance: projected.layers.map(({ variance }) => variance.map((shares) => [...shares])),
    residuals: projected.layers.map(({ residual }) => residual),
    travel: projected.travel.map((steps) => [...steps]),
    largestTravel: Math.max(0, ...projected.travel.flat()),
  };
}
