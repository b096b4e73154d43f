import type { Facts } from '../../stage/facts';
import type { DrawnScene } from '../../stage/scene';
import { DISKS, disksShape, radiusBetween, showsDisks } from '../disks-data';
import { draw } from './draw';
import { sentences } from './words';

/** The radius as it is, without digits that are only rounding. */
const written = (radius: number): string => String(Number(radius.toPrecision(6)));

export const scene: DrawnScene = {
  id: 'chosen-transform',
  title: 'A map chosen by hand',
  chapter: 'Why more neurons',
  sentences,
  reads: [
    { stage: 'training', name: DISKS, arrays: [] },
    { stage: 'dataset', name: DISKS, arrays: ['points', 'labels'] },
  ],
  besides: { [DISKS]: showsDisks },
  formulas: (facts: Facts) => ({
    map: String.raw`p(x, y) = (\class{r}{r}, \class{theta}{\theta})`,
    r: 'r',
    theta: String.raw`\theta`,
    minusPi: String.raw`-\pi`,
    zero: '0',
    pi: String.raw`\pi`,
    line: `r = ${written(radiusBetween(disksShape(facts)))}`,
  }),
  lead: 0.4,
  tail: 0.6,
  bitrate: 16_000_000,
  draw,
};
