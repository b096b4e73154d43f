import type { DrawnScene } from '../../stage/scene';
import { draw } from './draw';
import { formulasOf } from './formulas';
import { canShow, EXPERIMENT, ID, sentences } from './words';

export const scene: DrawnScene = {
  id: ID,
  title: 'A straight line, pulled back',
  chapter: 'Chained layers',
  sentences,
  reads: [
    { stage: 'training', name: EXPERIMENT, arrays: [] },
    { stage: 'projection', name: EXPERIMENT, arrays: '*' },
    { stage: 'dataset', name: EXPERIMENT, arrays: ['points', 'labels'] },
  ],
  besides: { [EXPERIMENT]: canShow },
  formulas: (facts) => {
    const { widths, activation } = facts.experiment(EXPERIMENT);
    return formulasOf(widths, activation);
  },
  lead: 0.6,
  tail: 1.1,
  bitrate: 10_000_000,
  draw,
};
