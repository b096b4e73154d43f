import { drawCurtain } from '../../stage/curtain';
import type { DrawnScene } from '../../stage/scene';

export const scene: DrawnScene = {
  id: 'pixel-space',
  title: 'One point of many numbers',
  chapter: 'Manifolds',
  sentences: () => [{ text: 'This scene {is}is being drawn.' }],
  reads: [{ stage: 'neighbours', name: 'mnist', arrays: '*' }],
  formulas: () => ({}),
  bitrate: 9_000_000,
  draw: drawCurtain,
};
