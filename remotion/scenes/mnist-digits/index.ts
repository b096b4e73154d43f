import type { DrawnScene } from '../../stage/scene';
import { canShow, EXPERIMENT } from './can-show';
import { draw } from './draw';
import { storyOf } from './story';
import { sentences } from './words';

export const scene: DrawnScene = {
  id: 'mnist-digits',
  title: 'Handwritten digits',
  chapter: 'Real digits',
  sentences,
  reads: [
    { stage: 'dataset', name: EXPERIMENT, arrays: [] },
    { stage: 'training', name: EXPERIMENT, arrays: ['labels', 'images', 'predictions'] },
    // How many layers there are depends on the run.
    { stage: 'projection', name: EXPERIMENT, arrays: '*' },
  ],
  besides: { [EXPERIMENT]: canShow },
  formulas: () => ({}),
  lead: 0.3,
  tail: 1.2,
  bitrate: 14_000_000,
  bleeds: true,
  draw: (context, moment) => draw(context, { ...moment, story: storyOf(moment.given) }),
};
