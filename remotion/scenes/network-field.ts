import { activations, isActivated, type ActivationName, type Network } from '../../training/network';
import { latticeOf, type FieldOptions, type SampledField } from '../stage/field';
import type { Plane } from '../stage/plane';

/**
 * tanh from a table: cubic Hermite pieces on [−9, 9], within 1e-9 of it, many times as fast as Math.tanh. Beyond, tanh is within
 * 4e-8 of ±1.
 */
const REACH = 9;
const PER_UNIT = 64;
const COUNT = 2 * REACH * PER_UNIT;
const value = Float64Array.from({ length: COUNT + 1 }, (_, i) => Math.tanh(i / PER_UNIT - REACH));
/** tanh′ = 1 − tanh², times the length of a piece. */
const slope = value.map((t) => (1 - t * t) / PER_UNIT);

/** tanh x within 1e-9 for |x| ≤ 9, within 4e-8 beyond. */
export function tableTanh(x: number): number {
  const place = (x + REACH) * PER_UNIT;
  if (!(place > 0)) return value[0]!;
  if (place >= COUNT) return value[COUNT]!;
  const i = place | 0;
  const t = place - i;
  const s = 1 - t;
  return (
    s * s * ((1 + 2 * t) * value[i]! + t * slope[i]!) +
    t * t * ((1 + 2 * s) * value[i + 1]! - s * slope[i + 1]!)
  );
}

const quick: Readonly<Partial<Record<ActivationName, (x: number) => number>>> = {
  tanh: tableTanh,
  // σ(x) = (1 + tanh(x/2)) / 2
  sigmoid: (x) => 0.5 + 0.5 * tableTanh(0.5 * x),
};

/**
 * The network's logit all over a plane: class 1 where it is positive. As training/network's `forward` within 1e-5, and quick
 * enough for every frame: a row of the lattice goes through a layer at once.
 * @throws RangeError when the network has not two inputs and one output
 */
export function sampleNetwork(network: Network, plane: Plane, options?: FieldOptions): SampledField {
  const { weights, biases } = network;
  if (weights[0]?.cols !== 2 || weights.at(-1)?.rows !== 1)
    throw new RangeError('a field over the plane needs a network with two inputs and one output');
  const { xs, ys } = latticeOf(plane, options);
  const columns = xs.length;
  const values = new Float64Array(columns * ys.length);
  const g = quick[network.activation] ?? activations[network.activation].apply;
  const widest = Math.max(...weights.map(({ rows, cols }) => Math.max(rows, cols)));
  let from = new Float64Array(widest * columns);
  let to = new Float64Array(widest * columns);

  for (let row = 0; row < ys.length; row++) {
    from.set(xs);
    from.fill(ys[row]!, columns, 2 * columns);
    for (let k = 0; k < weights.length; k++) {
      const { rows, cols, data } = weights[k]!;
      const bias = biases[k]!;
      const bent = isActivated(network, k);
      for (let i = 0; i < rows; i++) {
        const start = i * columns;
        to.fill(bias[i]!, start, start + columns);
        for (let j = 0; j < cols; j++) {
          const w = data[i * cols + j]!;
          const source = j * columns;
          for (let c = 0; c < columns; c++) to[start + c]! += w * from[source + c]!;
        }
        if (bent) for (let c = start; c < start + columns; c++) to[c] = g(to[c]!);
      }
      [from, to] = [to, from];
    }
    values.set(from.subarray(0, columns), row * columns);
  }
  return { columns, rows: ys.length, values };
}
