import type { Work } from '../../cache/step';
import { denseDisks, disks, type DisksParameters } from '../../data/disks';
import { writePoints } from './dataset-points';

export async function makeDisks({ draft }: Work, parameters: DisksParameters) {
  const counts = await writePoints(draft, disks(parameters), denseDisks(parameters));
  return { ...counts, classes: 2, ...parameters, ringRadii: [...parameters.ringRadii] };
}
