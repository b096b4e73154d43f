import fc from 'fast-check';
import type { PlaneMap } from '../../remotion/motion/layer-path';
import { spaceLayers, spaceNetwork } from '../../remotion/motion/space-path';
import type { ActivationName, Network } from '../../training/network';

/** Thousandths, because fast-check's doubles are mostly tiny. */
export const entry = fc.integer({ min: -2000, max: 2000 }).map((n) => n / 1000);

/** Layers of two neurons with any numbers, however they turn over or squeeze. */
export const networks = (activation: ActivationName, least = 0): fc.Arbitrary<Network> =>
  fc
    .array(
      fc
        .tuple(entry, entry, entry, entry, entry, entry)
        .filter(([a, b, c, d]) => Math.abs(a * d - b * c) >= least),
      { minLength: 1, maxLength: 3 },
    )
    .map((layers) => ({
      activation,
      weights: [
        ...layers.map((w) => ({ rows: 2, cols: 2, data: w.slice(0, 4) })),
        { rows: 1, cols: 2, data: [1, 0] },
      ],
      biases: [...layers.map((w) => w.slice(4)), [0]],
    }));

/** Where the last hidden layer takes the points of the plane. */
export const lastSpace = (network: Network): PlaneMap =>
  spaceNetwork(spaceLayers(network)).at(network.weights.length - 1);
