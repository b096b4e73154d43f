import { mix, span } from '../motion/span';
import type { FormulaPaths } from './formula';
import { drawFormula, formulaLeft, outlinesOf, shapeStyle, type FormulaStyle } from './formula-draw';
import type { Box } from './layout';
import { between } from './look';
import type { Context2D } from './scene';

/** A formula and where it stands: baseline at y, pixels. */
export interface Placed {
  readonly formula: FormulaPaths;
  readonly x: number;
  readonly y: number;
  readonly style: FormulaStyle;
}

export interface MorphOptions {
  /** Parts of the first formula and what they become in the second; without it, parts keep their names. */
  readonly match?: Readonly<Record<string, string>>;
  /** How far parts swing out of the straight line, as a share of their way, to the left of it; 0 unless given. */
  readonly swing?: number;
}

/**
 * The box around a part's outlines, in pixels.
 * @throws RangeError when the formula has no such part
 */
export function partBox({ formula, x, y, style }: Placed, part: string): Box {
  const box = formula.boxes[part];
  if (!box) throw new RangeError(`the formula has no part "${part}"`);
  const left = formulaLeft(formula, x, style);
  const { size } = style;
  return {
    x: left + box.x * size,
    y: y - (box.y + box.height) * size,
    width: box.width * size,
    height: box.height * size,
  };
}

const middle = ({ x, y, width, height }: Box): readonly [number, number] => [x + width / 2, y + height / 2];

/** What of a formula travels together: the shapes of one part, or of none. */
function grouped({ formula }: Placed, names: ReadonlySet<string>): Map<string | undefined, number[]> {
  const groups = new Map<string | undefined, number[]>();
  formula.shapes.forEach(({ parts }, i) => {
    const name = parts.findLast((part) => names.has(part));
    groups.set(name, [...(groups.get(name) ?? []), i]);
  });
  return groups;
}

/** Draws some shapes of a formula with the middle of their part moved to (x, y) and the em to `size` pixels. */
function drawShapes(
  context: Context2D,
  placed: Placed,
  shapes: readonly number[],
  part: string | undefined,
  [x, y]: readonly [number, number],
  size: number,
  alpha: number,
  color?: (own: string, shape: number) => string,
): void {
  if (alpha <= 0) return;
  const { formula, style } = placed;
  const paths = outlinesOf(formula);
  const box = part === undefined ? undefined : formula.boxes[part];
  const before = context.globalAlpha;
  const [left, base] = box
    ? [x - (box.x + box.width / 2) * size, y + (box.y + box.height / 2) * size]
    : [formulaLeft(formula, placed.x, style), placed.y];
  context.translate(left, base);
  context.scale(size, -size);
  shapes.forEach((shape, k) => {
    const own = shapeStyle(formula.shapes[shape]!.parts, style);
    if (own.alpha * alpha <= 0) return;
    context.globalAlpha = before * own.alpha * alpha;
    context.fillStyle = color ? color(own.color, k) : own.color;
    context.fill(paths[shape]!.path);
  });
  context.globalAlpha = before;
  context.scale(1 / size, -1 / size);
  context.translate(-left, -base);
}

/** Whether two parts look the same but for their place and size: as many shapes, with the same commands. */
function sameGlyphs(a: Placed, b: Placed, from: readonly number[], to: readonly number[]): boolean {
  const commands = ({ formula }: Placed, shape: number): string =>
    formula.shapes[shape]!.d.replace(/[^A-Z]/g, '');
  return from.length === to.length && from.every((shape, k) => commands(a, shape) === commands(b, to[k]!));
}

/**
 * One formula on its way to another: parts of the same name travel and change size, and what only one of them has fades.
 * At t = 0 exactly the first, at t = 1 exactly the second; easing is the caller's.
 */
export function drawMorph(
  context: Context2D,
  from: Placed,
  to: Placed,
  t: number,
  { match, swing = 0 }: MorphOptions = {},
): void {
  if (t <= 0) return drawFormula(context, from.formula, from.x, from.y, from.style);
  if (t >= 1) return drawFormula(context, to.formula, to.x, to.y, to.style);
  const pairs = Object.entries(
    match ?? Object.fromEntries(Object.keys(from.formula.boxes).map((part) => [part, part])),
  ).filter(([a, b]) => a in from.formula.boxes && b in to.formula.boxes);
  const leaving = grouped(from, new Set(pairs.map(([a]) => a)));
  const arriving = grouped(to, new Set(pairs.map(([, b]) => b)));
  const rest = [0, 0] as const;
  context.save();
  drawShapes(
    context,
    from,
    leaving.get(undefined) ?? [],
    undefined,
    rest,
    from.style.size,
    1 - span(0, 0.4, t),
  );
  drawShapes(context, to, arriving.get(undefined) ?? [], undefined, rest, to.style.size, span(0.6, 1, t));
  const size = mix(from.style.size, to.style.size, t);
  const left = new Map(leaving);
  for (const [a, b] of pairs) {
    const first = left.get(a) ?? [];
    const second = arriving.get(b) ?? [];
    const [ax, ay] = middle(partBox(from, a));
    const [bx, by] = middle(partBox(to, b));
    const bow = swing * 4 * t * (1 - t);
    const at = [mix(ax, bx, t) + bow * (by - ay), mix(ay, by, t) - bow * (bx - ax)] as const;
    if (sameGlyphs(from, to, first, second)) {
      const target = second.map((shape) => shapeStyle(to.formula.shapes[shape]!.parts, to.style));
      const alphas = first.map((shape) => shapeStyle(from.formula.shapes[shape]!.parts, from.style).alpha);
      // One drawing of the glyph the whole way; its opacity goes from the one style's to the other's.
      const [alphaA, alphaB] = [alphas[0] ?? 1, target[0]?.alpha ?? 1];
      const alpha = alphaA > 0 ? mix(alphaA, alphaB, t) / alphaA : 0;
      drawShapes(context, from, first, a, at, size, alpha, (own, k) => between(own, target[k]!.color, t));
      if (alphaA <= 0) drawShapes(context, to, second, b, at, size, t);
    } else {
      drawShapes(context, from, first, a, at, size, 1 - span(0.2, 0.8, t));
      drawShapes(context, to, second, b, at, size, span(0.2, 0.8, t));
    }
  }
  context.restore();
}
