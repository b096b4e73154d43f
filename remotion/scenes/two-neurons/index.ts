import { numeralFormulas } from '../../stage/numerals';
import type { DrawnScene } from '../../stage/scene';
import { draw } from './draw';
import { propsSchema } from './story';
import { canShow, canShowWider, EXPERIMENT, sentences, WIDER } from './words';

const firstLayer = ['weights-1', 'biases-1'];

/** The sentences are about the film's own experiment; the picture is of whichever was chosen. */
const readsOf = (experiment: string): DrawnScene['reads'] => [
  ...[...new Set([EXPERIMENT, WIDER, experiment])].map((name) => ({
    stage: 'training' as const,
    name,
    arrays: [],
  })),
  { stage: 'projection', name: WIDER, arrays: firstLayer },
  { stage: 'projection', name: experiment, arrays: firstLayer },
  { stage: 'dataset', name: experiment, arrays: ['points', 'labels'] },
];

export const scene: DrawnScene = {
  id: 'two-neurons',
  title: 'Two neurons that can be seen',
  chapter: 'One layer',
  sentences,
  reads: readsOf(EXPERIMENT),
  readsWith: (props) => readsOf(propsSchema.parse(props).experiment),
  canShow,
  besides: { [WIDER]: canShowWider },
  formulas: () => ({
    ...numeralFormulas,
    in1: 'x_1',
    in2: 'x_2',
    out1: String.raw`x_1'`,
    out2: String.raw`x_2'`,
  }),
  lead: 0.35,
  tail: 1,
  bitrate: 12_000_000,
  props: propsSchema,
  draw,
};
