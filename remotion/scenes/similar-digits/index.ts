import type { DrawnScene } from '../../stage/scene';
import { canShow, EXPERIMENT } from './can-show';
import { draw } from './draw';
import { storyOf } from './story';
import { sentences } from './words';

export const scene: DrawnScene = {
  id: 'similar-digits',
  title: 'Digits that look alike',
  chapter: 'Real digits',
  sentences,
  reads: [
    { stage: 'training', name: EXPERIMENT, arrays: ['labels', 'images', 'predictions'] },
    // The last layer's number depends on the run.
    { stage: 'projection', name: EXPERIMENT, arrays: '*' },
  ],
  besides: { [EXPERIMENT]: canShow },
  formulas: () => ({}),
  lead: 0.4,
  tail: 1.6,
  bitrate: 9_000_000,
  draw: (context, moment) => draw(context, { ...moment, story: storyOf(moment.given) }),
};
