import type { ActivationName, Network } from '../../training/network';
import type { FormulaPaths } from '../stage/formula';
import { composed, inPart, inRow, numberFormula } from '../stage/formula-compose';
import { drawFormula, type FormulaStyle, type PartStyle } from '../stage/formula-draw';
import { between, type Look } from '../stage/look';
import { drawFilled, numeralFormulas, placeholder } from '../stage/numerals';
import type { Context2D, Given } from '../stage/scene';
import { BIAS_DECIMALS, biasDecimals } from './bias-decimals';
import { PARTS, type Part } from './layer-walk';

/** A layer's formula, once with names and once with its trained numbers, and the line that the last layer draws. */

const ACTIVATION_TEX: Readonly<Record<ActivationName, string | undefined>> = {
  tanh: String.raw`\tanh`,
  sigmoid: String.raw`\sigma`,
  relu: String.raw`\operatorname{relu}`,
  leakyRelu: String.raw`\operatorname{lrelu}`,
  linear: undefined,
};

/** g(…) with delimiters of a size: plain ones for a line, large ones around matrices. */
function activated(name: ActivationName, inside: string, open = '(', close = ')'): string {
  const tex = ACTIVATION_TEX[name];
  return tex === undefined
    ? inside
    : String.raw`\class{activation}{${tex}${open}}${inside}\class{activation}{${close}}`;
}

const bracketed = (part: string, rows: readonly (readonly string[])[]): string =>
  String.raw`\class{${part}}{\left[\begin{matrix}${rows.map((row) => row.join(' & ')).join(String.raw`\\ `)}\end{matrix}\right]}`;

const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

function numbersTex(activation: ActivationName, rows: number, cols: number, decimals: number): string {
  const matrix = bracketed(
    'matrix',
    upTo(rows).map((i) => upTo(cols).map((j) => placeholder(`w${i}${j}`))),
  );
  const bias = bracketed(
    'bias',
    upTo(rows).map((i) => [placeholder(`b${i}`, decimals)]),
  );
  return activated(
    activation,
    String.raw`${matrix}\,\mathbf{x} + ${bias}`,
    String.raw`\Biggl(`,
    String.raw`\Biggr)`,
  );
}

const numbersName = (rows: number, cols: number, decimals: number): string =>
  `numbers ${rows}×${cols} ${decimals}`;

/** The formulas of a network's layers, to be spread into a scene's. @param widths from input to output */
export function layerFormulas(widths: readonly number[], activation: ActivationName): Record<string, string> {
  const last = widths.length - 1;
  const hidden = upTo(last - 1).map((k) => k + 1);
  return {
    ...numeralFormulas,
    'layer 0': activated(activation, String.raw`\class{matrix}{W}\,\mathbf{x} + \class{bias}{\mathbf{b}}`),
    ...Object.fromEntries(
      hidden.map((k) => [
        `layer ${k}`,
        activated(
          activation,
          String.raw`\class{matrix}{W_{${k}}}\,\mathbf{x} + \class{bias}{\mathbf{b}_{${k}}}`,
        ),
      ]),
    ),
    [`layer ${last}`]: String.raw`\class{matrix}{\mathbf{w}_{${last}}}\cdot\mathbf{x} + \class{bias}{b_{${last}}} = 0`,
    ...Object.fromEntries(
      hidden.flatMap((k) =>
        BIAS_DECIMALS.map((decimals) => [
          numbersName(widths[k]!, widths[k - 1]!, decimals),
          numbersTex(activation, widths[k]!, widths[k - 1]!, decimals),
        ]),
      ),
    ),
    'line open': '[',
    'line close': String.raw`]\cdot\mathbf{x}`,
    'line plus': '+',
    'line minus': '-',
    'line zero': '= 0',
  };
}

