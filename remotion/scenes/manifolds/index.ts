import { drawCurtain } from '../../stage/curtain';
import type { DrawnScene } from '../../stage/scene';

export const scene: DrawnScene = {
  id: 'manifolds',
  title: 'Shapes of every dimension',
  chapter: 'Manifolds',
  sentences: () => [{ text: 'This scene {is}is being drawn.' }],
  reads: [],
  formulas: () => ({}),
  bitrate: 9_000_000,
  draw: drawCurtain,
};
