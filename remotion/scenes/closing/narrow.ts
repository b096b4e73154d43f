import type { PlaneMap } from '../../motion/layer-path';
import { narrowStates } from '../../motion/run-states';
import type { Network } from '../../../training/network';
import type { NetworkRun } from '../network-run';
import { reachAlong, thinned } from './zoom';

/** A trained network with hidden layers of two or three neurons, and a few of its dots. */
export interface Narrow {
  /** Of the plane: x₀, y₀, x₁, y₁, … */
  readonly on: Float64Array;
  readonly labels: readonly number[];
  /** At the last epoch. */
  readonly network: Network;
  readonly layers: number;
  /** Where the plane is at a layer progress. */
  at(progress: number): PlaneMap;
  /** How far dots reach there. */
  reach(progress: number): number;
}

/** @param most about so many dots are kept */
export function narrowOf(run: NetworkRun, most: number): Narrow {
  const kept = thinned(run.labels, most);
  const on = Float64Array.from(kept.flatMap((i) => [run.points[2 * i]!, run.points[2 * i + 1]!]));
  const { layers, network, space } = narrowStates(run, run.facts.epochs, on);
  const last = run.facts.epochs.at(-1)!;
  const trained = space(last);
  const at = (progress: number): PlaneMap => trained.at(progress);
  return {
    on,
    labels: kept.map((i) => run.labels[i]!),
    network: network(last),
    layers,
    at,
    reach: reachAlong(at, on, layers),
  };
}
