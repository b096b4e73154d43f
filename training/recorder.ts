import type { Tf } from './engine';
import { measureLogits, predictionsOf, type Samples } from './measures';
import { createModel, placesOf } from './model';
import type { Task } from './task';
import type { Trajectory } from './trajectory';

export interface Curve {
  readonly loss: number[];
  readonly accuracy: number[];
}

/** What a training left behind: everything at every recorded epoch, layers in order, arrays in C order. */
export interface Recording {
  readonly widths: readonly number[];
  /** Passes over the training samples so far; 0 first. */
  readonly epochs: readonly number[];
  /** On the recorded samples. */
  readonly loss: readonly number[];
  readonly accuracy: readonly number[];
  /** On each measured set. */
  readonly curves: Readonly<Record<string, Curve>>;
  /** Per layer `[epochs, out, in]`. */
  readonly weights: readonly Float32Array[];
  /** Per layer `[epochs, out]`. */
  readonly biases: readonly Float32Array[];
  /** Per layer `[epochs, samples, units]`; the last one's are the logits. */
  readonly activations: readonly Float32Array[];
  /** `[epochs, samples]` */
  readonly predictions: Uint8Array;
  /** Of each measured set at the last epoch, `[samples, classes]` or `[samples, 1]`. */
  readonly finalLogits: Readonly<Record<string, Float32Array>>;
}

/**
 * Computes from the parameters along a trajectory all that is recorded of it.
 * @param beforeEpoch Called before each recorded epoch; what it throws ends the work.
 */
export async function recordTrajectory(
  tf: Tf,
  task: Task,
  { epochs, parameters }: Trajectory,
  beforeEpoch: (place: number) => Promise<void>,
): Promise<Recording> {
  const { widths, recorded, measured } = task;
  const count = recorded.labels.length;
  const layers = widths.slice(1).map((units, k) => ({ units, weights: units * widths[k]! }));
  const weights = layers.map((layer) => new Float32Array(epochs.length * layer.weights));
  const biases = layers.map(({ units }) => new Float32Array(epochs.length * units));
  const activations = layers.map(({ units }) => new Float32Array(epochs.length * count * units));
  const predictions = new Uint8Array(epochs.length * count);
  const own: Curve = { loss: [], accuracy: [] };
  const curves: Record<string, Curve> = {};
  const finalLogits: Record<string, Float32Array> = {};
  const note = (curve: Curve, logits: Float32Array, { labels }: Samples): void => {
    const { loss, accuracy } = measureLogits(logits, labels);
    curve.loss.push(loss);
    curve.accuracy.push(accuracy);
  };
  const places = placesOf(widths);
  const model = createModel(tf, { widths, activation: task.hyperparameters.activation }, parameters[0]!);
  try {
    for (const [place, values] of parameters.entries()) {
      await beforeEpoch(place);
      model.setParameters(values);
      layers.forEach((layer, k) => {
        weights[k]!.set(slice(values, places[k]), place * layer.weights);
        biases[k]!.set(slice(values, places[layers.length + k]), place * layer.units);
      });
      const outputs = model.activations(recorded);
      outputs.forEach((layer, k) => activations[k]!.set(layer, place * layer.length));
      const logits = outputs.at(-1) ?? new Float32Array();
      predictions.set(predictionsOf(logits, widths.at(-1) ?? 1), place * count);
      note(own, logits, recorded);
      for (const [name, samples] of Object.entries(measured)) {
        // Often the recorded samples are one of the sets themselves.
        const theirs = samples === recorded ? logits : model.logits(samples);
        note((curves[name] ??= { loss: [], accuracy: [] }), theirs, samples);
        finalLogits[name] = theirs;
      }
    }
  } finally {
    model.dispose();
  }
  return { widths, epochs, ...own, curves, weights, biases, activations, predictions, finalLogits };
}

const slice = (
  values: Float32Array,
  place?: { readonly begin: number; readonly end: number },
): Float32Array => values.subarray(place?.begin ?? 0, place?.end ?? 0);
