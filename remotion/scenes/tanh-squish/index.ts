import { numeralFormulas, placeholder } from '../../stage/numerals';
import type { DrawnScene } from '../../stage/scene';
import { draw } from './draw';
import { propsSchema } from './story';
import { sentences } from './words';

const matrix = String.raw`\begin{bmatrix}${placeholder('w00')} & ${placeholder('w01')}\\${placeholder('w10')} & ${placeholder('w11')}\end{bmatrix}`;

export const scene: DrawnScene = {
  id: 'tanh-squish',
  title: 'What tanh does to the plane',
  chapter: 'One layer',
  sentences,
  reads: [],
  formulas: () => ({
    ...numeralFormulas,
    matrix: String.raw`\class{matrix}{W} = ${matrix}`,
    product: String.raw`\class{matrix}{W}\,\mathbf{x}`,
    layer: String.raw`\class{activation}{\tanh}\class{activation}{(}\class{matrix}{W}\,\mathbf{x}\class{activation}{)}`,
    x: 'x',
    graph: String.raw`\tanh x`,
    each: String.raw`\class{activation}{\tanh}\begin{pmatrix}\class{x}{x}\\ \class{y}{y}\end{pmatrix} = \begin{pmatrix}\class{x}{\tanh x}\\ \class{y}{\tanh y}\end{pmatrix}`,
  }),
  lead: 0.3,
  tail: 1.2,
  bleeds: true,
  bitrate: 20_000_000,
  props: propsSchema,
  draw,
};
