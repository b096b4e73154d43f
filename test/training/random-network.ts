import { createRandom } from '../../data/random';
import type { ActivationName, Network } from '../../training/network';

/** A network of float32 weights of the size that training starts with. */
export function randomNetwork(widths: readonly number[], activation: ActivationName, seed: number): Network {
  const random = createRandom(seed).stream('test');
  const draw = (scale: number) => Math.fround(scale * random.normal());
  return {
    activation,
    weights: widths.slice(1).map((rows, k) => {
      const cols = widths[k] ?? 0;
      const data = Float32Array.from({ length: rows * cols }, () => draw(1 / Math.sqrt(cols)));
      return { rows, cols, data };
    }),
    biases: widths.slice(1).map((rows) => Float32Array.from({ length: rows }, () => draw(0.5))),
  };
}
