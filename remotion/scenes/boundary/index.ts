import { numeralFormulas } from '../../stage/numerals';
import type { DrawnScene } from '../../stage/scene';
import { canShowNetwork, networkReads } from '../network-run';
import { draw } from './draw';
import { propsSchema } from './story';
import { EXPERIMENT, sentences } from './words';

export const scene: DrawnScene = {
  id: 'boundary',
  title: 'A network draws the boundary',
  chapter: 'One layer',
  sentences,
  reads: networkReads(EXPERIMENT),
  readsWith: (props) => {
    const { experiment } = propsSchema.parse(props);
    // What is said is about the film's own experiment, whichever is shown.
    const own = networkReads(EXPERIMENT).slice(0, 1);
    return experiment === EXPERIMENT ? networkReads(EXPERIMENT) : [...own, ...networkReads(experiment)];
  },
  canShow: canShowNetwork,
  formulas: () => ({ ...numeralFormulas, x: 'x', y: 'y' }),
  lead: 0.4,
  tail: 1.1,
  bitrate: 14_000_000,
  props: propsSchema,
  draw,
};
