import { Matrix } from 'ml-matrix';
import { PCA } from 'ml-pca';
import { leadingAxes } from './krylov';

/** Three orthonormal axes through a layer's cloud. */
export interface Basis {
  readonly mean: Float64Array;
  /** One axis of `width` loadings a component, by falling variance; its largest loading is positive. */
  readonly axes: readonly Float64Array[];
}

/** A cloud of points `[samples, width]` in C order. */
export interface Cloud {
  readonly width: number;
  readonly data: ArrayLike<number>;
}

export const AXES = 3;

/** Beyond this width the covariance matrix is too slow (784: 11 s); three axes alone are found in a part of that, and in bounded time. */
const WIDE = 256;

/**
 * Principal axes, at most three, at most as many as the cloud has columns that vary: by ml-pca, or by `leadingAxes` where the cloud is
 * wide. The cloud is centred first; signs are fixed by rule, since they differ between methods and mean nothing.
 */
export function fitBasis(cloud: Cloud): Basis {
  const { width, data } = cloud;
  const mean = meanOf(cloud);
  const spread = variances(cloud);
  // Columns that never vary add nothing.
  const columns = [...spread.keys()].filter((i) => spread[i]! > 0).sort((i, j) => spread[j]! - spread[i]!);
  const centred = Array.from({ length: data.length / width }, (_, sample) =>
    Float64Array.from(columns, (i) => data[sample * width + i]! - mean[i]!),
  );

  const axes = principalAxes(centred, columns.length).map((loadings) => {
    const axis = new Float64Array(width);
    columns.forEach((i, column) => (axis[i] = loadings[column]!));
    return fixSign(axis);
  });
  return { mean, axes };
}

function principalAxes(centred: readonly Float64Array[], columns: number): ArrayLike<number>[] {
  const count = Math.min(AXES, columns);
  if (count === 0) return [];
  if (columns > WIDE) return leadingAxes({ rows: centred, columns }, count);
  const pca = new PCA(new Matrix([...centred]), { method: 'covarianceMatrix', center: false });
  const vectors = pca.getEigenvectors();
  return Array.from({ length: count }, (_, i) => vectors.getColumn(i));
}

/** The axis or its opposite: the one whose largest loading (the first of equals) is positive. */
export function fixSign(axis: ArrayLike<number>): Float64Array {
  let largest = 0;
  for (let i = 1; i < axis.length; i++)
    if (Math.abs(axis[i]!) > Math.abs(axis[largest]!) + 1e-12) largest = i;
  const sign = (axis[largest] ?? 0) < 0 ? -1 : 1;
  return Float64Array.from(axis, (x) => sign * x);
}

export function meanOf({ width, data }: Cloud): Float64Array {
  const mean = new Float64Array(width);
  for (let i = 0; i < data.length; i++) mean[i % width]! += data[i]!;
  const samples = data.length / width;
  return mean.map((sum) => sum / samples);
}

/** Coordinates along a basis's axes, `[samples, 3]` in C order; missing axes are 0. */
export function project({ width, data }: Cloud, { mean, axes }: Basis): Float64Array {
  const samples = data.length / width;
  const points = new Float64Array(samples * AXES);
  for (let sample = 0; sample < samples; sample++)
    axes.forEach((axis, a) => {
      let sum = 0;
      for (let i = 0; i < width; i++) sum += axis[i]! * (data[sample * width + i]! - mean[i]!);
      points[sample * AXES + a] = sum;
    });
  return points;
}

/**
 * Share of a cloud's whole variance that lies along each of its projected axes, three of them; all 0 for a single point.
 * @param points Its coordinates along orthonormal axes, `[samples, 3]`.
 */
export function varianceShares(cloud: Cloud, points: ArrayLike<number>): number[] {
  const total = variances(cloud).reduce((sum, v) => sum + v, 0);
  return Array.from(variances({ width: AXES, data: points }), (v) => (total > 0 ? v / total : 0));
}

/** Variance along each column, each around its own mean, divided by the number of samples. */
export function variances(cloud: Cloud): Float64Array {
  const { width, data } = cloud;
  const mean = meanOf(cloud);
  const sums = new Float64Array(width);
  for (let i = 0; i < data.length; i++) sums[i % width]! += (data[i]! - mean[i % width]!) ** 2;
  return sums.map((sum) => sum / (data.length / width));
}
