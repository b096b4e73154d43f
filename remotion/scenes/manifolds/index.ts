import type { DrawnScene } from '../../stage/scene';
import { draw } from './draw';
import { sentences } from './words';

export const scene: DrawnScene = {
  id: 'manifolds',
  title: 'Shapes of every dimension',
  chapter: 'Manifolds',
  sentences,
  reads: [],
  formulas: () => ({}),
  lead: 0.4,
  tail: 0.9,
  bitrate: 9_000_000,
  draw,
};
