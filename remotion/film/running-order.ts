import { scene as mnistPca } from '../scenes/mnist-pca';
import { scene as spiralsStretching } from '../scenes/spirals-stretching';
import { scene as tanhSquish } from '../scenes/tanh-squish';
import type { Scene } from '../stage/scene';

/** The film's scenes in order. Everything else derives from this list. */
export const allScenes: readonly Scene[] = [tanhSquish, spiralsStretching, mnistPca];

export const sceneIds: readonly string[] = allScenes.map(({ id }) => id);
