import { networkReads } from '../network-run';
import type { DrawnScene } from '../../stage/scene';
import { draw } from './draw';
import { DIGITS, SMALL } from './spaces';
import { layerProps } from './squish-space';
import { sentences } from './words';

export const scene: DrawnScene = {
  id: 'closing',
  title: 'Stretch, bend, again',
  chapter: 'Real digits',
  sentences,
  reads: [
    ...SMALL.flatMap(networkReads),
    { stage: 'training', name: DIGITS, arrays: ['labels', 'images'] },
    // As many arrays as the network has layers.
    { stage: 'projection', name: DIGITS, arrays: '*' },
  ],
  formulas: () => ({}),
  lead: 0.9,
  tail: 4.9,
  bitrate: 16_000_000,
  props: layerProps,
  draw,
};
