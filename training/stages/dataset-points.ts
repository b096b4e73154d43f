import type { Draft } from '../../cache/step';
import type { LabelledPoints } from '../../data/spirals';

/**
 * Writes points of the plane that are learnt, and those that a network is only judged by: `points.npy [n, 2]` and
 * `labels.npy [n]`, `dense-points.npy` and `dense-labels.npy`.
 */
export async function writePoints(draft: Draft, learnt: LabelledPoints, dense: LabelledPoints) {
  await draft.npy('points.npy', [learnt.labels.length, 2], learnt.points);
  await draft.npy('labels.npy', [learnt.labels.length], learnt.labels);
  await draft.npy('dense-points.npy', [dense.labels.length, 2], dense.points);
  await draft.npy('dense-labels.npy', [dense.labels.length], dense.labels);
  return { samples: learnt.labels.length, denseSamples: dense.labels.length };
}
