import type { Work } from '../../cache/step';
import { floats } from './arrays';
import { writeAlongAxes } from './principal-axes';
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
 * the layers' neurons give at the last epoch, `trained-<k>.npy [samples, width]` from layer 1 on. Where a network is small
 * enough to be drawn all the same, its weights come along as they are.
 */
export async function projectWide(work: Work, { experiment, widths, basis }: WideRun) {
  const training = work.artefact(`training:${experiment}`);
  const { layers, travel, meta } = await writeAlongAxes(work, training, widths, basis);
  sayTravel(work, training, travel);
  for (const [k, { width, samples, data }] of layers.entries())
    if (k > 0) await work.draft.npy(`trained-${k}.npy`, [samples, width], data.subarray(-samples * width));
  if (Math.max(...widths) <= WIDEST_DRAWN)
    for (let k = 1; k < widths.length; k++)
      for (const name of [`weights-${k}.npy`, `biases-${k}.npy`]) {
        const { shape, data } = await floats(training, name);
        await work.draft.npy(name, shape, data);
      }
  return meta;
}
