import type { Given } from '../../stage/scene';
import { canShowNetwork, networkRun } from '../network-run';
import { outlineOf } from '../about';
import { bulgeSpace } from './bulge-space';
import { cloudSpace } from './cloud-space';
import { digitSpace } from './digit-space';
import { fieldSpace } from './field-space';
import type { Space } from './panel';
import { planeSpace } from './plane-space';
import { squishSpace } from './squish-space';
import { torusSpace } from './torus-space';

/** Which spaces there are depends on the run: none is refused, each is shown as it can be. */

/** The digits' experiment. */
export const DIGITS = 'mnist';
/** Networks on points of the plane, in the film's order. */
export const SMALL = ['boundary', 'spirals', 'disks2d', 'disks3d'] as const;

/** By what its layers are: as the plane or the space that they are, or along three axes. */
function smallSpace(given: Given, name: (typeof SMALL)[number]): Space {
  const facts = given.facts.experiment(name);
  const hidden = facts.widths.slice(1, -1);
  const narrow = hidden.length > 0 && hidden.every((width) => width === 2 || width === 3);
  const shown =
    facts.widths[0] === 2 && facts.widths.at(-1) === 1 && canShowNetwork(outlineOf(facts)) === true;
  if (name === 'boundary' && shown) return fieldSpace(given, networkRun(given, name));
  if (narrow && shown)
    return hidden.includes(3)
      ? bulgeSpace(given, networkRun(given, name))
      : planeSpace(given, networkRun(given, name));
  return cloudSpace(given, {
    experiment: name,
    labels: given.tensor('dataset', name, 'labels').data,
  });
}

/** All spaces of the film, in its order. */
export function spacesOf(given: Given): Space[] {
  const images = given.tensor('training', DIGITS, 'images');
  const labels = given.tensor('training', DIGITS, 'labels').data;
  const [field, ...small] = SMALL.map((name) => smallSpace(given, name));
  return [
    field!,
    squishSpace(given),
    ...small,
    digitSpace(given, images, labels),
    torusSpace(given),
    cloudSpace(given, { experiment: DIGITS, labels, images }),
  ];
}
