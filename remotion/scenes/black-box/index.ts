import type { DrawnScene } from '../../stage/scene';

export const scene: DrawnScene = {
  id: 'black-box',
  title: 'What is inside a neural network',
  chapter: 'Opening',
  sentences: () => [{ text: '{start}To be written.' }],
  reads: [],
  formulas: () => ({}),
  bitrate: 6_000_000,
  draw: () => undefined,
};
