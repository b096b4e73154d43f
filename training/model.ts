import type * as Tensorflow from '@tensorflow/tfjs';
import type { Random } from '../data/random';
import type { Tf } from './engine';
import { type Measure, measureLogits, type Samples } from './measures';
import type { ActivationName } from './network';

/** A chain of dense layers as TensorFlow variables. */
export interface Model {
  readonly variables: Tensorflow.Variable[];
  /** Mean loss of a batch as a scalar tensor, with gradients. */
  loss(inputs: Tensorflow.Tensor2D, labels: Uint8Array): Tensorflow.Scalar;
  measure(samples: Samples): Measure;
  /** Values after each layer, `[samples, units]` in C order; the last are the logits. */
  activations(samples: Samples): Float32Array[];
  /** Per layer `[out, in]` in C order. */
  weights(): Float32Array[];
  biases(): Float32Array[];
  dispose(): void;
}

interface ModelOptions {
  readonly widths: readonly number[];
  readonly activation: ActivationName;
  readonly random: Random;
}

/** Samples whose activations are computed at once. */
const CHUNK = 2000;

/**
 * A model with weights drawn as Glorot and Bengio (2010) say, uniform within ±√(6 / (in + out)), √2 times as wide for
 * relu (He et al. 2015), and biases of zero.
 */
export function createModel(tf: Tf, { widths, activation, random }: ModelOptions): Model {
  const shapes = widths.slice(1).map((outputs, k) => [outputs, widths[k]!] as const);
  const weights = shapes.map(([outputs, inputs], k) => {
    const draw = random.stream(`layer ${k + 1}`);
    const limit = Math.sqrt(6 / (inputs + outputs)) * (activation === 'relu' ? Math.SQRT2 : 1);
    const values = Float32Array.from({ length: outputs * inputs }, () => limit * (2 * draw.uniform() - 1));
    return tf.tidy(() => tf.variable(tf.tensor2d(values, [outputs, inputs])));
  });
  const biases = shapes.map(([outputs]) =>
    tf.tidy(() => tf.variable(tf.zeros<Tensorflow.Rank.R1>([outputs]))),
  );
  const bend = activationOf(tf, activation);
  const classes = widths.at(-1) ?? 1;

  const layers = (inputs: Tensorflow.Tensor2D): Tensorflow.Tensor2D[] => {
    const outputs: Tensorflow.Tensor2D[] = [];
    weights.forEach((W, k) => {
      const y = tf.matMul(outputs[k - 1] ?? inputs, W, false, true).add(biases[k]!) as Tensorflow.Tensor2D;
      outputs.push(k < weights.length - 1 ? bend(y) : y);
    });
    return outputs;
  };
  const lossOf = (logits: Tensorflow.Tensor2D, labels: Uint8Array): Tensorflow.Scalar =>
    classes === 1
      ? binaryCrossEntropy(tf, logits, labels)
      : tf.losses.softmaxCrossEntropy(oneHot(tf, labels, classes), logits);

  const activations = ({ inputs, labels }: Samples): Float32Array[] => {
    const width = widths[0]!;
    const all = widths.slice(1).map((units) => new Float32Array(labels.length * units));
    for (let start = 0; start < labels.length; start += CHUNK)
      tf.tidy(() => {
        const part = inputs.subarray(start * width, (start + CHUNK) * width);
        layers(tf.tensor2d(part, [part.length / width, width])).forEach((values, k) =>
          all[k]!.set(values.dataSync(), start * widths[k + 1]!),
        );
      });
    return all;
  };

  return {
    variables: [...weights, ...biases],
    loss: (inputs, labels) => lossOf(layers(inputs).at(-1)!, labels),
    measure: (samples) => measureLogits(activations(samples).at(-1)!, samples.labels),
    activations,
    weights: () => weights.map((W) => Float32Array.from(W.dataSync())),
    biases: () => biases.map((b) => Float32Array.from(b.dataSync())),
    dispose: () => tf.dispose([...weights, ...biases]),
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
