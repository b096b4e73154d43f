import type { ActivationName } from '../../../training/network';
import type { FormulaPaths } from '../../stage/formula';
import { inRow } from '../../stage/formula-compose';
import { layerFormulas } from '../layer-formula';

type Formulas = Readonly<Record<string, FormulaPaths>>;

/** Name of the line's equation in the space after k hidden layers. */
export const chainName = (k: number): string => `chain ${k}`;

/** w·f₄(f₃(x)) + b = 0: in the space after k of the hidden layers, all later ones still stand between x and the line. */
function chainTex(k: number, hidden: number): string {
  let inside = String.raw`\class{x}{\mathbf{x}}`;
  for (let layer = k + 1; layer <= hidden; layer++)
    inside = String.raw`\class{f${layer}}{f_{${layer}}(}${inside}\class{c${layer}}{)}`;
  const last = hidden + 1;
  return String.raw`\class{matrix}{\mathbf{w}_{${last}}}\mathbin{\class{dot}{\cdot}}${inside}\mathbin{\class{plus}{+}}\class{bias}{b_{${last}}}\mathrel{\class{equals}{=}}\class{zero}{0}`;
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

/** @param widths from input to output */
export function formulasOf(widths: readonly number[], activation: ActivationName): Record<string, string> {
  const hidden = widths.length - 2;
  return {
    ...layerFormulas(widths, activation),
    ...Object.fromEntries(upTo(hidden + 1).map((k) => [chainName(k), chainTex(k, hidden)])),
    ...Object.fromEntries(
      upTo(hidden).map((k) => [`name ${k + 1}`, String.raw`\class{name}{f_{${k + 1}}}(\mathbf{x}) =`]),
    ),
    'name each': String.raw`\class{name}{f_{k}}(\mathbf{x}) =`,
    'layer each': layerFormulas(widths, activation)['layer 1']!.replaceAll('_{1}', '_{k}'),
    normal: String.raw`\mathbf{w}_{${hidden + 1}}`,
  };
}

/** f₄(x) = tanh(W₄x + b₄): what is meant by a layer's name, k from 1, or by each one's. Made once: it is dear. */
export const definitionOf = (formulas: Formulas, k: number | 'each'): FormulaPaths =>
  inRow([formulas[`name ${k}`]!, 0.28, formulas[`layer ${k}`]!]);
