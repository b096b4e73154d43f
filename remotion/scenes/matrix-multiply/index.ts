import type { DrawnScene } from '../../stage/scene';
import { layerScene } from '../layer-sample';
import { sumPieces } from '../sum-formulas';
import { draw } from './draw';
import { templates } from './lines';
import { sentences } from './words';

export const scene: DrawnScene = {
  ...layerScene,
  id: 'matrix-multiply',
  title: 'A layer is a matrix',
  sentences,
  formulas: () => ({
    ...sumPieces,
    ...templates,
    layer: String.raw`\class{matrix}{W}\mathbf{x}`,
    x: String.raw`\mathbf{x}`,
  }),
  lead: 0.35,
  tail: 1,
  bitrate: 12_000_000,
  draw,
};
