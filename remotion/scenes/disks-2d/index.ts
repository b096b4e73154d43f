import type { DrawnScene } from '../../stage/scene';
import { networkReads } from '../network-run';
import { DISKS } from '../disks-data';
import { canShow } from './can-show';
import { draw } from './draw';
import { sentences } from './words';

export const scene: DrawnScene = {
  id: 'disks-2d',
  title: 'Two neurons a layer cannot let the inside out',
  chapter: 'Why more neurons',
  sentences,
  reads: networkReads(DISKS),
  besides: { [DISKS]: canShow },
  formulas: () => ({}),
  lead: 0.3,
  tail: 1.1,
  bitrate: 18_000_000,
  draw,
};
