import { experiments } from '../../training/experiments';
import { imports } from '../../training/imported';
import { scene as blackBox } from '../scenes/black-box';
import { scene as boundary } from '../scenes/boundary';
import { scene as bulge } from '../scenes/bulge';
import { scene as chosenTransform } from '../scenes/chosen-transform';
import { scene as closing } from '../scenes/closing';
import { scene as disks } from '../scenes/disks';
import { scene as disks2d } from '../scenes/disks-2d';
import { scene as disksTraining } from '../scenes/disks-training';
import { scene as fullLayer } from '../scenes/full-layer';
import { scene as linearBoundary } from '../scenes/linear-boundary';
import { scene as linearTransform } from '../scenes/linear-transform';
import { scene as manifolds } from '../scenes/manifolds';
import { scene as matrixMultiply } from '../scenes/matrix-multiply';
import { scene as mnistDigits } from '../scenes/mnist-digits';
import { scene as mnistPca } from '../scenes/mnist-pca';
import { scene as pixelSpace } from '../scenes/pixel-space';
import { scene as similarDigits } from '../scenes/similar-digits';
import { scene as spirals } from '../scenes/spirals';
import { scene as spiralsStretching } from '../scenes/spirals-stretching';
import { scene as tanhGraph } from '../scenes/tanh-graph';
import { scene as tanhSquish } from '../scenes/tanh-squish';
import { scene as template } from '../scenes/template';
import { scene as twoNeurons } from '../scenes/two-neurons';
import { scene as weightedSum } from '../scenes/weighted-sum';
import type { Scene } from '../stage/scene';
import type { ExperimentOutline } from '../stage/outline';
import { outlinesOf, variantsOf } from './variants';

/** The film's scenes in order. Everything else derives from this list. */
export const filmScenes: readonly Scene[] = [
  blackBox,
  spirals,
  boundary,
  twoNeurons,
  weightedSum,
  matrixMultiply,
  linearTransform,
  tanhGraph,
  tanhSquish,
  fullLayer,
  spiralsStretching,
  linearBoundary,
  disks,
  chosenTransform,
  disks2d,
  disksTraining,
  bulge,
  pixelSpace,
  manifolds,
  mnistDigits,
  mnistPca,
  similarDigits,
  closing,
];

/** Scenes that can be rendered and previewed by name and are not part of the film: a template, other experiments, brought networks. */
const workshop: readonly Scene[] = [template, ...variantsOf(experiments, imports)];

/** Every scene that is registered as a composition. */
export const allScenes: readonly Scene[] = [...filmScenes, ...workshop];

export const filmIds: readonly string[] = filmScenes.map(({ id }) => id);
export const sceneIds: readonly string[] = allScenes.map(({ id }) => id);

/** What scenes may be about, as they judge it. */
export const experimentOutlines: readonly ExperimentOutline[] = outlinesOf(experiments);
