import type { DrawnScene } from '../../stage/scene';

export const scene: DrawnScene = {
  id: 'linear-transform',
  title: 'What a matrix does to the plane',
  chapter: 'One layer',
  sentences: () => [{ text: '{start}To be written.' }],
  reads: [],
  formulas: () => ({}),
  bitrate: 6_000_000,
  draw: () => undefined,
};
