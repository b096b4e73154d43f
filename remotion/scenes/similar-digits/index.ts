import { drawCurtain } from '../../stage/curtain';
import type { DrawnScene } from '../../stage/scene';

export const scene: DrawnScene = {
  id: 'similar-digits',
  title: 'Digits that look alike',
  chapter: 'Real digits',
  sentences: () => [{ text: 'This scene {is}is being drawn.' }],
  reads: [{ stage: 'training', name: 'mnist', arrays: ['labels', 'images', 'predictions'] }],
  formulas: () => ({}),
  bitrate: 9_000_000,
  draw: drawCurtain,
};
