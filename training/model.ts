import type * as Tensorflow from '@tensorflow/tfjs';
import { sizeOf } from '../cache/npy';
import type { Random } from '../data/random';
import type { Tf } from './engine';
import { measureLogits, type Measure, type Samples } from './measures';
import { type ActivationName, LEAKY_SLOPE } from './network';

/** A chain of dense layers as TensorFlow variables. */
export interface Model {
  /** The weights `[out, in]` of every layer, then the biases `[out]` of every layer. */
  readonly variables: readonly Tensorflow.Variable[];
  /** The variables' values one after another, each in C order. */
  parameters(): Float32Array;
  /** @throws RangeError when there are not as many as `parameters` gives. */
  setParameters(values: Float32Array): void;
  /** Mean loss of a batch as a scalar tensor, with gradients. */
  loss(inputs: Tensorflow.Tensor2D, labels: Uint8Array): Tensorflow.Scalar;
  measure(samples: Samples): Measure;
  /** Values after each layer, `[samples, units]` in C order; the last are the logits. */
  activations(samples: Samples): Float32Array[];
  logits(samples: Samples): Float32Array;
  dispose(): void;
}

interface Shape {
  readonly widths: readonly number[];
  readonly activation: ActivationName;
}

/** Samples whose activations are computed at once. */
const CHUNK = 2000;

/** Shapes of the variables of a network, in their order. */
const shapesOf = (widths: readonly number[]): number[][] => [
  ...widths.slice(1).map((outputs, k) => [outputs, widths[k]!]),
  ...widths.slice(1).map((outputs) => [outputs]),
];

/** Places of the variables in `parameters`: `[begin, end)` of each. */
export function placesOf(widths: readonly number[]): { readonly begin: number; readonly end: number }[] {
  let begin = 0;
  return shapesOf(widths).map((shape) => ({ begin, end: (begin += sizeOf(shape)) }));
}

/**
 * Parameters of a network that has learnt nothing: weights drawn as Glorot and Bengio (2010) say, uniform within
 * ±√(6 / (in + out)), for relu wider by √2 and for leaky relu of slope a by √(2 / (1 + a²)) (He et al. 2015); biases 0.
 */
export function initialParameters({ widths, activation }: Shape, random: Random): Float32Array {
  const gain =
    activation === 'relu'
      ? Math.SQRT2
      : activation === 'leakyRelu'
        ? Math.sqrt(2 / (1 + LEAKY_SLOPE ** 2))
        : 1;
  const places = placesOf(widths);
  const parameters = new Float32Array(places.at(-1)?.end ?? 0);
  widths.slice(1).forEach((outputs, k) => {
    const draw = random.stream(`layer ${k + 1}`);
    const limit = Math.sqrt(6 / (widths[k]! + outputs)) * gain;
    const { begin, end } = places[k]!;
    for (let i = begin; i < end; i++) parameters[i] = limit * (2 * draw.uniform() - 1);
  });
  return parameters;
}

