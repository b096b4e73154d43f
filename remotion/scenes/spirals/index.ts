import type { DrawnScene } from '../../stage/scene';
import { draw } from './draw';
import { propsSchema } from './story';
import { canShow, EXPERIMENT, sentences } from './words';

const readsOf = (experiment: string): DrawnScene['reads'] => [
  { stage: 'training', name: EXPERIMENT, arrays: [] },
  { stage: 'dataset', name: experiment, arrays: ['points', 'labels'] },
];

export const scene: DrawnScene = {
  id: 'spirals',
  title: 'Two entangled spirals',
  chapter: 'One layer',
  sentences,
  reads: readsOf(EXPERIMENT),
  readsWith: (props) => readsOf(propsSchema.parse(props).experiment),
  canShow,
  formulas: () => ({}),
  lead: 0.35,
  tail: 1.1,
  bleeds: true,
  bitrate: 12_000_000,
  props: propsSchema,
  draw,
};
