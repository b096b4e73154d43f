import type { Json } from '../../cache/manifest';
import type { Work } from '../../cache/step';
import { applyGauge, chooseGauge, identity, layerTurns, turnVector } from '../gauge';
import { type ActivationName, type Network, networkAt } from '../network';
import { varianceOf } from '../projection';
import { travelOf } from '../travel';
import { floats, layersOf } from './arrays';
import { sayTravel } from './projection-travel';

interface NarrowRun {
  readonly experiment: string;
  readonly widths: readonly number[];
  readonly activation: ActivationName;
  /** Whether neurons are put into the gauge of the smallest turn. */
  readonly gauge: boolean;
}

/**
 * Networks that can be seen as they are, with layers up to three wide: weights, biases and points in the gauge chosen
 * at the trained epoch, the same for all epochs. Points are `[epochs, samples, 3]`, missing coordinates 0.
 */
export async function projectNarrow(work: Work, { experiment, widths, activation, gauge }: NarrowRun) {
  const training = work.artefact(`training:${experiment}`);
  const count = widths.length - 1;
  const weights = await layersOf(training, 'weights', count);
  const biases = await layersOf(training, 'biases', count);
  const epochs = weights[0]?.shape[0] ?? 0;
  const trained = networkAt(weights, biases, -1, activation);
  const choice = gauge ? chooseGauge(trained) : widths.slice(1).map(identity);

  const networks = Array.from({ length: epochs }, (_, epoch) =>
    applyGauge(networkAt(weights, biases, epoch, activation), choice),
  );
  for (let k = 0; k < count; k++) {
    await work.draft.npy(
      `weights-${k + 1}.npy`,
      weights[k]?.shape ?? [],
      joined(networks, (network) => network.weights[k]?.data ?? []),
    );
    await work.draft.npy(
      `biases-${k + 1}.npy`,
      biases[k]?.shape ?? [],
      joined(networks, (network) => network.biases[k] ?? []),
    );
  }

  let radius = 0;
  const variance: number[][][] = [];
  const clouds: { points: Float32Array; samples: number }[] = [];
  for (let k = 0; k <= count; k++) {
    const { shape, data } = await floats(training, `activations-${k}.npy`);
    const [recorded = 0, samples = 0, width = 0] = shape;
    const points = new Float32Array(recorded * samples * 3);
    const neurons = choice[k - 1] ?? identity(width);
    for (let i = 0; i < recorded * samples; i++)
      points.set(turnVector(data.subarray(i * width, (i + 1) * width), neurons), 3 * i);
    await work.draft.npy(`points-${k}.npy`, [recorded, samples, 3], points);
    variance.push(varianceOf({ width, samples, data }, points));
    work.signal.throwIfAborted();
    // The logits are a number to be read off, not a space to be drawn in.
    if (k === count) continue;
    clouds.push({ points, samples });
    radius = points.reduce((most, x) => Math.max(most, Math.abs(x)), radius);
  }
  const turned = networks.at(-1);
  const travel = clouds.map(({ points, samples }) => travelOf(points, samples, 2 * radius));
  sayTravel(work, training, travel);
  return {
    kind: 'gauge',
    // Nothing is left out, whatever the clouds look like.
    varianceKept: widths.map(() => 1),
    variance,
    radius,
    gauge: choice.map(({ order, signs }): Json => ({ order: [...order], signs: [...signs] })),
    turns: { before: layerTurns(trained), after: turned ? layerTurns(turned) : [] },
    travel,
    largestTravel: Math.max(0, ...travel.flat()),
  };
}

function joined(networks: readonly Network[], values: (network: Network) => ArrayLike<number>): Float32Array {
  return Float32Array.from(networks.flatMap((network) => Array.from(values(network))));
}
