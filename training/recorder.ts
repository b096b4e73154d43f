import { type Measure, measureLogits, predictionsOf, type Samples } from './measures';
import type { Model } from './model';

/** What a training left behind: everything at every recorded epoch, layers in order, arrays in C order. */
export interface Recording {
  readonly widths: readonly number[];
  /** Passes over the training samples so far; 0 first. */
  readonly epochs: readonly number[];
  readonly loss: readonly number[];
  readonly accuracy: readonly number[];
  /** Per layer `[epochs, out, in]`. */
  readonly weights: readonly Float32Array[];
  /** Per layer `[epochs, out]`. */
  readonly biases: readonly Float32Array[];
  /** Per layer `[epochs, samples, units]`; the last one's are the logits. */
  readonly activations: readonly Float32Array[];
  /** `[epochs, samples]` */
  readonly predictions: Uint8Array;
}

export interface Recorder {
  /** Writes one epoch down; returns loss and accuracy on the recorded samples. */
  record(epoch: number, model: Model): Measure;
  finish(): Recording;
}

/** @param capacity How many epochs there will be. */
export function createRecorder(samples: Samples, widths: readonly number[], capacity: number): Recorder {
  const count = samples.labels.length;
  const classes = widths.at(-1) ?? 1;
  const sizes = widths.slice(1).map((units, k) => ({ units, weights: units * widths[k]! }));
  const weights = sizes.map((size) => new Float32Array(capacity * size.weights));
  const biases = sizes.map(({ units }) => new Float32Array(capacity * units));
  const activations = sizes.map(({ units }) => new Float32Array(capacity * count * units));
  const predictions = new Uint8Array(capacity * count);
  const epochs: number[] = [];
  const loss: number[] = [];
  const accuracy: number[] = [];

  return {
    record(epoch, model) {
      const place = epochs.length;
      model.weights().forEach((W, k) => weights[k]!.set(W, place * W.length));
      model.biases().forEach((b, k) => biases[k]!.set(b, place * b.length));
      const values = model.activations(samples);
      values.forEach((layer, k) => activations[k]!.set(layer, place * layer.length));
      const logits = values.at(-1) ?? new Float32Array();
      predictions.set(predictionsOf(logits, classes), place * count);
      const measure = measureLogits(logits, samples.labels);
      epochs.push(epoch);
      loss.push(measure.loss);
      accuracy.push(measure.accuracy);
      return measure;
    },
    finish: () => ({ widths, epochs, loss, accuracy, weights, biases, activations, predictions }),
  };
}
