import type { DrawnScene } from '../../stage/scene';

export const scene: DrawnScene = {
  id: 'boundary',
  title: 'A network draws the boundary',
  chapter: 'One layer',
  sentences: () => [{ text: '{start}To be written.' }],
  reads: [],
  formulas: () => ({}),
  bitrate: 6_000_000,
  draw: () => undefined,
};
