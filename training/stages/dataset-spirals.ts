import type { Work } from '../../cache/step';
import { spirals, type SpiralsParameters } from '../../data/spirals';

export async function makeSpirals({ draft }: Work, parameters: SpiralsParameters) {
  const { points, labels } = spirals(parameters);
  await draft.npy('points.npy', [labels.length, 2], points);
  await draft.npy('labels.npy', [labels.length], labels);
  return { samples: labels.length, classes: 2, ...parameters };
}
