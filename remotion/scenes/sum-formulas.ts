import { inPart, inRow, numberFormula } from '../stage/formula-compose';
import type { FormulaPaths } from '../stage/formula';
import { numeralFormulas } from '../stage/numerals';
import type { Arithmetic } from './sample';

/** Weighted sums with their numbers, as formulas put together from characters: `sumPieces` are those characters. */

type Formulas = Readonly<Record<string, FormulaPaths>>;

const PIECES = {
  plus: '+',
  equals: '=',
  about: String.raw`\approx`,
  dot: String.raw`\cdot`,
  times: String.raw`\times`,
  open: '(',
  close: ')',
} as const;
type PieceName = keyof typeof PIECES;

/** To be spread into a scene's `formulas`. */
export const sumPieces: Readonly<Record<string, string>> = {
  ...numeralFormulas,
  ...Object.fromEntries(
    Object.entries(PIECES).map(([name, tex]) => [name, String.raw`\class{${name}}{${tex}}`]),
  ),
};

/** TeX's spaces around a dot, a plus and an equals sign, in em. */
const [THIN, MEDIUM, THICK] = [0.17, 0.24, 0.28];

export function piece(formulas: Formulas, name: PieceName): FormulaPaths {
  const formula = formulas[name];
  if (!formula) throw new RangeError(`the scene's formulas lack sumPieces: no outline for "${name}"`);
  return formula;
}

/** All of a formula in parts of other names: for a character that stands in a formula more than once. */
export const renamed = (formula: FormulaPaths, part: string): FormulaPaths => {
  const [box] = Object.values(formula.boxes);
  return {
    ...formula,
    shapes: formula.shapes.map(({ d }) => ({ d, parts: [part] })),
    boxes: box ? { [part]: box } : {},
  };
};

type Entry = FormulaPaths | number;

/** In brackets where it is negative and something stands before it. */
function factor(formulas: Formulas, value: number, decimals: number, part: string, first: boolean): Entry[] {
  const number = numberFormula(formulas, value, { decimals, part });
  if (first || !(value < 0)) return [number];
  return [
    renamed(piece(formulas, 'open'), `${part}-open`),
    number,
    renamed(piece(formulas, 'close'), `${part}-close`),
  ];
}

/**
 * w₁ · x₁ + w₂ · x₂ of one neuron with its numbers. Parts: p{row}{column}, with w{row}{column}, dot{row}{column} and
 * x{row}{column} in it; plus{row}.
 */
export function productsFormula(formulas: Formulas, arithmetic: Arithmetic, row: 0 | 1): FormulaPaths {
  const { weights, values, decimals } = arithmetic;
  const product = (column: 0 | 1): FormulaPaths =>
    inPart(
      inRow([
        ...factor(formulas, weights[2 * row + column]!, decimals, `w${row}${column}`, column === 0),
        THIN,
        renamed(piece(formulas, 'dot'), `dot${row}${column}`),
        THIN,
        ...factor(formulas, values[column], decimals, `x${row}${column}`, false),
      ]),
      `p${row}${column}`,
    );
  return inRow([product(0), MEDIUM, renamed(piece(formulas, 'plus'), `plus${row}`), MEDIUM, product(1)]);
}

/** p₁ + p₂ = s of one neuron. Parts: p{row}{column}, plus{row}, is{row}, s{row}; ≈ where the digits do not add up. */
export function sumFormula(
  formulas: Formulas,
  { products, sums, decimals }: Arithmetic,
  row: 0 | 1,
  exact: boolean,
): FormulaPaths {
  return inRow([
    ...factor(formulas, products[2 * row]!, decimals, `p${row}0`, true),
    MEDIUM,
    renamed(piece(formulas, 'plus'), `plus${row}`),
    MEDIUM,
    ...factor(formulas, products[2 * row + 1]!, decimals, `p${row}1`, false),
    THICK,
    renamed(piece(formulas, exact ? 'equals' : 'about'), `is${row}`),
    THICK,
    numberFormula(formulas, sums[row], { decimals, part: `s${row}` }),
  ]);
}

/** g(s) = v of one neuron. Parts: g, open, s{row}, close, is, v{row}. @param g how the function is written */
export function imageFormula(
  formulas: Formulas,
  g: FormulaPaths,
  { sums, images, decimals }: Arithmetic,
  row: 0 | 1,
  exact: boolean,
): FormulaPaths {
  return inRow([
    g,
    piece(formulas, 'open'),
    numberFormula(formulas, sums[row], { decimals, part: `s${row}` }),
    piece(formulas, 'close'),
    THICK,
    renamed(piece(formulas, exact ? 'equals' : 'about'), 'is'),
    THICK,
    numberFormula(formulas, images[row], { decimals, part: `v${row}` }),
  ]);
}
