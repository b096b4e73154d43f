import type { DrawnScene } from '../../stage/scene';
import { layerScene } from '../layer-sample';
import { sumPieces } from '../sum-formulas';
import { draw } from './draw';
import { sentences } from './words';

const term = (i: 1 | 2): string => String.raw`\class{term${i}}{\class{w${i}}{w_${i}}\,\class{x${i}}{x_${i}}}`;
const sum = String.raw`${term(1)} \class{plus}{{}+{}} ${term(2)}`;

export const scene: DrawnScene = {
  ...layerScene,
  id: 'weighted-sum',
  title: 'What one neuron does',
  sentences,
  formulas: () => ({
    ...sumPieces,
    sum,
    image: String.raw`\class{activation}{g\bigl(}${sum}\class{activation}{\bigr)}`,
    g: String.raw`\class{activation}{g}`,
    tanh: String.raw`\class{activation}{g} = \class{activation}{\tanh}`,
    bias: 'b',
    x1: 'x_1',
    x2: 'x_2',
    w1: 'w_1',
    w2: 'w_2',
  }),
  lead: 0.35,
  tail: 1.2,
  bitrate: 8_000_000,
  draw,
};
