import type { ExperimentOutline, Showable } from '../../stage/outline';

/** What the film's own scene is about. */
export const EXPERIMENT = 'spirals';

/** Points of the plane in two classes, and a first layer that moves the plane within itself and bends it. */
export function canDraw({ name, data, inputs, hidden, activation, classes }: ExperimentOutline): Showable {
  if (data === 'mnist') return 'its data are pictures, and the scene draws points of the plane';
  if (inputs !== 2) return `its points have ${inputs} dimensions, and the scene draws points with 2`;
  if (hidden[0] !== 2)
    return `${name}.hidden begins with ${hidden[0] ?? 'nothing'}, and the scene draws a first layer of 2 neurons`;
  if (activation === 'linear')
    return `${name}.activation is linear, and the scene is about a layer that bends the plane`;
  if (classes !== undefined && classes !== 2)
    return `its points have ${classes} classes, and the scene draws 2`;
  return true;
}

/** What may stand in the film's own experiment's place, under the same words: they speak of tanh. */
export function canShow(outline: ExperimentOutline): Showable {
  const drawable = canDraw(outline);
  if (drawable !== true || outline.name === EXPERIMENT || outline.activation === 'tanh') return drawable;
  return `${outline.name}.activation is ${outline.activation}, and the scene speaks of tanh`;
}
