import type { DrawnScene } from '../../stage/scene';
import { draw } from './draw';
import { EXPERIMENT, sentences } from './words';

export const scene: DrawnScene = {
  id: 'mnist-pca',
  title: 'Digits come apart',
  chapter: 'Real digits',
  sentences,
  reads: [
    { stage: 'training', name: EXPERIMENT, arrays: ['labels', 'images'] },
    { stage: 'projection', name: EXPERIMENT, arrays: '*' },
  ],
  formulas: () => ({}),
  lead: 0.6,
  tail: 1.4,
  bitrate: 9_000_000,
  draw,
};
