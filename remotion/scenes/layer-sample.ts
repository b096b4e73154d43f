import { z } from 'zod';
import { activations, type ActivationName } from '../../training/network';
import type { Matrix2 } from '../motion/polar';
import type { ExperimentOutline, Showable } from '../stage/outline';
import type { Given, Read } from '../stage/scene';
import { epochProp, experimentProp, recordedEpoch, sampleProp } from './props';
import { arithmeticOf, exactSample, type Arithmetic } from './sample';

/** What the scenes about two neurons behind two values share: a sample of an experiment and what layer 1 makes of it. */

export const EXPERIMENT = 'spirals';

export const propsSchema = z.object({
  experiment: experimentProp(EXPERIMENT),
  sample: sampleProp,
  epoch: epochProp,
});

const experimentSchema = propsSchema.pick({ experiment: true });

export const layerReads = (props: Readonly<Record<string, unknown>>): readonly Read[] => {
  const { experiment: name } = experimentSchema.parse(props);
  return [
    { stage: 'training', name, arrays: [] },
    { stage: 'projection', name, arrays: ['weights-1'] },
    { stage: 'dataset', name, arrays: ['points', 'labels'] },
  ];
};

/** Points of the plane, and a first layer of two neurons that bend what they add up. */
export function canShow({ name, data, inputs, hidden, activation }: ExperimentOutline): Showable {
  if (data === 'mnist') return 'its data are pictures, and the scene follows a point of the plane';
  if (inputs !== 2) return `its points have ${inputs} dimensions, and the scene follows a point with 2`;
  if (hidden[0] !== 2)
    return `${name}.hidden is [${hidden.join(',')}], and the scene draws a first layer of 2 neurons, such as [2,2]`;
  if (activation === 'linear')
    return `${name}.activation is linear, and the scene shows how a function bends the sum`;
  return true;
}

export interface LayerSample {
  /** x₀, y₀, x₁, y₁, … of the whole dataset. */
  readonly points: ArrayLike<number>;
  readonly labels: ArrayLike<number>;
  /** Number of the sample that is followed. */
  readonly index: number;
  readonly point: readonly [number, number];
  /** As trained, row by row; the gauge's signs and order. */
  readonly weights: Matrix2;
  /** What is shown of it. */
  readonly arithmetic: Arithmetic;
  /** Whether every shown result follows from the shown numbers; where not, ≈ is written. */
  readonly exact: boolean;
  readonly activationName: ActivationName;
  readonly activation: (x: number) => number;
}

const isActivation = (name: string): name is ActivationName => name in activations;

/**
 * The sample that the props choose, or the one whose arithmetic is exact; a number beyond the dataset is its last.
 * @throws RangeError for an experiment without points, or with an activation that nobody knows
 */
export function layerSample(given: Given): LayerSample {
  const { experiment, sample, epoch } = propsSchema.parse(given.props);
  const { epochs, activation: activationName } = given.facts.experiment(experiment);
  if (!isActivation(activationName)) throw new RangeError(`there is no activation "${activationName}"`);
  const activation = activations[activationName].apply;
  const points = given.tensor('dataset', experiment, 'points').data;
  const labels = given.tensor('dataset', experiment, 'labels').data;
  const recorded = given.tensor('projection', experiment, 'weights-1');
  const from = 4 * Math.min(recordedEpoch(epochs, epoch), (recorded.shape[0] ?? 1) - 1);
  const weights: Matrix2 = [
    recorded.data[from]!,
    recorded.data[from + 1]!,
    recorded.data[from + 2]!,
    recorded.data[from + 3]!,
  ];
  const chosen = exactSample(points, weights);
  const index = sample === null ? chosen.index : Math.min(sample, labels.length - 1);
  const point = [points[2 * index]!, points[2 * index + 1]!] as const;
  const arithmetic = arithmeticOf(point, weights, chosen.decimals, activation);
  return {
    points,
    labels,
    index,
    point,
    weights,
    arithmetic,
    exact: arithmetic.mistakes === 0,
    activationName,
    activation,
  };
}
