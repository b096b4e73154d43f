import type { NpyData, Tensor } from '../../cache/npy';
import type { ExperimentFacts } from '../stage/facts';
import type { Given, Read } from '../stage/scene';
import type { ActivationName } from '../../training/network';
import { showsPlane } from './can-show';

/** A network on points of the plane with one output, as it was through the recorded epochs. */
export interface NetworkRun {
  readonly facts: ExperimentFacts;
  readonly widths: readonly number[];
  readonly activation: ActivationName;
  /** `[epochs, out, in]`, one a layer. */
  readonly weights: readonly Tensor<NpyData>[];
  /** `[epochs, out]`. */
  readonly biases: readonly Tensor<NpyData>[];
  /** [x₀, y₀, x₁, y₁, …] */
  readonly points: ArrayLike<number>;
  /** 0 or 1 for each point. */
  readonly labels: ArrayLike<number>;
  /** Of all weights of all recorded epochs the greatest, so that an edge's width means the same all the time. */
  readonly strongest: number;
}

export const networkReads = (experiment: string): readonly Read[] => [
  { stage: 'training', name: experiment, arrays: [] },
  // As many arrays as the network has layers.
  { stage: 'projection', name: experiment, arrays: '*' },
  { stage: 'dataset', name: experiment, arrays: ['points', 'labels'] },
];

/** Networks that decide between two classes of points in the plane, small enough for all of their neurons to be seen. */
export const canShowNetwork = showsPlane({ most: { layers: 8, neurons: 16 }, classes: 2 });

function strongestOf(weights: readonly Tensor<NpyData>[]): number {
  let most = 0;
  for (const { data } of weights)
    for (let i = 0; i < data.length; i++) most = Math.max(most, Math.abs(data[i]!));
  return most;
}

/** @throws RangeError when the run's facts and arrays do not belong together */
export function networkRun({ facts, tensor }: Given, experiment: string): NetworkRun {
  const run = facts.experiment(experiment);
  const layers = run.widths.slice(1).map((_, k) => k + 1);
  const weights = layers.map((k) => tensor('projection', experiment, `weights-${k}`));
  return {
    facts: run,
    widths: run.widths,
    activation: run.activation,
    weights,
    biases: layers.map((k) => tensor('projection', experiment, `biases-${k}`)),
    points: tensor('dataset', experiment, 'points').data,
    labels: tensor('dataset', experiment, 'labels').data,
    strongest: strongestOf(weights),
  };
}

/** Half the width of the window that shows all points, with this much room around them. */
export function reachOf({ points }: Pick<NetworkRun, 'points'>, room = 1.12): number {
  let most = 0;
  for (let i = 0; i < points.length; i++) most = Math.max(most, Math.abs(points[i]!));
  return room * (most || 1);
}

/** Probability of class 1. */
export const probability = (logit: number): number => 1 / (1 + Math.exp(-logit));

/** Of a dot that a scene follows: its number in the dataset, and where it is. */
export interface Followed {
  readonly index: number;
  readonly point: readonly [x: number, y: number];
  readonly label: number;
}

/**
 * The dot that is followed: the one that is asked for, or else the dot of class 1 furthest from both axes, whose two
 * coordinates are both easy to see.
 * @param sample from 0; beyond the last, the last
 */
export function followed(
  { points, labels }: Pick<NetworkRun, 'points' | 'labels'>,
  sample: number | null,
): Followed {
  const from = (i: number): Followed => ({
    index: i,
    point: [points[2 * i]!, points[2 * i + 1]!],
    label: labels[i]!,
  });
  if (sample !== null) return from(Math.min(sample, labels.length - 1));
  const distance = (i: number): number => Math.min(Math.abs(points[2 * i]!), Math.abs(points[2 * i + 1]!));
  let best = 0;
  for (let i = 1; i < labels.length; i++)
    if (labels[i]! > labels[best]! || (labels[i] === labels[best] && distance(i) > distance(best))) best = i;
  return from(best);
}
