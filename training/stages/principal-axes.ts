import type { Json } from '../../cache/manifest';
import type { Artefact, Work } from '../../cache/step';
import { type LayerValues, projectLayers } from '../projection';
import { floats } from './arrays';

export interface AlongAxes {
  /** What the layers gave, as the projection read it. */
  readonly layers: readonly LayerValues[];
  /** How far each layer's points move from one recorded epoch to the next, as shares of the window's width. */
  readonly travel: readonly (readonly number[])[];
  /** For the manifest. */
  readonly meta: Readonly<Record<string, Json>>;
}

/** Writes every layer's points along its three principal axes, `points-<k>.npy [epochs, samples, 3]`, turned to follow each other. */
export async function writeAlongAxes(
  work: Work,
  training: Artefact,
  widths: readonly number[],
  basis: 'last' | 'pooled',
): Promise<AlongAxes> {
  const layers = await Promise.all(
    widths.map(async (width, k) => {
      const { shape, data } = await floats(training, `activations-${k}.npy`);
      return { width, samples: shape[1] ?? 0, data };
    }),
  );
  const total = widths.length;
  work.progress({ done: 0, total, unit: 'layers', note: 'principal axes' });
  const projected = await projectLayers(layers, basis, {
    signal: work.signal,
    progress: (done) => work.progress({ done, total, unit: 'layers', note: 'principal axes' }),
  });
  for (const [k, { points }] of projected.layers.entries()) {
    const samples = layers[k]?.samples ?? 0;
    await work.draft.npy(`points-${k}.npy`, [points.length / (samples * 3), samples, 3], points);
  }
  return {
    layers,
    travel: projected.travel,
    meta: {
      kind: 'principal axes',
      basis,
      varianceKept: projected.layers.map(({ varianceKept }) => varianceKept),
      radius: projected.radius,
      variance: projected.layers.map(({ variance }) => variance.map((shares) => [...shares])),
      residuals: projected.layers.map(({ residual }) => residual),
      travel: projected.travel.map((steps) => [...steps]),
      largestTravel: Math.max(0, ...projected.travel.flat()),
    },
  };
}
