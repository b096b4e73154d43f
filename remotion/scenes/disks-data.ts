import { z } from 'zod';
import { activationNames, activations, type ActivationName } from '../../training/network';
import type { Facts } from '../stage/facts';
import type { ExperimentOutline, Showable } from '../stage/outline';

/** The experiment whose disk and ring are seen. */
export const DISKS = 'disks2d';

/** Only a disk with a ring around it: the scene goes by their radii. */
export function showsDisks({ data }: ExperimentOutline): Showable {
  return (
    data === 'disks' || `its data are ${data ?? 'unknown'}, and the scene draws a disk and the ring around it`
  );
}

const shapeSchema = z.object({
  innerRadius: z.number().positive(),
  ringRadii: z.tuple([z.number().positive(), z.number().positive()]).readonly(),
});
export type DisksShape = z.infer<typeof shapeSchema>;

/**
 * The radii that the dots were made with: 0 … innerRadius for class 0, ringRadii for class 1.
 * @throws ZodError where the run's data are not disks
 */
export const disksShape = (facts: Facts): DisksShape =>
  shapeSchema.parse(facts.experiment(DISKS).hyperparameters);

/** Half way between the disk and the ring. */
export const radiusBetween = ({ innerRadius, ringRadii }: DisksShape): number =>
  (innerRadius + ringRadii[0]) / 2;

/** A coordinate of the outermost dot, as tanh gets it: well past its straight part. */
const REACH = 1.9;

/** tanh as a bend of the plane, scaled so that a ring keeps its size: what is bent, and nothing else, is to be seen. */
export const bendOf =
  ({ ringRadii: [, outer] }: DisksShape): ((x: number) => number) =>
  (x) =>
    (outer * Math.tanh((REACH * x) / outer)) / Math.tanh(REACH);

/** How much of that bend is put on the plane: (1 − v)x + v·g(x). */
export const BENT = 0.62;

/**
 * Whether an activation is greater for every greater x. Layers x ↦ g(Wx + b) with such a g neither tear nor merge the plane
 * unless W is singular. Trained weights are that by chance only, and the chance is zero: W is not looked at.
 */
export const keepsApart = (activation: ActivationName): boolean => {
  const { apply } = activations[activation];
  return [-2, -1, 0, 1].every((x) => apply(x + 1) > apply(x));
};

/** All that are so: tanh, sigmoid, … */
export const strictActivations: readonly ActivationName[] = activationNames.filter(keepsApart);
