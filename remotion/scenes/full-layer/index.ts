import type { DrawnScene } from '../../stage/scene';

export const scene: DrawnScene = {
  id: 'full-layer',
  title: 'A whole layer',
  chapter: 'One layer',
  sentences: () => [{ text: '{start}To be written.' }],
  reads: [],
  formulas: () => ({}),
  bitrate: 6_000_000,
  draw: () => undefined,
};
