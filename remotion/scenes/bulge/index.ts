import type { DrawnScene } from '../../stage/scene';
import { layerFormulas } from '../layer-formula';
import { networkReads } from '../network-run';
import { canShow, EXPERIMENT } from './can-show';
import { draw } from './draw';
import { storyOf } from './story';
import { sentences } from './words';

export const scene: DrawnScene = {
  id: 'bulge',
  title: 'One more neuron',
  chapter: 'Why more neurons',
  sentences,
  reads: networkReads(EXPERIMENT),
  besides: { [EXPERIMENT]: canShow },
  formulas: (facts) => {
    const { widths, activation } = facts.experiment(EXPERIMENT);
    return layerFormulas(widths, activation);
  },
  lead: 0.5,
  tail: 1.2,
  bitrate: 16_000_000,
  draw: (context, moment) => draw(context, { ...moment, story: storyOf(moment.given) }),
};
