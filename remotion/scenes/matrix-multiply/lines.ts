import type { FormulaPaths } from '../../stage/formula';
import { composed, filled, inPart, inRow, numberFormula } from '../../stage/formula-compose';
import { placeholder } from '../../stage/numerals';
import type { Given } from '../../stage/scene';
import type { LayerSample } from '../layer-sample';
import { piece, productsFormula, renamed, sumFormula } from '../sum-formulas';

/** Baselines of the two neurons' sums, in em apart. */
const LINE = 1.55;

/** Decimals for which there are templates: `exactSample` takes two or three. */
const DECIMALS = [2, 3] as const;

const entry = (part: string, decimals: number): string => placeholder(part, decimals);
const column = (a: string, b: string): string =>
  String.raw`\left[\begin{matrix}${a}\\ ${b}\end{matrix}\right]`;

/** Brackets around empty places, by their number of decimals. */
export const templates: Readonly<Record<string, string>> = Object.fromEntries(
  DECIMALS.flatMap((n) => [
    [
      `matrix-${n}`,
      String.raw`\left[\begin{matrix}${entry('w00', n)} & ${entry('w01', n)}\\ ${entry('w10', n)} & ${entry('w11', n)}\end{matrix}\right]`,
    ],
    [`vector-${n}`, column(entry('x0', n), entry('x1', n))],
    [`result-${n}`, column(entry('s0', n), entry('s1', n))],
  ]),
);

export interface Lines {
  /** One under the other; parts as in `productsFormula`, rows 0 and 1. */
  readonly stacked: FormulaPaths;
  /** The matrix as in `product`, and right of it both sums' values, x{row}{column}, column by column. */
  readonly parted: FormulaPaths;
  /** Parts: matrix (w00 … w11), vector (x0, x1), is, result (s0, s1). */
  readonly product: FormulaPaths;
  /** p₁ + p₂ = s of each neuron. */
  readonly sums: readonly [FormulaPaths, FormulaPaths];
}

/** The scene's formulas with this sample's numbers. */
export function linesOf({ formulas }: Given, { arithmetic, exact }: LayerSample): Lines {
  const { decimals, weights, values, sums } = arithmetic;
  const [first, second] = [
    productsFormula(formulas, arithmetic, 0),
    productsFormula(formulas, arithmetic, 1),
  ];
  const template = (name: string, numbers: Record<string, number>): FormulaPaths =>
    inPart(filled(formulas, formulas[`${name}-${decimals}`]!, numbers, decimals), name);
  const [w00, w01, w10, w11] = weights;
  const matrix = template('matrix', { w00, w01, w10, w11 });
  const vector = template('vector', { x0: values[0], x1: values[1] });
  const product = inRow([
    matrix,
    0.12,
    vector,
    0.28,
    renamed(piece(formulas, exact ? 'equals' : 'about'), 'is'),
    0.28,
    template('result', { s0: sums[0], s1: sums[1] }),
  ]);
  return {
    // Right ends aligned: what belongs together then stands nearly under each other, with or without a minus before.
    stacked: composed([
      { formula: first, x: Math.max(0, second.width - first.width), y: LINE / 2 },
      { formula: second, x: Math.max(0, first.width - second.width), y: -LINE / 2 },
    ]),
    parted: partedFormula(formulas, product, values, decimals),
    product,
    sums: [sumFormula(formulas, arithmetic, 0, exact), sumFormula(formulas, arithmetic, 1, exact)],
  };
}

/** As wide as the product and on the same lines, so that nothing but the values moves from the one to the other. */
function partedFormula(
  formulas: Given['formulas'],
  product: FormulaPaths,
  values: readonly [number, number],
  decimals: number,
): FormulaPaths {
  const kept = product.shapes.filter(({ parts }) => parts.includes('matrix'));
  const boxes = Object.fromEntries(
    ['matrix', 'w00', 'w01', 'w10', 'w11'].map((part) => [part, product.boxes[part]!]),
  );
  const places = [product.boxes.x0!, product.boxes.x1!];
  const right = Math.max(...places.map(({ x, width }) => x + width));
  const step = Math.max(...places.map(({ width }) => width)) + 0.7;
  const numbers = places.flatMap(({ y }, row) =>
    values.map((value, col) => {
      const part = `x${row}${col}`;
      const formula = numberFormula(formulas, value, { decimals, part });
      const own = formula.boxes[part]!;
      return { formula, x: right + col * step - own.x - own.width, y: y - own.y };
    }),
  );
  const whole = composed([{ formula: { ...product, shapes: kept, boxes }, x: 0, y: 0 }, ...numbers]);
  return { ...whole, width: product.width };
}

/** Which part of the stacked sums becomes which part of the matrix and the values beside it. */
export const parts: Readonly<Record<string, string>> = Object.fromEntries(
  ['w', 'x'].flatMap((name) => ['00', '01', '10', '11'].map((place) => [name + place, name + place])),
);

/** Which value becomes which entry of the vector; all else stays. */
export const gathers: Readonly<Record<string, string>> = {
  matrix: 'matrix',
  x00: 'x0',
  x10: 'x0',
  x01: 'x1',
  x11: 'x1',
};
