import type { DrawnScene } from '../../stage/scene';
import { draw } from './draw';
import { EXPERIMENT, sentences } from './words';

export const scene: DrawnScene = {
  id: 'pixel-space',
  title: 'A digit is a dot',
  chapter: 'Manifolds',
  sentences,
  reads: [{ stage: 'neighbours', name: EXPERIMENT, arrays: ['images', 'walk'] }],
  formulas: () => ({}),
  lead: 0.4,
  tail: 0.9,
  bitrate: 12_000_000,
  draw,
};
