import type { DrawnScene } from '../../stage/scene';
import { draw } from './draw';
import { propsSchema } from './story';
import { FOLLOWED, sentences } from './words';

export const scene: DrawnScene = {
  id: 'tanh-graph',
  title: 'The activation tanh',
  chapter: 'One layer',
  sentences,
  // Only to know whether the layers that follow bend by tanh.
  reads: [{ stage: 'training', name: FOLLOWED, arrays: [] }],
  formulas: () => ({
    tanh: String.raw`\class{activation}{\tanh}\class{x}{x} = \frac{e^{\class{x}{x}} - e^{-\class{x}{x}}}{e^{\class{x}{x}} + e^{-\class{x}{x}}}`,
    range: String.raw`\class{wall}{-1} < \class{activation}{\tanh} x < \class{wall}{1}`,
    x: 'x',
    image: String.raw`\tanh x`,
    diagonal: 'y = x',
  }),
  lead: 0.5,
  tail: 1.5,
  bitrate: 10_000_000,
  props: propsSchema,
  draw,
};
