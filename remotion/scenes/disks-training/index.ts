import type { DrawnScene } from '../../stage/scene';
import { DISKS } from '../disks-data';
import { networkReads } from '../network-run';
import { canShow } from './can-show';
import { draw } from './draw';
import { sentences } from './words';

export const scene: DrawnScene = {
  id: 'disks-training',
  title: 'Watching it fail',
  chapter: 'Why more neurons',
  sentences,
  reads: networkReads(DISKS),
  besides: { [DISKS]: canShow },
  formulas: () => ({ line: String.raw`\mathbf{w}\cdot\mathbf{x} + b = 0` }),
  lead: 0.4,
  tail: 0.9,
  bitrate: 16_000_000,
  draw,
};
