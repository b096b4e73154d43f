import { createRandom, type Random } from '../../data/random';
import { measureLogits, type Measure, type Samples } from '../../training/measures';
import { initialParameters, placesOf } from '../../training/model';
import { type ActivationName, LEAKY_SLOPE } from '../../training/network';
import type { Task } from '../../training/task';

/**
 * The yardstick: the same training as TensorFlow.js is given (data, first weights, batches, loss, Adam) in plain loops
 * over Float64Arrays, a batch at a time, innermost loops over what lies side by side in memory.
 */
export interface Float64Training {
  readonly stepsPerEpoch: number;
  /** One step of the optimiser. Call it for steps 0, 1, 2, … in turn. */
  step(): void;
  /** In the order of `Model.parameters`: the weights of every layer, then the biases. */
  parameters(): Float64Array;
  measure(samples: Samples): Measure;
}

const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };

/** @throws RangeError for an optimiser other than adam, which all experiments of the film use. */
export function createFloat64Training(task: Task): Float64Training {
  const { widths, hyperparameters } = task;
  const { seed, activation, optimizer, learningRate, learningRateDecay } = hyperparameters;
  if (optimizer !== 'adam') throw new RangeError(`the yardstick knows adam, not ${optimizer}`);
  const random = createRandom(seed).stream('training');
  const parameters = Float64Array.from(initialParameters({ widths, activation }, random.stream('weights')));
  const gradient = new Float64Array(parameters.length);
  const layers = layersOf(parameters, widths);
  const gradients = layersOf(gradient, widths);
  const adam = createAdam(parameters.length);
  const batches = createBatches(task, random);
  let done = 0;

  return {
    stepsPerEpoch: batches.stepsPerEpoch,
    step() {
      const { inputs, labels } = batches.at(done);
      const outputs = forward(layers, activation, inputs, labels.length);
      backward(layers, gradients, activation, outputs, labels);
      adam(parameters, gradient, learningRate * learningRateDecay ** (done / batches.stepsPerEpoch));
      done++;
    },
    parameters: () => parameters.slice(),
    measure: ({ inputs, labels }) => {
      const outputs = forward(layers, activation, Float64Array.from(inputs), labels.length);
      return measureLogits(Float32Array.from(outputs.at(-1)!), labels);
    },
  };
}

interface Layer {
  readonly rows: number;
  readonly cols: number;
  /** `[rows, cols]` */
  readonly weights: Float64Array;
  readonly biases: Float64Array;
}

/** Views of all layers' weights and biases in one array. */
function layersOf(all: Float64Array, widths: readonly number[]): Layer[] {
  const places = placesOf(widths);
  const count = widths.length - 1;
  const view = (i: number): Float64Array => all.subarray(places[i]!.begin, places[i]!.end);
  return Array.from({ length: count }, (_, k) => ({
    rows: widths[k + 1]!,
    cols: widths[k]!,
    weights: view(k),
    biases: view(count + k),
  }));
}

/** `[inputs, values after layer 1, …, logits]`, each `[samples, units]`. */
function forward(
  layers: readonly Layer[],
  activation: ActivationName,
  inputs: Float64Array,
  samples: number,
): Float64Array[] {
  const outputs = [inputs];
  layers.forEach((layer, k) => {
    const values = affine(layer, outputs[k]!, samples);
    if (k < layers.length - 1) bend(activation, values);
    outputs.push(values);
  });
  return outputs;
}

function affine({ rows, cols, weights, biases }: Layer, x: Float64Array, samples: number): Float64Array {
  const y = new Float64Array(samples * rows);
  for (let sample = 0; sample < samples; sample++) {
    const from = sample * cols;
    for (let row = 0; row < rows; row++) {
      const start = row * cols;
      let sum = biases[row]!;
      for (let col = 0; col < cols; col++) sum += weights[start + col]! * x[from + col]!;
      y[sample * rows + row] = sum;
    }
  }
  return y;
}

function bend(activation: ActivationName, values: Float64Array): void {
  for (let i = 0; i < values.length; i++) {
    const x = values[i]!;
    if (activation === 'tanh') values[i] = Math.tanh(x);
    else if (activation === 'sigmoid') values[i] = 1 / (1 + Math.exp(-x));
    else if (activation === 'relu') values[i] = x > 0 ? x : 0;
    else if (activation === 'leakyRelu') values[i] = x > 0 ? x : LEAKY_SLOPE * x;
  }
}

/** Multiplies by g′, told by g's own value. */
function unbend(activation: ActivationName, values: Float64Array, delta: Float64Array): void {
  for (let i = 0; i < values.length; i++) {
    const y = values[i]!;
    if (activation === 'tanh') delta[i]! *= 1 - y * y;
    else if (activation === 'sigmoid') delta[i]! *= y * (1 - y);
    else if (activation === 'relu') delta[i]! *= y > 0 ? 1 : 0;
    else if (activation === 'leakyRelu') delta[i]! *= y > 0 ? 1 : LEAKY_SLOPE;
  }
}

