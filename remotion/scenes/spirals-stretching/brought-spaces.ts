import type { RecordingFacts } from '../../stage/facts';
import type { ExperimentOutline, Showable } from '../../stage/outline';
import { requireShowable } from '../about';

/** What of activations that were brought can be seen as it is: layers that are a plane or a space. */

/** As many as there are colours for them. */
const MOST_CLASSES = 10;
const MOST_LAYERS = 12;

const isSpace = (width: number): boolean => width === 2 || width === 3;
const list = (widths: readonly number[]): string => `[${widths.join(',')}]`;

/** The film and the command that recommends scenes judge alike: a registry says all of it before the file is read. */
export function canShowBrought({ inputs, hidden, outputs, classes }: ExperimentOutline): Showable {
  const widths = [inputs, ...hidden];
  if (!widths.every(isSpace))
    return `its layers before the last are ${list(widths)} wide, and the scene draws layers of 2 or 3 values`;
  if (widths.length > MOST_LAYERS)
    return `it has ${widths.length} layers before the last, and the scene draws at most ${MOST_LAYERS}`;
  if (classes !== undefined && classes > MOST_CLASSES)
    return `its labels are of ${classes} classes, and the scene has colours for ${MOST_CLASSES}`;
  if (outputs === undefined) return true;
  if (outputs > 3)
    return `its last layer is ${outputs} wide, and the scene draws layers of 2 or 3 values, and leaves out a last one of 1`;
  if (spacesOf([...widths, outputs]) < 2)
    return 'it has only one layer of 2 or 3 values, and the scene shows how dots move from one to the next';
  return true;
}

/** How many layers are shown, the input first: all, but for a last one of a single value, which is no space. */
export const spacesOf = (widths: readonly number[]): number =>
  widths.at(-1) === 1 ? widths.length - 1 : widths.length;

/** @throws CannotShowError when the recording turned out to be one that the scene cannot show */
export const requireSpaces = (scene: string, facts: RecordingFacts): void =>
  requireShowable(scene, facts, canShowBrought);
