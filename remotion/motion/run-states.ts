import type { NpyData, Tensor } from '../../cache/npy';
import type { ActivationName, Network } from '../../training/network';
import { interpolateRow } from './interpolate';
import type { PlaneMap } from './layer-path';
import { mix } from './span';
import { spaceLayers, spaceNetwork, type SpaceNetwork, type Turn } from './space-path';

/**
 * A training run as one continuous surface over epoch × layer: where every sample is at any epoch, recorded or between, and
 * anywhere on its way through the layers. A scene may move along either, or both at once.
 */
export interface RunStates {
  /** As recorded, increasing; the epoch is clamped to them. */
  readonly epochs: readonly number[];
  /** Layer progress goes from 0, the input, to this many layers done. */
  readonly layers: number;
  /** Places of all samples, `[samples, 3]` in C order; written to `out` where given. */
  state(epoch: number, layerProgress: number, out?: Float64Array): Float64Array;
}

/** A run whose layers can be seen as they are, so that dots, grid, field and line are one map at every instant. */
export interface NarrowStates extends RunStates {
  /** The whole network at an epoch, its last layer included. */
  network(epoch: number): Network;
  /** Its hidden layers as moves of the plane and of space. */
  space(epoch: number): SpaceNetwork;
  /** Where the points of the input plane are. */
  map(epoch: number, layerProgress: number): PlaneMap;
}

/** Parameters of a run: `weights-1 … weights-L` as `[epochs, out, in]`, and biases as `[epochs, out]`. */
export interface RunParameters {
  readonly weights: readonly Tensor<NpyData>[];
  readonly biases: readonly Tensor<NpyData>[];
  readonly activation: ActivationName;
}

/**
 * The network at a time of the run: weights and biases on monotone cubics through the recorded ones.
 * @param times of the recorded epochs, increasing
 */
export function networkDuring(
  { weights, biases, activation }: RunParameters,
  times: readonly number[],
  time: number,
): Network {
  return {
    activation,
    weights: weights.map((tensor) => ({
      rows: tensor.shape[1]!,
      cols: tensor.shape[2]!,
      data: interpolateRow(times, tensor, time),
    })),
    biases: biases.map((tensor) => interpolateRow(times, tensor, time)),
  };
}

/**
 * The states of a run with two inputs and hidden layers of two and three neurons: weights and biases are interpolated, and
 * the samples go forward through them. How a matrix turns is followed back from the last epoch, where the gauge has chosen
 * the smallest turn, so that no layer ever takes another way round from one epoch to the next.
 *
 * @param points `[samples, 2]`: x₀, y₀, x₁, y₁, …
 * @throws RangeError when there is no recorded epoch, or arrays do not fit
 */
export function narrowStates(
  parameters: RunParameters,
  epochs: readonly number[],
  points: ArrayLike<number>,
): NarrowStates {
  const recorded = turnsOf(parameters, epochs);
  const network = (epoch: number): Network => networkDuring(parameters, epochs, epoch);
  const space = (epoch: number): SpaceNetwork =>
    spaceNetwork(spaceLayers(network(epoch)), turnsAt(epochs, recorded, epoch));
  const map = (epoch: number, layerProgress: number): PlaneMap => space(epoch).at(layerProgress);
  const count = Math.floor(points.length / 2);
  const place = new Float64Array(3);
  return {
    epochs,
    layers: recorded[0]?.length ?? 0,
    network,
    space,
    map,
    state(epoch, layerProgress, out = new Float64Array(3 * count)) {
      const at = map(epoch, layerProgress);
      for (let i = 0; i < count; i++) {
        at(points[2 * i]!, points[2 * i + 1]!, place);
        out.set(place, 3 * i);
      }
      return out;
    },
  };
}

/** Every layer's turn at every recorded epoch, each on from the one after it. */
function turnsOf(parameters: RunParameters, epochs: readonly number[]): readonly (readonly Turn[])[] {
  const turns: (readonly Turn[])[] = [];
  let later: readonly Turn[] = [];
  for (const epoch of [...epochs].reverse()) {
    later = spaceNetwork(spaceLayers(networkDuring(parameters, epochs, epoch)), later).turns;
    turns.unshift(later);
  }
  return turns;
}

/** About how every layer turns at an epoch: near enough to choose among turns that differ by whole ones. */
function turnsAt(
  epochs: readonly number[],
  turns: readonly (readonly Turn[])[],
  epoch: number,
): readonly Turn[] {
  const next = epochs.findIndex((recorded) => recorded >= epoch);
  if (next < 0) return turns.at(-1) ?? [];
  if (next === 0) return turns[0] ?? [];
  const [from, to] = [epochs[next - 1]!, epochs[next]!];
  const share = (epoch - from) / (to - from);
  return turns[next]!.map((turn, k) => {
    const before = turns[next - 1]![k]!;
    return turn.map((x, i) => mix(before[i]!, x, share)) as unknown as Turn;
  });
}

/**
 * The states of a run of any width, from its projected points: every dot on monotone cubics through its recorded places and,
 * from layer to layer, through its places in them.
 *
 * @param clouds One a layer, the input first: `[epochs, samples, 3]`, or `[1, samples, 3]` for what no epoch changes.
 * @throws RangeError when there is no layer, or a cloud has neither one row nor one an epoch
 */
export function wideStates(epochs: readonly number[], clouds: readonly Tensor<NpyData>[]): RunStates {
  if (clouds.length === 0) throw new RangeError('a run has at least one layer of points');
  clouds.forEach(({ shape: [rows = 0] }, k) => {
    if (rows !== 1 && rows !== epochs.length)
      throw new RangeError(`layer ${k} has points of ${rows} epochs, and ${epochs.length} were recorded`);
  });
  const cloudAt = (k: number, epoch: number, out?: Float64Array): Float64Array => {
    const cloud = clouds[k]!;
    return interpolateRow(cloud.shape[0] === 1 ? [0] : epochs, cloud, epoch, out);
  };
  return {
    epochs,
    layers: clouds.length - 1,
    state(epoch, layerProgress, out) {
      const progress = Math.min(clouds.length - 1, Math.max(0, layerProgress));
      const below = Math.floor(progress);
      const from = cloudAt(below, epoch, out);
      if (progress === below) return from;
      const rows = [below - 1, below, below + 1, below + 2].filter((k) => k >= 0 && k < clouds.length);
      const stack = new Float64Array(rows.length * from.length);
      rows.forEach((k, i) => stack.set(k === below ? from : cloudAt(k, epoch), i * from.length));
      return interpolateRow(rows, { shape: [rows.length, from.length], data: stack }, progress, from);
    },
  };
}
