import { setImmediate } from 'node:timers/promises';
import { AXES, type Cloud, fitBasis, meanOf, project, varianceShares } from './pca';
import { orthogonalProcrustes, residual, turnPoints } from './procrustes';
import { travelOf } from './travel';

/** A layer's values at all recorded epochs, `[epochs, samples, width]` in C order; the input has one epoch. */
export interface LayerValues extends Cloud {
  readonly data: Float32Array;
  readonly samples: number;
}

export interface ProjectedLayer {
  /** `[epochs, samples, 3]` in C order, in units of the layer's RMS radius at the last epoch. */
  readonly points: Float32Array;
  /** Share of the layer's whole variance that lies along each axis, `[epochs][3]`, before the turn between layers. */
  readonly variance: readonly (readonly number[])[];
  /** Of all three axes at the last epoch. */
  readonly varianceKept: number;
  /** Distance to the next layer's cloud after the turn, in RMS radii; 0 for the last layer. */
  readonly residual: number;
}

export interface ProjectedLayers {
  readonly layers: readonly ProjectedLayer[];
  /** Half the width of a window that holds all layers at all epochs but for stragglers, one in two hundred at most. */
  readonly radius: number;
  /** How far each layer's points move from one recorded epoch to the next, RMS, as a share of the window's width. */
  readonly travel: readonly (readonly number[])[];
}

export interface ProjectionWatch {
  readonly signal: AbortSignal;
  /** Called after every layer. */
  readonly progress?: (layers: number) => void;
}

/** Samples on which a pooled basis is fitted. */
const POOLED_SAMPLES = 4000;

/**
 * Three axes a layer, held still over all epochs, and turned so that the layers' clouds at the last epoch lie on each
 * other as well as they can: from the last layer backwards, each to the one after it.
 *
 * @param layers From the input to the logits, the same samples in each.
 * @param basis The epochs on which axes are fitted.
 * @throws the signal's reason when it is aborted between two layers.
 */
export async function projectLayers(
  layers: readonly LayerValues[],
  basis: 'last' | 'pooled',
  { signal, progress }: ProjectionWatch,
): Promise<ProjectedLayers> {
  const scaled: { points: Float64Array; variance: number[][] }[] = [];
  for (const layer of layers) {
    scaled.push(scaledLayer(layer, basis));
    progress?.(scaled.length);
    await setImmediate();
    signal.throwIfAborted();
  }

  const turned: ProjectedLayer[] = [];
  let target: Float64Array | null = null;
  for (const [index, layer] of [...scaled.entries()].reverse()) {
    const end = layer.points.length - (layers[index]?.samples ?? 0) * AXES;
    const points: Float64Array = target
      ? turnPoints(orthogonalProcrustes(layer.points.subarray(end), target), layer.points)
      : layer.points;
    const last = points.subarray(end);
    turned.unshift({
      points: Float32Array.from(points),
      variance: layer.variance,
      varianceKept: (layer.variance.at(-1) ?? []).reduce((sum, share) => sum + share, 0),
      residual: target ? residual(last, target) : 0,
    });
    target = last;
  }
  const radius = radiusOf(turned.map(({ points }) => points));
  return {
    layers: turned,
    radius,
    travel: turned.map(({ points }, k) => travelOf(points, layers[k]?.samples ?? 0, 2 * radius)),
  };
}

/** Along its own axes, around its middle and with an RMS radius of one at the last epoch. */
function scaledLayer(
  layer: LayerValues,
  basis: 'last' | 'pooled',
): { points: Float64Array; variance: number[][] } {
  const last = lastEpoch(layer);
  const axes = basis === 'last' ? fitBasis(last) : { ...fitBasis(pooled(layer)), mean: meanOf(last) };
  const points = project(layer, axes);
  const size = rmsRadius(points.subarray(points.length - layer.samples * AXES));
  return { points: points.map((x) => x / size), variance: varianceOf(layer, points) };
}

function lastEpoch({ width, samples, data }: LayerValues): LayerValues {
  return { width, samples, data: data.subarray(data.length - samples * width) };
}

/** Every so many-th of all epochs' points; the stride is odd so that it does not fall into step with the epochs. */
function pooled({ width, samples, data }: LayerValues): LayerValues {
  const rows = data.length / width;
  const stride = Math.max(1, Math.floor(rows / POOLED_SAMPLES)) | 1;
  const picked: number[] = [];
  for (let row = 0; row < rows; row += stride) picked.push(...data.subarray(row * width, (row + 1) * width));
  return { width, samples, data: Float32Array.from(picked) };
}

const rmsRadius = (points: Float64Array): number =>
  Math.sqrt(points.reduce((sum, x) => sum + x * x, 0) / (points.length / AXES)) || 1;

/**
 * Share of the whole variance along each of the three axes, `[epochs][3]`.
 * @param points `[epochs, samples, 3]`: the layer's values along orthonormal axes.
 */
export function varianceOf({ width, samples, data }: LayerValues, points: ArrayLike<number>): number[][] {
  const epochs = data.length / (samples * width);
  const along = Float64Array.from(points);
  return Array.from({ length: epochs }, (_, epoch) =>
    varianceShares(
      { width, data: data.subarray(epoch * samples * width, (epoch + 1) * samples * width) },
      along.subarray(epoch * samples * AXES, (epoch + 1) * samples * AXES),
    ),
  );
}

/** Of the distances from the middle in any layer, the one that at most one in two hundred goes beyond. */
function radiusOf(clouds: readonly Float32Array[]): number {
  const radius = Math.max(
    ...clouds.map((points) => {
      const distances = Float64Array.from({ length: points.length / AXES }, (_, i) =>
        Math.hypot(points[AXES * i]!, points[AXES * i + 1]!, points[AXES * i + 2]!),
      ).sort();
      return distances[Math.floor((distances.length - 1) * 0.995)] ?? 0;
    }),
  );
  // A window has a width even where nothing is in it.
  return radius > 0 ? radius : 1;
}
