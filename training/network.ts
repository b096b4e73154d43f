/**
 * A network's layers and their forward pass as plain functions in float64: what training computed, anywhere.
 * Browser code imports it (and, for the list of scenes, the experiments' definitions), so it knows neither Node nor TensorFlow.
 */

export type Numbers = ArrayLike<number>;

/** `data[row * cols + col]`; a layer's weights have its outputs as rows and its inputs as columns. */
export interface Matrix {
  readonly rows: number;
  readonly cols: number;
  readonly data: Numbers;
}

export const activationNames = ['tanh', 'sigmoid', 'relu', 'leakyRelu', 'linear'] as const;
export type ActivationName = (typeof activationNames)[number];

export interface Activation {
  /** Element-wise; non-decreasing for every activation here. */
  readonly apply: (x: number) => number;
  /** g(−x) = −g(x): then the signs of neurons are free, and not only their order. */
  readonly odd: boolean;
  /** Bounds of g's values, ±Infinity where it has none. */
  readonly range: readonly [low: number, high: number];
}

/** What leakyRelu leaves of negative values: tf.leakyRelu's default. (Maas, Hannun and Ng 2013 introduced it, with 0.01.) */
export const LEAKY_SLOPE = 0.2;

export const activations: Readonly<Record<ActivationName, Activation>> = {
  tanh: { apply: Math.tanh, odd: true, range: [-1, 1] },
  sigmoid: { apply: (x) => 1 / (1 + Math.exp(-x)), odd: false, range: [0, 1] },
  relu: { apply: (x) => Math.max(0, x), odd: false, range: [0, Infinity] },
  leakyRelu: { apply: (x) => (x < 0 ? LEAKY_SLOPE * x : x), odd: false, range: [-Infinity, Infinity] },
  linear: { apply: (x) => x, odd: true, range: [-Infinity, Infinity] },
};

/** Layer k (from 0) is x ↦ g(weights[k]·x + biases[k]); the last one has no g: it gives the logits. */
export interface Network {
  readonly weights: readonly Matrix[];
  readonly biases: readonly Numbers[];
  readonly activation: ActivationName;
}

/** Widths from input to output: [2, 2, 2, 2, 2, 1]. */
export const widthsOf = ({ weights }: Network): number[] => [
  weights[0]?.cols ?? 0,
  ...weights.map(({ rows }) => rows),
];

/**
 * Wx + b.
 * @throws RangeError when `x` is not as long as W has columns, or `b` as W has rows.
 */
export function affine(W: Matrix, b: Numbers, x: Numbers): Float64Array {
  if (x.length !== W.cols) throw new RangeError(`a layer of ${W.cols} inputs was given ${x.length} values`);
  if (b.length !== W.rows) throw new RangeError(`a layer of ${W.rows} outputs has ${b.length} biases`);
  const y = new Float64Array(W.rows);
  for (let row = 0; row < W.rows; row++) {
    let sum = b[row]!;
    const start = row * W.cols;
    for (let col = 0; col < W.cols; col++) sum += W.data[start + col]! * x[col]!;
    y[row] = sum;
  }
  return y;
}

/** g(x), element by element. */
export function activate(name: ActivationName, x: Numbers): Float64Array {
  const { apply } = activations[name];
  return Float64Array.from(x, apply);
}

/** Whether layer k (from 0) is followed by the activation: every layer but the last. */
export const isActivated = ({ weights }: Network, k: number): boolean => k < weights.length - 1;

/**
 * The values after every layer for one input: `[x, h1, …, logits]`, layers + 1 vectors.
 * @throws RangeError when a width does not fit the next.
 */
export function layerOutputs(network: Network, x: Numbers): Float64Array[] {
  const outputs: Float64Array[] = [Float64Array.from(x)];
  network.weights.forEach((W, k) => {
    const y = affine(W, network.biases[k] ?? [], outputs[k]!);
    outputs.push(isActivated(network, k) ? activate(network.activation, y) : y);
  });
  return outputs;
}

/** The logits for one input. */
export const forward = (network: Network, x: Numbers): Float64Array => layerOutputs(network, x).at(-1)!;

/** An array of the frame cache as this file sees it; structurally a `Tensor` of `cache/npy`. */
interface Recorded {
  readonly shape: readonly number[];
  readonly data: Numbers & { subarray(begin: number, end: number): Numbers };
}

/**
 * The network of one recorded epoch.
 * @param weights `weights-1 … weights-L`, each `[epochs, out, in]`.
 * @param biases `biases-1 … biases-L`, each `[epochs, out]`.
 * @param epoch Index of the recorded epoch; negative counts from the end, as in `at`.
 * @throws RangeError when there is no such epoch, or shapes do not belong together.
 */
export function networkAt(
  weights: readonly Recorded[],
  biases: readonly Recorded[],
  epoch: number,
  activation: ActivationName,
): Network {
  if (weights.length !== biases.length)
    throw new RangeError(`${weights.length} layers of weights do not go with ${biases.length} of biases`);
  return {
    activation,
    weights: weights.map(({ shape, data }) => {
      const [epochs = 0, rows = 0, cols = 0] = shape;
      const index = epoch < 0 ? epochs + epoch : epoch;
      if (!(index >= 0 && index < epochs)) throw new RangeError(`epoch ${epoch} is not one of ${epochs}`);
      return { rows, cols, data: data.subarray(index * rows * cols, (index + 1) * rows * cols) };
    }),
    biases: biases.map(({ shape, data }) => {
      const [epochs = 0, rows = 0] = shape;
      const index = epoch < 0 ? epochs + epoch : epoch;
      return data.subarray(index * rows, (index + 1) * rows);
    }),
  };
}
