import { activations, type Network } from '../../training/network';
import { blendActivation } from './blend';
import { thirds, type PlaneMap } from './layer-path';
import { polarPath, type Matrix2 } from './polar';
import { polarPath3, transposed, withNormal, type Matrix3, type Triple } from './polar3';

/** Widths whose values are a place in the plane or in space. */
export type SpaceWidth = 2 | 3;

/** A layer from the plane or space to the plane or space: x ↦ g(Wx + b). */
export interface SpaceLayer {
  readonly inputs: SpaceWidth;
  readonly outputs: SpaceWidth;
  /** Row-major, `outputs` rows of `inputs`. */
  readonly weights: ArrayLike<number>;
  /** One an output. */
  readonly bias: ArrayLike<number>;
  readonly activation: (x: number) => number;
}

/** How a layer's matrix turns: radians from the plane to the plane, else angle times axis; zero is the shortest way. */
export type Turn = readonly [angle: number] | Triple;

const isSpaceWidth = (width: number): width is SpaceWidth => width === 2 || width === 3;

/** The hidden layers of a network, up to the first one that does not take the plane or space to the plane or space. */
export function spaceLayers(network: Network): SpaceLayer[] {
  const layers: SpaceLayer[] = [];
  for (let k = 0; k < network.weights.length - 1; k++) {
    const { rows, cols, data } = network.weights[k]!;
    if (!isSpaceWidth(rows) || !isSpaceWidth(cols)) break;
    layers.push({
      inputs: cols,
      outputs: rows,
      weights: data,
      bias: network.biases[k]!,
      activation: activations[network.activation].apply,
    });
  }
  return layers;
}

/** The way of a layer's matrix, as a move of space. */
export interface MatrixPath {
  readonly turn: Turn;
  /** Space, and the plane at z = 0 in it, after a share t of the way. */
  at(t: number): Matrix3;
}

/**
 * The way of a layer's matrix, by its widths. 2 → 2 goes along `polarPath`, with its lift as height. 3 → 3 along `polarPath3`.
 * 2 → 3 as well, the plane's unit normal for a third column. 3 → 2 gets the unit normal of its two rows for a third row, and
 * loses what stands along it: space is turned and stretched, and flattened onto the plane.
 */
export function matrixPath(
  { inputs, outputs, weights }: Pick<SpaceLayer, 'inputs' | 'outputs' | 'weights'>,
  near?: Turn,
): MatrixPath {
  const w = (i: number): number => weights[i]!;
  if (inputs === 2 && outputs === 2) {
    const path = polarPath([w(0), w(1), w(2), w(3)] satisfies Matrix2, near?.length === 1 ? near[0] : 0);
    return {
      turn: [path.angle],
      at: (t) => {
        const { matrix: m, lift } = path.at(t);
        return [m[0], m[1], 0, m[2], m[3], 0, lift[0], lift[1], 1 - t];
      },
    };
  }
  const flattens = outputs === 2;
  const path = polarPath3(squareOf(inputs, outputs, w), near?.length === 3 ? near : undefined);
  const turn = path.axis.map((x) => x * path.angle) as unknown as Triple;
  return {
    turn,
    at: (t) => {
      const { matrix: m } = path.at(t);
      if (!flattens) return m;
      const left = 1 - t;
      return [m[0], m[1], m[2], m[3], m[4], m[5], left * m[6], left * m[7], left * m[8]];
    },
  };
}

function squareOf(inputs: SpaceWidth, outputs: SpaceWidth, w: (i: number) => number): Matrix3 {
  if (inputs === 2) return withNormal([w(0), w(1), w(2), w(3), w(4), w(5)]);
  const whole: Matrix3 = [w(0), w(1), w(2), w(3), w(4), w(5), w(6), w(7), w(8)];
  if (outputs === 3) return whole;
  return transposed(withNormal([w(0), w(3), w(1), w(4), w(2), w(5)]));
}

