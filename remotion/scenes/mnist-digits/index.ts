import { drawCurtain } from '../../stage/curtain';
import type { DrawnScene } from '../../stage/scene';

export const scene: DrawnScene = {
  id: 'mnist-digits',
  title: 'Handwritten digits',
  chapter: 'Real digits',
  sentences: () => [{ text: 'This scene {is}is being drawn.' }],
  reads: [
    { stage: 'dataset', name: 'mnist', arrays: [] },
    { stage: 'training', name: 'mnist', arrays: ['labels', 'images', 'predictions'] },
  ],
  formulas: () => ({}),
  bitrate: 9_000_000,
  draw: drawCurtain,
};
