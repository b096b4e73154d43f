import type { DrawnScene } from '../../stage/scene';
import { canShow, EXPERIMENT, layerReads, propsSchema } from '../layer-sample';
import { sumPieces } from '../sum-formulas';
import { draw } from './draw';
import { templates } from './lines';
import { sentences } from './words';

export const scene: DrawnScene = {
  id: 'matrix-multiply',
  title: 'A layer is a matrix',
  chapter: 'One layer',
  sentences,
  reads: layerReads({ experiment: EXPERIMENT }),
  readsWith: layerReads,
  canShow,
  formulas: () => ({
    ...sumPieces,
    ...templates,
    layer: String.raw`\class{matrix}{W}\mathbf{x}`,
    x: String.raw`\mathbf{x}`,
  }),
  lead: 0.35,
  tail: 1,
  bitrate: 12_000_000,
  props: propsSchema,
  draw,
};