/** A chain of layers at any progress from 0, the input plane, to their number, all done; a third of each for W, b and g. */
export interface SpaceNetwork {
  readonly layers: readonly SpaceLayer[];
  /** Of the input's space, and of each layer's. */
  readonly widths: readonly SpaceWidth[];
  /** How each layer's matrix turns. */
  readonly turns: readonly Turn[];
  /** Where the points of the input plane are; z is 0 in a plane, but while a sheet turns over. */
  at(progress: number): PlaneMap;
}

/**
 * Prepares the paths once, so that `at` is cheap enough for every frame.
 * @param near How each layer turned a moment ago, for a network that changes: its turns go on from there.
 * @throws RangeError when the first layer has not two inputs, or widths do not fit
 */
export function spaceNetwork(layers: readonly SpaceLayer[], near: readonly Turn[] = []): SpaceNetwork {
  const widths: SpaceWidth[] = [2];
  layers.forEach(({ inputs, outputs }, k) => {
    if (inputs !== widths[k])
      throw new RangeError(`layer ${k + 1} has ${inputs} inputs, and what comes to it has ${widths[k]}`);
    widths.push(outputs);
  });
  const paths = layers.map((layer, k) => matrixPath(layer, near[k]));
  const scratch = new Float64Array(3);
  return {
    layers,
    widths,
    turns: paths.map(({ turn }) => turn),
    at(progress) {
      const done = Math.min(layers.length, Math.max(0, Math.floor(progress)));
      const whole = layers.slice(0, done);
      const current = layers[done];
      const move = current && progress > done ? moveOf(current, paths[done]!, progress - done) : undefined;
      return (x, y, out) => {
        scratch[0] = x;
        scratch[1] = y;
        scratch[2] = 0;
        for (const layer of whole) applyLayer(layer, scratch);
        if (move) move(scratch);
        out[0] = scratch[0]!;
        out[1] = scratch[1]!;
        out[2] = scratch[2]!;
      };
    },
  };
}

/** g(Wx + b) in place; what a plane does not have is 0. */
function applyLayer(
  { inputs, outputs, weights: w, bias: b, activation: g }: SpaceLayer,
  p: Float64Array,
): void {
  const [x, y, z] = [p[0]!, p[1]!, p[2]!];
  if (inputs === 2) {
    p[0] = g(w[0]! * x + w[1]! * y + b[0]!);
    p[1] = g(w[2]! * x + w[3]! * y + b[1]!);
    p[2] = outputs === 3 ? g(w[4]! * x + w[5]! * y + b[2]!) : 0;
    return;
  }
  p[0] = g(w[0]! * x + w[1]! * y + w[2]! * z + b[0]!);
  p[1] = g(w[3]! * x + w[4]! * y + w[5]! * z + b[1]!);
  p[2] = outputs === 3 ? g(w[6]! * x + w[7]! * y + w[8]! * z + b[2]!) : 0;
}

/** W along its path, then b by a straight blend, then g by (1−t)x + t·g(x), in place. */
function moveOf(
  { outputs, bias, activation: g }: SpaceLayer,
  path: MatrixPath,
  progress: number,
): (p: Float64Array) => void {
  const { matrix: t, bias: u, activation: v } = thirds(progress);
  const m = path.at(t);
  const third = outputs === 3;
  const [bx, by, bz] = [u * bias[0]!, u * bias[1]!, third ? u * bias[2]! : 0];
  return (p) => {
    const [x, y, z] = [p[0]!, p[1]!, p[2]!];
    p[0] = blendActivation(g, m[0] * x + m[1] * y + m[2] * z + bx, v);
    p[1] = blendActivation(g, m[3] * x + m[4] * y + m[5] * z + by, v);
    const height = m[6] * x + m[7] * y + m[8] * z + bz;
    p[2] = third ? blendActivation(g, height, v) : height;
  };
}
