import { activations, type ActivationName, type Matrix, type Network } from '../../training/network';
import { blendActivation } from '../motion/blend';
import { clamp01 } from '../motion/ease';
import { thirds } from '../motion/layer-path';
import { span } from '../motion/span';
import { matrixPath, type SpaceLayer } from '../motion/space-path';
import { latticeOf, type FieldOptions, type SampledField } from '../stage/field';
import type { Plane } from '../stage/plane';
import { sampleLattice } from './network-field';

/** What a network still does to a point of the plane on its way: from where the point is now to its logit. */
export interface Rest {
  /** From two values to the logit. */
  readonly network: Network;
  /** How far the activation has bent each coordinate that goes into it; undone first. */
  readonly bent: number;
}

/** From here on an activation counts as done: its last billionth cannot be undone in doubles. */
const DONE = 1 - 1e-9;
/** A matrix that leaves less than this share of an area has left no plane whose points could be taken back. */
const FLAT = 1e-9;

const IDENTITY: Matrix = { rows: 2, cols: 2, data: [1, 0, 0, 1] };

/**
 * The rest of a network for points of the plane at layer progress k + p, k hidden layers done: W on its way and b are affine,
 * so what is left of them goes before the rest; where g is on its way, (1−v)x + v·g(x) is to be undone on each axis.
 * @returns undefined where the plane is flattened to a line, so that its points are not to be told apart
 * @throws RangeError where the network does not hold the plane within itself just then
 */
export function restOf(network: Network, progress: number): Rest | undefined {
  const { weights, biases, activation } = network;
  const hidden = weights.length - 1;
  const done = Math.min(hidden, Math.max(0, Math.floor(progress)));
  const part = thirds(progress - done);
  const W = weights[done]!;
  const bias = biases[done]!;
  const moves = done < hidden && progress > done;
  if (W.cols !== 2 || (moves && W.rows !== 2))
    throw new RangeError(`after ${done} layers at ${progress} the network is not in a plane`);
  const tail = (first: Matrix, b: ArrayLike<number>): Network => ({
    activation,
    weights: [first, ...weights.slice(done + 1)],
    biases: [b, ...biases.slice(done + 1)],
  });
  if (!moves) return { network: tail(W, bias), bent: 0 };
  if (part.activation >= DONE)
    return {
      network: { activation, weights: weights.slice(done + 1), biases: biases.slice(done + 1) },
      bent: 0,
    };
  const left = 1 - part.bias;
  if (part.matrix >= 1)
    return {
      network: tail(IDENTITY, [left * bias[0]!, left * bias[1]!]),
      bent: part.activation,
    };
  const layer: Pick<SpaceLayer, 'inputs' | 'outputs' | 'weights'> = {
    inputs: 2,
    outputs: 2,
    weights: W.data,
  };
  const m = matrixPath(layer).at(part.matrix);
  const [a, b, c, d] = [m[0], m[1], m[3], m[4]];
  const det = a * d - b * c;
  if (!(Math.abs(det) > FLAT)) return undefined;
  const [p, q, r, s] = [d / det, -b / det, -c / det, a / det];
  const w = W.data;
  const data = [w[0]! * p + w[1]! * r, w[0]! * q + w[1]! * s, w[2]! * p + w[3]! * r, w[2]! * q + w[3]! * s];
  return { network: tail({ rows: 2, cols: 2, data }, bias), bent: 0 };
}

/** The x for which (1−v)x + v·g(x) is y, by halving; g does not decrease and v < 1, so there is one. */
export function unbent(name: ActivationName, y: number, v: number): number {
  if (v <= 0) return y;
  const { apply } = activations[name];
  const f = (x: number): number => blendActivation(apply, x, v) - y;
  let reach = 1;
  while (f(y - reach) > 0 || f(y + reach) < 0) reach *= 2;
  let [low, high] = [y - reach, y + reach];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (f(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * The decision field carried along with the plane, at any layer progress: at each point of the window, the logit of the point
 * of the input plane that is there by then. Beyond the image of what is followed it goes on, as if all of the plane were.
 * Undefined where the plane is flat.
 * @throws RangeError where the network does not hold the plane within itself just then
 */
export function movedField(
  network: Network,
  progress: number,
  plane: Plane,
  options: FieldOptions = {},
): SampledField | undefined {
  const rest = restOf(network, progress);
  if (!rest) return undefined;
  const { xs, ys } = latticeOf(plane, options);
  const undone = (values: Float64Array): Float64Array =>
    values.map((value) => unbent(network.activation, value, rest.bent));
  return sampleLattice(rest.network, { xs: undone(xs), ys: undone(ys) });
}

/**
 * How much of the field is to be seen: all of it, but while a sheet turns over. Then the sheet stands out of the plane, and
 * what is drawn flat does not lie on it.
 */
export function fieldShare(network: Network, progress: number): number {
  const done = Math.floor(progress);
  const W = network.weights[done];
  if (!W || done >= network.weights.length - 1 || W.rows !== 2 || W.cols !== 2) return 1;
  const [a, b, c, d] = [W.data[0]!, W.data[1]!, W.data[2]!, W.data[3]!];
  if (a * d - b * c >= 0) return 1;
  const { matrix } = thirds(progress - done);
  return clamp01(span(0.9, 0.99, Math.abs(Math.cos(Math.PI * matrix))));
}
