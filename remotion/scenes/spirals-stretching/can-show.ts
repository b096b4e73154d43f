import type { ExperimentOutline, Showable } from '../../stage/outline';

/** What the film's own scene is about. */
export const EXPERIMENT = 'spirals';

const list = (widths: readonly number[]): string => `[${widths.join(',')}]`;

/** Points of the plane, in two classes, and hidden layers that move the plane within itself and bend it. */
export function canShow({ name, data, inputs, hidden, activation, classes }: ExperimentOutline): Showable {
  if (data === 'mnist') return 'its data are pictures, and the scene draws points of the plane';
  if (inputs !== 2) return `its points have ${inputs} dimensions, and the scene draws points with 2`;
  if (hidden.length === 0 || hidden.some((width) => width !== 2))
    return `${name}.hidden is ${list(hidden)}, and the scene draws hidden layers of 2 neurons each, such as [2,2,2]`;
  if (activation === 'linear')
    return `${name}.activation is linear, and the scene is about layers that bend the plane`;
  if (classes !== undefined && classes !== 2)
    return `its points have ${classes} classes, and the scene draws 2, with a straight line between them`;
  return true;
}
