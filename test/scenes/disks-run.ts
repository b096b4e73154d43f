import { disks } from '../../data/disks';
import type { DisksShape } from '../../data/disks';
import { experimentFactsSchema } from '../../remotion/stage/facts';
import type { GivenOptions } from '../support/scene-given';

export const FILM_SHAPE: DisksShape = { innerRadius: 0.5, ringRadii: [0.75, 1.25] };

/** The film's disks, or others, as scenes are given them; nothing was trained on them. */
export function disksRun(shape: DisksShape = FILM_SHAPE, samplesPerClass = 500) {
  const { points, labels } = disks({ seed: 14, samplesPerClass, ...shape });
  return {
    experiment: experimentFactsSchema.parse({
      experiment: 'disks2d',
      hyperparameters: { data: 'disks', ...shape },
      widths: [2, 2, 2, 2, 2, 1],
      activation: 'tanh',
      backend: 'wasm',
      epochs: [300],
      loss: [0.18],
      accuracy: [0.951],
      measures: { accuracy: 0.951 },
    }),
    tensors: {
      'dataset/disks2d/points': { shape: [labels.length, 2], data: points },
      'dataset/disks2d/labels': { shape: [labels.length], data: labels },
    },
  } satisfies GivenOptions;
}

export const outlineOfDisks = {
  name: 'disks2d',
  data: 'disks',
  inputs: 2,
  hidden: [2, 2, 2, 2],
  activation: 'tanh',
  classes: 2,
} as const;

export const sizes = [
  ['16:9', 1920, 1080],
  ['9:16', 1080, 1920],
  ['1:1', 1080, 1080],
] as const;
