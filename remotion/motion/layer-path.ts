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
