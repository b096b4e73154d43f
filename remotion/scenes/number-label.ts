import type { FormulaPaths } from '../stage/formula';
import { drawFormula } from '../stage/formula-draw';
import { faded } from '../stage/path';
import type { Context2D, Given } from '../stage/scene';

/** How far a number's middle lies above its baseline, in em; its ink is the part `number`. */
const middleOf = ({ boxes }: FormulaPaths): number => {
  const box = boxes.number;
  return box ? box.y + box.height / 2 : 0;
};

export interface LabelStyle {
  /** Em in pixels. */
  readonly size: number;
  readonly color: string;
  readonly alpha?: number;
  /** Of the number alone, where it stands on a pill. */
  readonly ink?: number;
}

/** A number (its ink is the part `number`) with its middle at (x, y), in pixels. */
export function drawNumberAt(
  context: Context2D,
  formula: FormulaPaths,
  [x, y]: readonly [number, number],
  { size, color, alpha = 1 }: LabelStyle,
): void {
  drawFormula(context, formula, x, y + middleOf(formula) * size, { size, color, alpha, align: 'center' });
}

/** The same on a pill of the empty stage, so that it can be read on a line or over a grid. */
export function drawNumberOn(
  context: Context2D,
  { theme }: Given,
  formula: FormulaPaths,
  at: readonly [number, number],
  style: LabelStyle,
): void {
  const { size, alpha = 1, ink = 1 } = style;
  const [width, height] = [(formula.width + 0.36) * size, 1.15 * size];
  faded(context, alpha, () => {
    context.fillStyle = theme.background;
    context.beginPath();
    context.roundRect(at[0] - width / 2, at[1] - height / 2, width, height, height / 2);
    context.fill();
  });
  drawNumberAt(context, formula, at, { ...style, alpha: alpha * ink });
}

/**
 * Where the coordinates of a point stand at the axes of a plane: x on the other side of its axis, y likewise.
 * @param size em in pixels
 * @param width of the y coordinate, in em
 */
export const axisLabelPlaces = (
  plane: { readonly x: (v: number) => number; readonly y: (v: number) => number },
  [x, y]: readonly [number, number],
  size: number,
  width: number,
): readonly [readonly [number, number], readonly [number, number]] => [
  [plane.x(x), plane.y(0) + (y < 0 ? -0.68 : 0.68) * size],
  [plane.x(0) + (x < 0 ? 1 : -1) * (width / 2 + 0.32) * size, plane.y(y)],
];
