import { activations, type Network } from '../../training/network';
import { blendActivation } from './blend';
import { polarPath, type Matrix2, type PolarPath } from './polar';

/** How far each of a layer's three parts has come, 0 … 1 each, in this order: W, then b, then g. */
export interface LayerProgress {
  readonly matrix: number;
  readonly bias: number;
  readonly activation: number;
}

/** A layer of two neurons behind two: x ↦ g(Wx + b). */
export interface PlaneLayer {
  readonly weights: Matrix2;
  readonly bias: readonly [number, number];
  readonly activation: (x: number) => number;
}

/** Writes where (x, y) has got to as x, y, z to the first three elements of `out`; z is 0 but while a sheet turns over. */
export type PlaneMap = (x: number, y: number, out: Float64Array) => void;

/** Whether a layer takes two values to two, so that it moves the plane within itself. */
export const isPlaneLayer = ({ rows, cols }: { readonly rows: number; readonly cols: number }): boolean =>
  rows === 2 && cols === 2;

/** The hidden layers of a network, up to the first one that does not take the plane to the plane. */
export function planeLayers(network: Network): PlaneLayer[] {
  const layers: PlaneLayer[] = [];
  for (let k = 0; k < network.weights.length - 1; k++) {
    const W = network.weights[k]!;
    const b = network.biases[k]!;
    if (!isPlaneLayer(W)) break;
    layers.push({
      weights: [W.data[0]!, W.data[1]!, W.data[2]!, W.data[3]!],
      bias: [b[0]!, b[1]!],
      activation: activations[network.activation].apply,
    });
  }
  return layers;
}

/** `progress` in [0, 1] shared out to W, b and g, a third each; easing is the caller's, a third at a time. */
export const thirds = (progress: number): LayerProgress => ({
  matrix: Math.min(1, Math.max(0, 3 * progress)),
  bias: Math.min(1, Math.max(0, 3 * progress - 1)),
  activation: Math.min(1, Math.max(0, 3 * progress - 2)),
});

/** W along the polar path, then b by a straight blend, then g by (1−t)x + t·g(x). */
export function layerMap(
  layer: PlaneLayer,
  progress: LayerProgress,
  path: PolarPath = polarPath(layer.weights),
): PlaneMap {
  const { matrix: t, bias: u, activation: v } = progress;
  const [a, b, c, d] = t >= 1 ? layer.weights : path.at(t).matrix;
  const [p, q] = t >= 1 || t <= 0 ? [0, 0] : path.at(t).lift;
  const bx = u * layer.bias[0];
  const by = u * layer.bias[1];
  const g = layer.activation;
  return (x, y, out) => {
    out[0] = blendActivation(g, a * x + b * y + bx, v);
    out[1] = blendActivation(g, c * x + d * y + by, v);
    out[2] = p * x + q * y;
  };
}

/** A matrix on its way: where it takes the plane at time t of its path. */
export function polarMap(path: PolarPath, t: number): PlaneMap {
  const { matrix, lift } = path.at(t);
  return (x, y, out) => {
    out[0] = matrix[0] * x + matrix[1] * y;
    out[1] = matrix[2] * x + matrix[3] * y;
    out[2] = lift[0] * x + lift[1] * y;
  };
}

/** A chain of plane layers at any progress from 0 (the input) to their number (all done). */
export interface PlaneNetwork {
  readonly layers: readonly PlaneLayer[];
  at(progress: number): PlaneMap;
}

/** Prepares the paths once, so that `at` is cheap enough for every frame. */
export function planeNetwork(layers: readonly PlaneLayer[]): PlaneNetwork {
  const paths = layers.map((layer) => polarPath(layer.weights));
  return {
    layers,
    at(progress) {
      const done = Math.min(layers.length, Math.max(0, Math.floor(progress)));
      const whole = layers.slice(0, done);
      const current = layers[done];
      const last =
        current && progress > done ? layerMap(current, thirds(progress - done), paths[done]) : undefined;
      return (x, y, out) => {
        let u = x;
        let v = y;
        for (const { weights, bias, activation } of whole) {
          const s = activation(weights[0] * u + weights[1] * v + bias[0]);
          v = activation(weights[2] * u + weights[3] * v + bias[1]);
          u = s;
        }
        if (last) return last(u, v, out);
        out[0] = u;
        out[1] = v;
        out[2] = 0;
      };
    },
  };
}
