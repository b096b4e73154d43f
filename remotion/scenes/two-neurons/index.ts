import type { DrawnScene } from '../../stage/scene';

export const scene: DrawnScene = {
  id: 'two-neurons',
  title: 'Two neurons that can be seen',
  chapter: 'One layer',
  sentences: () => [{ text: '{start}To be written.' }],
  reads: [],
  formulas: () => ({}),
  bitrate: 6_000_000,
  draw: () => undefined,
};
