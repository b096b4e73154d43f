import { numeralFormulas } from '../../stage/numerals';
import type { DrawnScene } from '../../stage/scene';
import { canShowNetwork, networkReads } from '../network-run';
import { draw } from './draw';
import { propsSchema } from './story';
import { EXPERIMENT, sentences } from './words';

export const scene: DrawnScene = {
  id: 'black-box',
  title: 'What is inside a neural network',
  chapter: 'Opening',
  sentences,
  reads: networkReads(EXPERIMENT),
  readsWith: (props) => networkReads(propsSchema.parse(props).experiment),
  canShow: canShowNetwork,
  formulas: () => ({ ...numeralFormulas, x: 'x', y: 'y' }),
  lead: 0.8,
  tail: 1.2,
  bleeds: true,
  bitrate: 14_000_000,
  props: propsSchema,
  draw,
};