/** @param initial As `initialParameters` gives them. */
export function createModel(tf: Tf, { widths, activation }: Shape, initial: Float32Array): Model {
  const shapes = shapesOf(widths);
  const places = placesOf(widths);
  const valuesOf = (all: Float32Array, i: number): Float32Array =>
    all.subarray(places[i]!.begin, places[i]!.end);
  const variables = shapes.map((shape, i) =>
    tf.tidy(() => tf.variable(tf.tensor(valuesOf(initial, i), shape))),
  );
  const layerCount = widths.length - 1;
  const bend = activationOf(tf, activation);
  const classes = widths.at(-1) ?? 1;

  const layers = (inputs: Tensorflow.Tensor2D): Tensorflow.Tensor2D[] => {
    const outputs: Tensorflow.Tensor2D[] = [];
    for (let k = 0; k < layerCount; k++) {
      const [W, b] = [variables[k] as Tensorflow.Tensor2D, variables[layerCount + k]!];
      const y = tf.matMul(outputs[k - 1] ?? inputs, W, false, true).add(b) as Tensorflow.Tensor2D;
      outputs.push(k < layerCount - 1 ? bend(y) : y);
    }
    return outputs;
  };
  const lossOf = (logits: Tensorflow.Tensor2D, labels: Uint8Array): Tensorflow.Scalar =>
    classes === 1
      ? binaryCrossEntropy(tf, logits, labels)
      : tf.losses.softmaxCrossEntropy(oneHot(tf, labels, classes), logits);

  /** Values after the layers from `first` on, in chunks. */
  const outputsFrom = (first: number, { inputs, labels }: Samples): Float32Array[] => {
    const width = widths[0]!;
    const all = widths.slice(first + 1).map((units) => new Float32Array(labels.length * units));
    for (let start = 0; start < labels.length; start += CHUNK)
      tf.tidy(() => {
        const part = inputs.subarray(start * width, (start + CHUNK) * width);
        layers(tf.tensor2d(part, [part.length / width, width]))
          .slice(first)
          .forEach((values, k) => all[k]!.set(values.dataSync(), start * widths[first + k + 1]!));
      });
    return all;
  };
  const logits = (samples: Samples): Float32Array => outputsFrom(layerCount - 1, samples)[0]!;

  return {
    variables,
    parameters() {
      const values = new Float32Array(initial.length);
      variables.forEach((variable, i) => values.set(variable.dataSync(), places[i]!.begin));
      return values;
    },
    setParameters(values) {
      if (values.length !== initial.length)
        throw new RangeError(`${values.length} values are given for ${initial.length} parameters`);
      tf.tidy(() =>
        variables.forEach((variable, i) => variable.assign(tf.tensor(valuesOf(values, i), shapes[i]))),
      );
    },
    loss: (inputs, labels) => lossOf(layers(inputs).at(-1)!, labels),
    measure: (samples) => measureLogits(logits(samples), samples.labels),
    activations: (samples) => outputsFrom(0, samples),
    logits,
    dispose: () => tf.dispose([...variables]),
  };
}

function activationOf(tf: Tf, name: ActivationName): <T extends Tensorflow.Tensor>(x: T) => T {
  switch (name) {
    case 'tanh':
      return (x) => tf.tanh(x);
    case 'sigmoid':
      return (x) => tf.sigmoid(x);
    case 'relu':
      return (x) => tf.relu(x);
    case 'leakyRelu':
      return (x) => tf.leakyRelu(x, LEAKY_SLOPE);
    case 'linear':
      return (x) => x;
  }
}

const oneHot = (tf: Tf, labels: Uint8Array, classes: number): Tensorflow.Tensor =>
  tf.oneHot(tf.tensor1d(Int32Array.from(labels), 'int32'), classes).toFloat();

/**
 * Mean of −log σ(z) for class 1 and −log σ(−z) for class 0, as max(z, 0) − z·y + log(1 + e^−|z|), whose derivative is
 * σ(z) − y: given as such, because a step of a small network is mostly the engine's work for each operation.
 */
function binaryCrossEntropy(tf: Tf, logits: Tensorflow.Tensor2D, labels: Uint8Array): Tensorflow.Scalar {
  const targets = tf.tensor2d(Float32Array.from(labels), [labels.length, 1]);
  const mean = tf.customGrad((...parameters) => {
    const z = parameters[0] as Tensorflow.Tensor;
    const save = parameters[1] as unknown as Tensorflow.GradSaveFunc;
    save([z, targets]);
    const value = tf
      .relu(z)
      .sub(z.mul(targets))
      .add(tf.log1p(tf.exp(tf.neg(tf.abs(z)))))
      .mean();
    return {
      value,
      gradFunc: (dy: Tensorflow.Tensor, saved: Tensorflow.Tensor[]) =>
        tf.sigmoid(saved[0]!).sub(saved[1]!).mul(dy.div(labels.length)),
    };
  });
  return mean(logits) as Tensorflow.Scalar;
}
