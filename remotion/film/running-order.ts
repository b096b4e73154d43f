import { experiments } from '../../training/experiments';
import { scene as mnistPca } from '../scenes/mnist-pca';
import { scene as spiralsStretching } from '../scenes/spirals-stretching';
import { scene as tanhSquish } from '../scenes/tanh-squish';
import { scene as template } from '../scenes/template';
import type { Scene } from '../stage/scene';
import { variantsOf } from './variants';

/** The film's scenes in order. Everything else derives from this list. */
export const filmScenes: readonly Scene[] = [tanhSquish, spiralsStretching, mnistPca];

/** Scenes that can be rendered and previewed by name and are not part of the film: a template, and other experiments. */
const workshop: readonly Scene[] = [template, ...variantsOf(experiments)];

/** Every scene that is registered as a composition. */
export const allScenes: readonly Scene[] = [...filmScenes, ...workshop];

export const filmIds: readonly string[] = filmScenes.map(({ id }) => id);
export const sceneIds: readonly string[] = allScenes.map(({ id }) => id);
