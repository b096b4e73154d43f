import { numeralFormulas, placeholder } from '../../stage/numerals';
import type { DrawnScene } from '../../stage/scene';
import { draw } from './draw';
import { propsSchema, type Decimals } from './story';
import { sentences } from './words';

const written = (decimals: Decimals): string => {
  const entry = (part: string): string => placeholder(part, decimals);
  return String.raw`\class{matrix}{W} = \left[\,\begin{matrix}${entry('w00')} & ${entry('w01')}\\[0.2em] ${entry('w10')} & ${entry('w11')}\end{matrix}\,\right]`;
};

export const scene: DrawnScene = {
  id: 'linear-transform',
  title: 'A matrix moves the whole grid',
  chapter: 'One layer',
  sentences,
  reads: [],
  formulas: () => ({
    ...numeralFormulas,
    'matrix-0': written(0),
    'matrix-1': written(1),
    'matrix-2': written(2),
    'image-1': String.raw`\class{matrix}{W}\,\mathbf{e}_1`,
    'image-2': String.raw`\class{matrix}{W}\,\mathbf{e}_2`,
  }),
  lead: 0.3,
  tail: 1.1,
  bleeds: true,
  bitrate: 16_000_000,
  props: propsSchema,
  draw,
};
