import type { Work } from '../../cache/step';
import { denseSpirals, spirals, type SpiralsParameters } from '../../data/spirals';
import { writePoints } from './dataset-points';

export async function makeSpirals({ draft }: Work, parameters: SpiralsParameters) {
  const counts = await writePoints(draft, spirals(parameters), denseSpirals(parameters));
  return { ...counts, classes: 2, ...parameters };
}
