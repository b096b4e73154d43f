import { z } from 'zod';
import { activations, type ActivationName } from '../../training/network';
import type { Matrix2 } from '../motion/polar';
import type { Given, Read } from '../stage/scene';
import { showsPlane } from './can-show';
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

const layerReads = (props: Readonly<Record<string, unknown>>): readonly Read[] => {
  const { experiment: name } = experimentSchema.parse(props);
  return [
    { stage: 'training', name, arrays: [] },
    { stage: 'projection', name, arrays: ['weights-1'] },
    { stage: 'dataset', name, arrays: ['points', 'labels'] },
  ];
};

/** Points of the plane, and a first layer of two neurons; words about tanh are the film's own experiment's. */
const canShow = showsPlane({ firstLayer: 2, bends: true, tanhBut: EXPERIMENT });

/** What the scenes about one layer and one sample have in common. */
export const layerScene = {
  chapter: 'One layer',
  reads: layerReads({ experiment: EXPERIMENT }),
  readsWith: layerReads,
  canShow,
  props: propsSchema,
} as const;

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

/**
 * The sample that the props choose, or the one whose arithmetic is exact; a number beyond the dataset is its last.
 * @throws RangeError for an experiment without points
 */
export function layerSample(given: Given): LayerSample {
  const { experiment, sample, epoch } = propsSchema.parse(given.props);
  const { epochs, activation: activationName } = given.facts.experiment(experiment);
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
  const chosen = exactSample(points, weights, { activation });
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