/** The last layer's line w·x + b = 0, or plane, with its numbers; parts `matrix` and `bias`. Made once: it is dear. */
export function lineFormula(formulas: Given['formulas'], network: Network): FormulaPaths {
  const weights = Array.from(network.weights.at(-1)!.data);
  const bias = network.biases.at(-1)![0]!;
  const piece = (name: string): FormulaPaths => formulas[`line ${name}`]!;
  const [thin, wide, around] = [0.14, 0.6, 0.26];
  return inRow([
    inPart(
      inRow([
        piece('open'),
        thin,
        ...weights.flatMap((w, i) => [...(i > 0 ? [wide] : []), numberFormula(formulas, w)]),
        thin,
        piece('close'),
      ]),
      'matrix',
    ),
    around,
    piece(bias < 0 ? 'minus' : 'plus'),
    around,
    inPart(
      composed([
        { formula: numberFormula(formulas, Math.abs(bias), { decimals: biasDecimals([bias]) }), x: 0, y: 0 },
      ]),
      'bias',
    ),
    around,
    piece('zero'),
  ]);
}

/** Where a formula stands: baseline, pixels of an em, and which end stands at x. */
export interface FormulaPlace {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly align: 'left' | 'center' | 'right';
  /** It is made smaller where it would be wider than this many pixels. */
  readonly widest?: number;
}

/** A place's size for this formula. */
const fitted = ({ size, widest = Infinity }: FormulaPlace, { width }: FormulaPaths): number =>
  Math.min(size, widest / width);

/** How strongly each part shines, 0 … 1. */
export type Shining = Readonly<Record<Part, number>>;

/** Colours of the parts: what works shines, and the rest steps back meanwhile. */
function partsOf(
  { theme }: Look,
  on: Shining,
): { readonly rest: string; readonly parts: Record<string, PartStyle> } {
  const rest = between(theme.ink, theme.muted, 0.85 * Math.max(...Object.values(on)));
  const parts = Object.fromEntries(
    PARTS.map((part) => [part, { color: between(rest, theme.terms[part], on[part]) }]),
  );
  return { rest, parts };
}

/** The formula of layer k with names, from 1; 0 is any layer. */
export function drawNamed(
  context: Context2D,
  given: Given,
  k: number,
  place: FormulaPlace,
  on: Shining,
  alpha: number,
): void {
  const formula = given.formulas[`layer ${k}`];
  if (!formula || alpha <= 0) return;
  const { rest, parts } = partsOf(given, on);
  const style: FormulaStyle = { size: fitted(place, formula), align: place.align, alpha, color: rest, parts };
  drawFormula(context, formula, place.x, place.y, style);
}

/** The same with a hidden layer's trained numbers. @param k from 1 */
export function drawNumbers(
  context: Context2D,
  given: Given,
  network: Network,
  k: number,
  place: FormulaPlace,
  on: Shining,
  alpha: number,
): void {
  if (alpha <= 0) return;
  const [{ rows, cols, data }, bias] = [network.weights[k - 1]!, network.biases[k - 1]!];
  const decimals = biasDecimals(bias);
  const template = given.formulas[numbersName(rows, cols, decimals)];
  if (!template) return;
  const { rest, parts } = partsOf(given, on);
  const weights = upTo(rows).flatMap((i) =>
    upTo(cols).map((j) => [`w${i}${j}`, data[i * cols + j]!] as const),
  );
  const biases = upTo(rows).map((i) => [`b${i}`, bias[i]!] as const);
  drawFilled(
    context,
    given.formulas,
    template,
    Object.fromEntries([...weights, ...biases]),
    place.x,
    place.y,
    {
      size: fitted(place, template),
      align: place.align,
      alpha,
      color: rest,
      parts: {
        ...parts,
        ...Object.fromEntries(weights.map(([name]) => [name, parts['matrix']!])),
        ...Object.fromEntries(biases.map(([name]) => [name, parts['bias']!])),
      },
      decimals: Object.fromEntries(biases.map(([name]) => [name, decimals])),
    },
  );
}
