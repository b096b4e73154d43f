import type { DrawnScene } from '../../stage/scene';

export const scene: DrawnScene = {
  id: 'matrix-multiply',
  title: 'A layer is a matrix',
  chapter: 'One layer',
  sentences: () => [{ text: '{start}To be written.' }],
  reads: [],
  formulas: () => ({}),
  bitrate: 6_000_000,
  draw: () => undefined,
};
