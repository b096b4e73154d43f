import type { FormulaPaths } from './formula';
import type { Context2D } from './scene';

export interface PartStyle {
  readonly color?: string;
  readonly alpha?: number;
}

export interface FormulaStyle {
  /** Pixels of one em. */
  readonly size: number;
  readonly color: string;
  readonly align?: 'left' | 'center' | 'right';
  readonly alpha?: number;
  /** How parts named by `\class` differ; the innermost name with a style wins. Opacity 0 leaves a part out. */
  readonly parts?: Readonly<Record<string, PartStyle>>;
}

const outlines = new WeakMap<FormulaPaths, Path2D[]>();

function outlinesOf(formula: FormulaPaths): Path2D[] {
  let paths = outlines.get(formula);
  if (!paths) outlines.set(formula, (paths = formula.shapes.map(({ d }) => new Path2D(d))));
  return paths;
}

/** Left edge of a formula that is aligned to x, in pixels. */
export const formulaLeft = (
  { width }: FormulaPaths,
  x: number,
  { size, align = 'left' }: FormulaStyle,
): number => x - (align === 'center' ? 0.5 : align === 'right' ? 1 : 0) * width * size;

/** A formula with its baseline at y, in pixels. */
export function drawFormula(
  context: Context2D,
  formula: FormulaPaths,
  x: number,
  y: number,
  style: FormulaStyle,
): void {
  const { size, color, alpha = 1, parts = {} } = style;
  if (alpha <= 0) return;
  const paths = outlinesOf(formula);
  context.save();
  context.translate(formulaLeft(formula, x, style), y);
  context.scale(size, -size);
  const before = context.globalAlpha;
  formula.shapes.forEach((shape, i) => {
    const name = shape.parts.findLast((part) => part in parts);
    const part = name === undefined ? undefined : parts[name];
    const opacity = before * alpha * (part?.alpha ?? 1);
    if (opacity <= 0) return;
    context.globalAlpha = opacity;
    context.fillStyle = part?.color ?? color;
    context.fill(paths[i]!);
  });
  context.restore();
}
