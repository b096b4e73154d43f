import { disksRun } from './disks-run';
import type { ActivationName } from '../../training/network';
import type { GivenOptions } from '../support/scene-given';

/** A trained network of two neurons a layer, gauged, to six digits. */
interface Trained {
  readonly activation: ActivationName;
  readonly weights: readonly (readonly number[])[];
  readonly biases: readonly (readonly number[])[];
}

/** The film's own run of `disks2d`, and others that `--set` asks for. */
export const TRAINED = {
  default: {
    activation: 'tanh',
    weights: [
      [0.950488, -0.895566, -0.632517, 2.40092],
      [1.93979, 0.838952, 2.66124, 1.7297],
      [2.18872, -2.40618, -1.8481, 2.16856],
      [2.048, -2.39856, -0.779675, 1.37117],
      [2.43918, -1.78025],
    ],
    biases: [
      [0.0458928, 0.948417],
      [-0.984104, -0.332054],
      [1.38561, -1.11176],
      [0.767087, -0.286039],
      [1.27349],
    ],
  },
  'seed 3': {
    activation: 'tanh',
    weights: [
      [1.16654, -0.658, -0.800287, 0.462993],
      [1.75726, -0.731446, -0.597402, 2.37324],
      [1.60669, 0.432865, -1.31139, 1.9014],
      [1.71921, 1.09281, 0.753441, 1.09779],
      [3.47455, 1.43329],
    ],
    biases: [
      [-0.559138, -0.448509],
      [-0.751062, -0.904729],
      [0.321937, -0.681498],
      [1.5548, 0.848191],
      [1.88227],
    ],
  },
  'two hidden layers': {
    activation: 'tanh',
    weights: [
      [2.87778, -0.432888, -2.21001, 1.28089],
      [2.80965, 3.01877, -0.934788, 1.46675],
      [-3.46407, 0.00494956],
    ],
    biases: [[0.811715, 0.766015], [-1.36313, 0.794166], [1.59778]],
  },
  relu: {
    activation: 'relu',
    weights: [
      [0.864223, -0.563239, 1.42451, -0.619738],
      [0.864069, 1.9631, -1.76983, 1.15001],
      [-2.34713, 1.45307, 1.26335, -1.6968],
      [-0.981066, 1.94657, -1.69158, -0.204032],
      [1.75473, -2.55252],
    ],
    biases: [
      [-0.220537, 0.58164],
      [-0.0296963, 0.363722],
      [0.247429, -0.200214],
      [-0.170851, 1.27721],
      [1.50522],
    ],
  },
  sigmoid: {
    activation: 'sigmoid',
    weights: [
      [5.01115, -3.6729, -3.89234, 3.13465],
      [4.27636, -3.74404, -2.2686, 3.43993],
      [-4.17203, 2.7643, 4.29796, -3.59612],
      [-2.20836, 1.57927, 3.33973, -3.07125],
      [-1.69481, 3.10309],
    ],
    biases: [
      [2.842, -2.34023],
      [-0.0174678, -0.914679],
      [0.384706, -0.0864876],
      [-0.079001, 0.117211],
      [0.733863],
    ],
  },
  'eight hidden layers, the first of them pressed into a thread': {
    activation: 'tanh',
    weights: [
      [0.593389, -0.512792, -0.72718, 0.628902],
      [1.36192, 0.626765, -0.707523, 1.69192],
      [1.04862, -1.18461, -0.924821, 1.55522],
      [1.7128, -1.22071, -0.662014, 1.30967],
      [1.28926, 0.112746, -0.364093, 1.47028],
      [1.66594, -1.26316, -0.633304, 1.1047],
      [0.738539, 0.342511, -1.4566, 1.62084],
      [1.27604, -1.50687, 0.184264, 1.34934],
      [-1.20879, 1.83416],
    ],
    biases: [
      [0.19098, -0.378317],
      [0.144784, -0.203683],
      [0.118721, -0.146495],
      [0.101499, -0.105366],
      [0.0503281, -0.067297],
      [0.0363843, -0.062283],
      [-0.171409, -0.0322172],
      [-0.360638, 0.776317],
      [1.51964],
    ],
  },
} as const satisfies Readonly<Record<string, Trained>>;

/** What the scene is given of such a run. */
export function givenOf({ activation, weights, biases }: Trained): GivenOptions {
  const { experiment, tensors } = disksRun();
  const hidden = biases.slice(0, -1).map(({ length }) => length);
  return {
    experiment: {
      ...experiment,
      activation,
      widths: [2, ...hidden, 1],
      hyperparameters: { ...experiment.hyperparameters, hidden },
    },
    tensors: {
      ...tensors,
      ...Object.fromEntries(
        weights.flatMap((values, k) => [
          [
            `projection/disks2d/weights-${k + 1}`,
            { shape: [1, values.length / 2, 2], data: Float32Array.from(values) },
          ],
          [
            `projection/disks2d/biases-${k + 1}`,
            { shape: [1, biases[k]!.length], data: Float32Array.from(biases[k]!) },
          ],
        ]),
      ),
    },
  };
}
