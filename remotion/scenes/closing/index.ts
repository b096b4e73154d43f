import { drawCurtain } from '../../stage/curtain';
import type { DrawnScene } from '../../stage/scene';

export const scene: DrawnScene = {
  id: 'closing',
  title: 'Stretch, bend, again',
  chapter: 'Real digits',
  sentences: () => [{ text: 'This scene {is}is being drawn.' }],
  reads: [],
  formulas: () => ({}),
  bitrate: 9_000_000,
  draw: drawCurtain,
};
