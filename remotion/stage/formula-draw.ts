import { clamp01 } from '../motion/ease';
import { lagged } from '../motion/lagged';
import { span } from '../motion/span';
import type { FormulaPaths } from './formula';
import { outlineLength } from './outline-data';
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
  /**
   * How much of it is written, 0 … 1, all unless given: shape after shape, each traced along its outline and then filled.
   * Easing is the caller's; a plain share of time writes evenly.
   */
  readonly written?: number;
}

interface Outline {
  readonly path: Path2D;
  /** In em. */
  readonly length: number;
}

const outlines = new WeakMap<FormulaPaths, readonly Outline[]>();

/** One a shape, in the same order; made once. */
export function outlinesOf(formula: FormulaPaths): readonly Outline[] {
  let made = outlines.get(formula);
  if (!made) {
    made = formula.shapes.map(({ d }) => ({ path: new Path2D(d), length: outlineLength(d) }));
    outlines.set(formula, made);
  }
  return made;
}

/** Left edge of a formula that is aligned to x, in pixels. */
export const formulaLeft = (
  { width }: FormulaPaths,
  x: number,
  { size, align = 'left' }: FormulaStyle,
): number => x - (align === 'center' ? 0.5 : align === 'right' ? 1 : 0) * width * size;

/** How a shape looks in a style: the innermost of its names that has one decides. */
export function shapeStyle(
  parts: readonly string[],
  { color, alpha = 1, parts: styles = {} }: FormulaStyle,
): { readonly color: string; readonly alpha: number } {
  const name = parts.findLast((part) => part in styles);
  const part = name === undefined ? undefined : styles[name];
  return { color: part?.color ?? color, alpha: alpha * (part?.alpha ?? 1) };
}

/** Each shape begins this share of its own time after the one before it. */
const LAG = 0.35;
/** Width of the pen in em, and when in a shape's time the outline is closed and the fill begins. */
const PEN = 0.03;
const TRACED = 0.7;
const FILLS = 0.5;

/** A formula with its baseline at y, in pixels. */
export function drawFormula(
  context: Context2D,
  formula: FormulaPaths,
  x: number,
  y: number,
  style: FormulaStyle,
): void {
  const { size, alpha = 1, written = 1 } = style;
  if (alpha <= 0 || written <= 0) return;
  const paths = outlinesOf(formula);
  const before = context.globalAlpha;
  context.save();
  context.translate(formulaLeft(formula, x, style), y);
  context.scale(size, -size);
  formula.shapes.forEach(({ parts }, i) => {
    const { color, alpha: own } = shapeStyle(parts, style);
    const opacity = before * own;
    if (opacity <= 0) return;
    const share = written >= 1 ? 1 : lagged(i, paths.length, written, LAG, clamp01);
    if (share >= 1) {
      context.globalAlpha = opacity;
      context.fillStyle = color;
      context.fill(paths[i]!.path);
    } else if (share > 0) writeShape(context, paths[i]!, share, color, opacity);
  });
  context.restore();
}

/** A shape being written: its outline so far, which thins out as the fill comes. */
function writeShape(
  context: Context2D,
  { path, length }: Outline,
  share: number,
  color: string,
  opacity: number,
): void {
  const filled = span(FILLS, 1, share);
  context.globalAlpha = opacity * (1 - filled);
  context.strokeStyle = color;
  context.lineWidth = PEN;
  context.setLineDash([length * span(0, TRACED, share, clamp01), 2 * length]);
  context.stroke(path);
  context.setLineDash([]);
  if (filled <= 0) return;
  context.globalAlpha = opacity * filled;
  context.fillStyle = color;
  context.fill(path);
}
