import { determinant, Matrix as MlMatrix, SingularValueDecomposition } from 'ml-matrix';
import { activations, type Matrix, type Network } from './network';

/**
 * A signed permutation: new neuron i is `signs[i]` times old neuron `order[i]`. Since an odd activation g is
 * element-wise, g(QWx + Qb) = Q·g(Wx + b), and with the next layer's W becoming WQᵀ the network computes the same
 * function: signs and order of neurons are a choice, the network's gauge.
 */
export interface SignedPermutation {
  readonly order: readonly number[];
  readonly signs: readonly (1 | -1)[];
}

export const identity = (width: number): SignedPermutation => ({
  order: Array.from({ length: width }, (_, i) => i),
  signs: Array.from({ length: width }, () => 1),
});

/** Widths beyond this are left as they are: nobody sees their turn. */
const WIDEST = 3;

/**
 * One signed permutation a hidden layer, so that each layer, seen as a move of space, turns as little as it can without
 * turning over: of all with det(QW) > 0 the one whose QW is nearest to turning nothing (at most 45° for width 2).
 * Layers are chosen from left to right, each on top of the one before. For activations that are not odd only the order
 * is free. Where W is not square, 2 → 3 is judged with the unit normal as third column; others keep their neurons.
 *
 * @param network The trained one; the choice is then applied to every epoch.
 * @returns As many as there are layers; the last is the identity, for a logit's sign has a meaning.
 */
export function chooseGauge(network: Network): SignedPermutation[] {
  const gauge: SignedPermutation[] = [];
  network.weights.forEach((W, k) => {
    const before = gauge[k - 1] ?? identity(W.cols);
    const last = k === network.weights.length - 1;
    gauge.push(
      last ? identity(W.rows) : smallestTurn(turnColumns(W, before), activations[network.activation].odd),
    );
  });
  return gauge;
}

function smallestTurn(W: Matrix, odd: boolean): SignedPermutation {
  const judged = (W.rows === W.cols || (W.rows === 3 && W.cols === 2)) && W.rows <= WIDEST;
  if (!judged) return identity(W.rows);
  let best = identity(W.rows);
  let least = Infinity;
  for (const candidate of signedPermutations(W.rows, odd)) {
    const square = squareOf(turnRows(W, candidate));
    if (determinant(square) <= 0) continue;
    const turn = turnOf(square);
    // A candidate must be clearly better, so that rounding never decides between equals.
    if (turn < least - 1e-9) [best, least] = [candidate, turn];
  }
  return best;
}

/** W as a square matrix; a 3×2 one is given the unit normal w1 × w2 of its sheet as third column. */
function squareOf(W: Matrix): MlMatrix {
  const m = toMl(W);
  if (W.rows === W.cols) return m;
  const [a, b] = [m.getColumn(0), m.getColumn(1)] as [number[], number[]];
  const normal = [1, 2, 0].map((i, place) => {
    const j = [2, 0, 1][place]!;
    return a[i]! * b[j]! - a[j]! * b[i]!;
  });
  const length = Math.hypot(...normal);
  return m.addColumn(2, length > 0 ? normal.map((x) => x / length) : [0, 0, 1]);
}

/** The angle in radians, 0 … π, of the rotation nearest to a matrix of positive determinant, of width 1, 2 or 3. */
export function turnOf(W: MlMatrix): number {
  if (W.rows === 1) return 0;
  if (W.rows === 2) return Math.abs(Math.atan2(W.get(1, 0) - W.get(0, 1), W.get(0, 0) + W.get(1, 1)));
  const { leftSingularVectors, rightSingularVectors } = new SingularValueDecomposition(W);
  const rotation = leftSingularVectors.mmul(rightSingularVectors.transpose());
  return Math.acos(Math.max(-1, Math.min(1, (rotation.trace() - 1) / 2)));
}

/** All signed permutations of a width (2, 8 or 48), the identity first; only the unsigned ones unless `signed`. */
export function signedPermutations(width: number, signed = true): SignedPermutation[] {
  const signs = Array.from({ length: signed ? 2 ** width : 1 }, (_, bits) =>
    Array.from({ length: width }, (_, i): 1 | -1 => ((bits >> i) & 1 ? -1 : 1)),
  );
  return permutations(identity(width).order).flatMap((order) => signs.map((s) => ({ order, signs: s })));
}

const permutations = (items: readonly number[]): number[][] =>
  items.length === 0
    ? [[]]
    : items.flatMap((item) =>
        permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]),
      );

/** The same function, with every layer's neurons in the gauge. @param gauge One a layer. */
export function applyGauge(network: Network, gauge: readonly SignedPermutation[]): Network {
  return {
    activation: network.activation,
    weights: network.weights.map((W, k) =>
      turnRows(turnColumns(W, gauge[k - 1] ?? identity(W.cols)), gauge[k] ?? identity(W.rows)),
    ),
    biases: network.biases.map((b, k) => turnVector(b, gauge[k] ?? identity(b.length))),
  };
}

/** Qx: a layer's values in its gauge. */
export function turnVector(x: ArrayLike<number>, { order, signs }: SignedPermutation): Float64Array {
  return Float64Array.from(order, (from, i) => plain(signs[i]! * x[from]!));
}

/** QW */
function turnRows(W: Matrix, { order, signs }: SignedPermutation): Matrix {
  return matrix(W.rows, W.cols, (row, col) => signs[row]! * W.data[order[row]! * W.cols + col]!);
}

/** WQᵀ */
function turnColumns(W: Matrix, { order, signs }: SignedPermutation): Matrix {
  return matrix(W.rows, W.cols, (row, col) => signs[col]! * W.data[row * W.cols + order[col]!]!);
}

function matrix(rows: number, cols: number, at: (row: number, col: number) => number): Matrix {
  const data = Float64Array.from({ length: rows * cols }, (_, i) =>
    plain(at(Math.floor(i / cols), i % cols)),
  );
  return { rows, cols, data };
}

/** Without the sign of a zero, so that a bias of 0 is not written as −0. */
const plain = (x: number): number => x + 0;

const toMl = ({ rows, cols, data }: Matrix): MlMatrix => MlMatrix.from1DArray(rows, cols, Array.from(data));

/** How far each square layer turns, in degrees; null where it is not square or turns over (det ≤ 0). */
export function layerTurns({ weights }: Network): (number | null)[] {
  return weights.map((W) => {
    if (W.rows !== W.cols || W.rows > WIDEST || determinant(toMl(W)) <= 0) return null;
    return (turnOf(toMl(W)) * 180) / Math.PI;
  });
}
