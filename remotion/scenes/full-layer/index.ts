import { numeralFormulas, placeholder } from '../../stage/numerals';
import type { DrawnScene } from '../../stage/scene';
import { BIAS_DECIMALS } from '../bias-decimals';
import { canShow, EXPERIMENT } from './can-show';
import { draw } from './draw';
import { propsSchema } from './story';
import { sentences } from './words';

const ACTIVATION_TEX: Readonly<Record<string, string>> = {
  tanh: String.raw`\tanh`,
  sigmoid: String.raw`\sigma`,
  relu: String.raw`\operatorname{relu}`,
  leakyRelu: String.raw`\operatorname{lrelu}`,
};

const matrix = String.raw`\class{matrix}{\left[\begin{matrix}${placeholder('w00')} & ${placeholder('w01')}\\ ${placeholder('w10')} & ${placeholder('w11')}\end{matrix}\right]}`;
const bias = (decimals: number): string =>
  String.raw`\class{bias}{\left[\begin{matrix}${placeholder('b0', decimals)}\\ ${placeholder('b1', decimals)}\end{matrix}\right]}`;

/** Of every activation, because another experiment may be shown with the same formulas at hand. */
const layers = Object.fromEntries(
  Object.entries(ACTIVATION_TEX).flatMap(([name, g]) => [
    [
      `layer-${name}`,
      String.raw`\class{activation}{\class{g}{${g}}(}\class{affine}{\class{matrix}{W}\,\mathbf{x} + \class{bias}{\mathbf{b}}}\class{activation}{)}`,
    ],
    ...BIAS_DECIMALS.map((decimals) => [
      `numbers-${name}-${decimals}`,
      String.raw`\class{activation}{${g}\Biggl(}${matrix}\,\mathbf{x} + ${bias(decimals)}\class{activation}{\Biggr)}`,
    ]),
  ]),
);

const readsOf = (experiment: string): DrawnScene['reads'] => [
  { stage: 'dataset', name: experiment, arrays: ['points', 'labels'] },
  { stage: 'training', name: experiment, arrays: [] },
  { stage: 'projection', name: experiment, arrays: ['weights-1', 'biases-1'] },
];

export const scene: DrawnScene = {
  id: 'full-layer',
  title: 'A whole layer',
  chapter: 'One layer',
  sentences,
  reads: readsOf(EXPERIMENT),
  readsWith: (props) => readsOf(propsSchema.parse(props).experiment),
  canShow,
  formulas: () => ({
    ...numeralFormulas,
    ...layers,
    'numbers-matrix': matrix,
    ...Object.fromEntries(BIAS_DECIMALS.map((decimals) => [`numbers-bias-${decimals}`, bias(decimals)])),
    b: String.raw`\mathbf{b}`,
  }),
  lead: 0.3,
  tail: 1.2,
  bitrate: 12_000_000,
  props: propsSchema,
  draw,
};
