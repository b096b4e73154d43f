import type { FormulaBox, FormulaPaths } from './formula';
import { formatNumber } from './number';
import { numeralKey } from './numerals';
import { movedOutline } from './outline-data';

/**
 * Formulas put together from others: numbers that are only known when a scene is drawn, in TeX's own shapes, as one
 * formula that can be written, lit and turned into another. Dear: for a scene's `memo`, not for every frame.
 */

type Formulas = Readonly<Record<string, FormulaPaths>>;
type Shape = FormulaPaths['shapes'][number];

/** A piece of a formula and where its left end and baseline are, in em, y upwards. */
export interface Piece {
  readonly formula: FormulaPaths;
  readonly x: number;
  readonly y: number;
}

const around = (boxes: readonly FormulaBox[]): FormulaBox => {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  return {
    x,
    y,
    width: Math.max(...boxes.map((box) => box.x + box.width)) - x,
    height: Math.max(...boxes.map((box) => box.y + box.height)) - y,
  };
};

function boxesOf(pieces: readonly Piece[]): Record<string, FormulaBox> {
  const found = new Map<string, FormulaBox[]>();
  for (const { formula, x, y } of pieces)
    for (const [part, box] of Object.entries(formula.boxes))
      found.set(part, [...(found.get(part) ?? []), { ...box, x: box.x + x, y: box.y + y }]);
  return Object.fromEntries([...found].map(([part, boxes]) => [part, around(boxes)]));
}

const movedShapes = ({ formula, x, y }: Piece): Shape[] =>
  formula.shapes.map(({ d, parts }) => ({ d: movedOutline(d, x, y), parts: [...parts] }));

/** Pieces as one formula. @throws RangeError when there is none */
export function composed(pieces: readonly Piece[]): FormulaPaths {
  if (pieces.length === 0) throw new RangeError('a formula needs at least one piece');
  return {
    width: Math.max(...pieces.map(({ formula, x }) => x + formula.width)),
    height: Math.max(...pieces.map(({ formula, y }) => y + formula.height)),
    depth: Math.max(...pieces.map(({ formula, y }) => formula.depth - y)),
    shapes: pieces.flatMap(movedShapes),
    boxes: boxesOf(pieces),
  };
}

/** Formulas side by side on one baseline; numbers between them are gaps in em. */
export function inRow(pieces: readonly (FormulaPaths | number)[]): FormulaPaths {
  let x = 0;
  const placed: Piece[] = [];
  for (const piece of pieces)
    if (typeof piece === 'number') x += piece;
    else {
      placed.push({ formula: piece, x, y: 0 });
      x += piece.width;
    }
  return composed(placed);
}

/** The formula as one part: a name outside of those that its shapes have, so that it can be lit and travel as a whole. */
export function inPart(formula: FormulaPaths, part: string): FormulaPaths {
  const { shapes, boxes, width, height, depth } = formula;
  const whole = shapes.every(({ parts }) => parts.length > 0)
    ? around(Object.values(boxes))
    : { x: 0, y: -depth, width, height: height + depth };
  return {
    ...formula,
    shapes: shapes.map(({ d, parts }) => ({ d, parts: [part, ...parts] })),
    boxes: { ...boxes, [part]: whole },
  };
}

/**
 * A number as a formula, all of it in `part`.
 * @param formulas the scene's, with `numeralFormulas` in it
 * @throws RangeError when they are not
 */
export function numberFormula(
  formulas: Formulas,
  value: number,
  { decimals = 2, part }: { readonly decimals?: number; readonly part?: string } = {},
): FormulaPaths {
  const glyphs = [...formatNumber(value, decimals)].map((char) => {
    const glyph = formulas[numeralKey(char)];
    if (!glyph) throw new RangeError(`the scene's formulas lack numeralFormulas: no outline for "${char}"`);
    return glyph;
  });
  const row = inRow(glyphs);
  return {
    ...row,
    shapes: row.shapes.map(({ d }) => ({ d, parts: part === undefined ? [] : [part] })),
    boxes: part === undefined ? {} : { [part]: inkOf(glyphs) },
  };
}

/** Of digits set side by side; a point and a minus lie within what the digits beside them span. */
function inkOf(glyphs: readonly FormulaPaths[]): FormulaBox {
  let x = 0;
  const boxes: FormulaBox[] = [];
  for (const { width, boxes: own } of glyphs) {
    boxes.push(own.glyph ? { ...own.glyph, x: own.glyph.x + x } : { x, y: 0, width, height: 0 });
    x += width;
  }
  return around(boxes);
}

/**
 * A template whose placeholders (`placeholder` of numerals.ts), by part, are replaced with numbers, right edges aligned.
 * @throws RangeError when the template has no such part
 */
export function filled(
  formulas: Formulas,
  template: FormulaPaths,
  values: Readonly<Record<string, number>>,
  decimals = 2,
): FormulaPaths {
  const names = Object.keys(values);
  const rest: FormulaPaths = {
    ...template,
    shapes: template.shapes.filter(({ parts }) => !parts.some((part) => names.includes(part))),
    boxes: Object.fromEntries(Object.entries(template.boxes).filter(([part]) => !names.includes(part))),
  };
  const bearing = formulas[numeralKey('0')]?.boxes.glyph;
  const numbers = Object.entries(values).map(([part, value]): Piece => {
    const box = template.boxes[part];
    if (!box || !bearing) throw new RangeError(`the template has no placeholder "${part}"`);
    const plain = numberFormula(formulas, value, { decimals, part });
    const own = plain.boxes[part]!;
    const parts = template.shapes.find((shape) => shape.parts.includes(part))?.parts ?? [part];
    const formula = { ...plain, shapes: plain.shapes.map(({ d }) => ({ d, parts: [...parts] })) };
    return { formula, x: box.x + box.width - own.x - own.width, y: box.y - bearing.y };
  });
  const whole = composed([{ formula: rest, x: 0, y: 0 }, ...numbers]);
  return { ...whole, width: template.width, height: template.height, depth: template.depth };
}
