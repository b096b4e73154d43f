import type { DrawnScene } from '../../stage/scene';
import { DISKS, showsDisks } from '../disks-data';
import { draw } from './draw';
import { sentences } from './words';

export const scene: DrawnScene = {
  id: 'disks',
  title: 'A disk in a ring',
  chapter: 'Why more neurons',
  sentences,
  reads: [
    { stage: 'training', name: DISKS, arrays: [] },
    { stage: 'dataset', name: DISKS, arrays: ['points', 'labels'] },
  ],
  besides: { [DISKS]: showsDisks },
  formulas: () => ({}),
  lead: 0.35,
  tail: 0.9,
  bleeds: true,
  bitrate: 20_000_000,
  draw,
};
