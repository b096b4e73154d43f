import type { DrawnScene } from '../../stage/scene';
import { draw } from './draw';
import { propsSchema } from './story';
import { sentences } from './words';

export const scene: DrawnScene = {
  id: 'tanh-graph',
  title: 'The activation tanh',
  chapter: 'One layer',
  sentences,
  reads: [],
  formulas: () => ({
    tanh: String.raw`\class{activation}{\tanh}\class{x}{x} = \frac{e^{\class{x}{x}} - e^{-\class{x}{x}}}{e^{\class{x}{x}} + e^{-\class{x}{x}}}`,
    range: String.raw`\class{wall}{-1} < \class{activation}{\tanh} x < \class{wall}{1}`,
    x: 'x',
    image: String.raw`\tanh x`,
    diagonal: 'y = x',
  }),
  lead: 0.3,
  tail: 1.1,
  bitrate: 10_000_000,
  props: propsSchema,
  draw,
};