/** Writes the gradient of the mean cross-entropy. */
function backward(
  layers: readonly Layer[],
  gradients: readonly Layer[],
  activation: ActivationName,
  outputs: readonly Float64Array[],
  labels: Uint8Array,
): void {
  const samples = labels.length;
  let delta = lossGradient(outputs.at(-1)!, labels);
  for (let k = layers.length - 1; k >= 0; k--) {
    const { rows, cols, weights } = layers[k]!;
    const { weights: dW, biases: db } = gradients[k]!;
    const x = outputs[k]!;
    const before = new Float64Array(k > 0 ? samples * cols : 0);
    dW.fill(0);
    db.fill(0);
    for (let sample = 0; sample < samples; sample++) {
      const from = sample * cols;
      for (let row = 0; row < rows; row++) {
        const d = delta[sample * rows + row]!;
        const start = row * cols;
        db[row]! += d;
        for (let col = 0; col < cols; col++) dW[start + col]! += d * x[from + col]!;
        if (k > 0) for (let col = 0; col < cols; col++) before[from + col]! += d * weights[start + col]!;
      }
    }
    if (k > 0) unbend(activation, x, before);
    delta = before;
  }
}

/** Of the mean over samples: σ(z) − y for one logit, softmax(z) − y for several. */
function lossGradient(logits: Float64Array, labels: Uint8Array): Float64Array {
  const samples = labels.length;
  const classes = logits.length / samples;
  if (classes === 1)
    return logits.map((z, sample) => (1 / (1 + Math.exp(-z)) - (labels[sample] === 1 ? 1 : 0)) / samples);
  const gradient = new Float64Array(logits.length);
  for (let sample = 0; sample < samples; sample++) {
    const start = sample * classes;
    let highest = -Infinity;
    for (let i = 0; i < classes; i++) highest = Math.max(highest, logits[start + i]!);
    let total = 0;
    for (let i = 0; i < classes; i++) total += gradient[start + i] = Math.exp(logits[start + i]! - highest);
    for (let i = 0; i < classes; i++)
      gradient[start + i] = (gradient[start + i]! / total - (labels[sample] === i ? 1 : 0)) / samples;
  }
  return gradient;
}

/** Kingma and Ba (2015), ε outside the root as in TensorFlow.js. */
function createAdam(size: number): (values: Float64Array, gradient: Float64Array, rate: number) => void {
  const { beta1, beta2, epsilon } = ADAM;
  const first = new Float64Array(size);
  const second = new Float64Array(size);
  let power1 = 1;
  let power2 = 1;
  return (values, gradient, rate) => {
    power1 *= beta1;
    power2 *= beta2;
    for (let i = 0; i < size; i++) {
      const g = gradient[i]!;
      const m = (first[i] = beta1 * first[i]! + (1 - beta1) * g);
      const v = (second[i] = beta2 * second[i]! + (1 - beta2) * g * g);
      values[i]! -= (rate * (m / (1 - power1))) / (Math.sqrt(v / (1 - power2)) + epsilon);
    }
  };
}

interface Batch {
  readonly inputs: Float64Array;
  readonly labels: Uint8Array;
}

/** The batches of `training/batches`: the same samples in the same order, changed in the same way. */
function createBatches(
  { hyperparameters: { batchSize }, widths, training, augment }: Task,
  random: Random,
): { readonly stepsPerEpoch: number; at(step: number): Batch } {
  const count = training.labels.length;
  const width = widths[0]!;
  const size = batchSize === 'full' ? count : Math.min(batchSize, count);
  const stepsPerEpoch = Math.ceil(count / size);
  if (size === count && !augment) {
    const all = { inputs: Float64Array.from(training.inputs), labels: training.labels };
    return { stepsPerEpoch, at: () => all };
  }
  let order: Uint32Array = new Uint32Array();
  let changes = random;
  const changed = new Float32Array(width);
  return {
    stepsPerEpoch,
    at(step) {
      const place = step % stepsPerEpoch;
      if (place === 0) {
        const stream = random.stream('epoch').stream(Math.floor(step / stepsPerEpoch));
        order = stream.stream('order').permutation(count);
        changes = stream.stream('augment');
      }
      const members = order.subarray(place * size, (place + 1) * size);
      const inputs = new Float64Array(members.length * width);
      members.forEach((sample, i) => {
        const input = training.inputs.subarray(sample * width, (sample + 1) * width);
        augment?.(input, changed, changes);
        inputs.set(augment ? changed : input, i * width);
      });
      return { inputs, labels: Uint8Array.from(members, (sample) => training.labels[sample]!) };
    },
  };
}
