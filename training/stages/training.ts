import { RequestError, WorkError } from '../../cache/errors';
import type { Json } from '../../cache/manifest';
import type { Work } from '../../cache/step';
import type { BackendChoice } from '../backend';
import { keeperOf } from '../checkpoint';
import { openBackend } from '../engine';
import { nativeOf, wordsOf } from '../gpu/native';
import {
  centroidDistances,
  confusedPairs,
  confusionMatrix,
  nearestCentroids,
  predictionsOf,
  type Samples,
} from '../measures';
import { type Recording, recordTrajectory } from '../recorder';
import { placesOf } from '../model';
import { recordedSteps } from '../schedule';
import type { Task } from '../task';
import { followTrajectory } from '../trajectory';

/** Trains a task, shows its progress and writes down what every experiment has. */
export async function runTraining(work: Work, backend: BackendChoice, task: Task): Promise<Recording> {
  const { draft, signal } = work;
  const { epochs } = task.hyperparameters;
  assertFits(task);
  const tf = await openBackend(backend.name);
  if (backend.name === 'gpu' && !backend.version.includes(wordsOf(nativeOf(tf))))
    throw new WorkError(
      `${wordsOf(nativeOf(tf))} computes here, and ${backend.version} was chosen; run again, or set TFJS_BACKEND to another`,
    );
  const trajectory = await followTrajectory(tf, task, {
    signal,
    keeper: keeperOf(work, task.experiment),
    resumed: (epoch) => work.say(`training:${task.experiment}: going on from epoch ${epoch} of ${epochs}`),
    progress: (epoch, loss) =>
      work.progress({ done: epoch, total: epochs, unit: 'epochs', note: `loss ${loss.toPrecision(3)}` }),
  });
  const run = await recordTrajectory(tf, task, trajectory, async (place) => {
    work.progress({ done: place, total: trajectory.epochs.length, unit: 'records' });
    await new Promise((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
  });

  const recorded = run.epochs.length;
  const samples = task.recorded.labels.length;
  for (const [k, weights] of run.weights.entries()) {
    const [units = 0, inputs = 0] = [task.widths[k + 1], task.widths[k]];
    await draft.npy(`weights-${k + 1}.npy`, [recorded, units, inputs], weights);
    await draft.npy(`biases-${k + 1}.npy`, [recorded, units], run.biases[k] ?? new Float32Array());
    await draft.npy(
      `activations-${k + 1}.npy`,
      [recorded, samples, units],
      run.activations[k] ?? new Float32Array(),
    );
  }
  await draft.npy('activations-0.npy', [1, samples, task.widths[0] ?? 0], task.recorded.inputs);
  await draft.npy('labels.npy', [samples], task.recorded.labels);
  await draft.npy('predictions.npy', [recorded, samples], run.predictions);
  return run;
}

/** Bytes of one array of the cache; a bigger one no browser would load, and Node reads none beyond 2 GB. */
const LARGEST_ARRAY = 2 ** 30;

/** @throws RequestError when what is to be recorded is more than anybody can read. */
function assertFits({ experiment, widths, hyperparameters, recorded, training }: Task): void {
  const { record, epochs, batchSize } = hyperparameters;
  const samples = training.labels.length;
  const records = recordedSteps(
    record,
    epochs,
    Math.ceil(samples / (batchSize === 'full' ? samples : batchSize)),
  ).length;
  const [widest, parameters] = [Math.max(...widths.slice(1)), placesOf(widths).at(-1)?.end ?? 0];
  const bytes = 4 * records * Math.max(recorded.labels.length * widest, parameters);
  if (bytes > LARGEST_ARRAY)
    throw new RequestError(
      `${experiment}: ${records} recorded epochs of ${recorded.labels.length} samples in layers of up to ${widest} neurons ` +
        `make an array of ${(bytes / 1e9).toFixed(1)} GB, and ${(LARGEST_ARRAY / 1e9).toFixed(1)} GB is the most; ` +
        `choose fewer samples, narrower layers (${experiment}.hidden) or fewer epochs to record (${experiment}.record)`,
    );
}

/**
 * A training manifest's `meta`, as scenes and their claims see it.
 * @param measures what only this experiment has, by name
 */
export function factsOf(
  task: Task,
  run: Recording,
  backend: BackendChoice,
  hyperparameters: Readonly<Record<string, Json>>,
  measures: Readonly<Record<string, number>>,
): Record<string, Json> {
  const { labels } = task.recorded;
  const classes = Math.max(2, task.widths.at(-1) ?? 1);
  const judged = task.measured['heldOut'] ? 'heldOut' : 'training';
  const confusion = confusionMatrix(
    predictionsOf(run.finalLogits[judged] ?? new Float32Array(), task.widths.at(-1) ?? 1),
    task.measured[judged]?.labels ?? new Uint8Array(),
    classes,
  );
  const lastOf = (values: Float32Array): Float32Array =>
    values.subarray(values.length - values.length / run.epochs.length);
  const distances = [task.recorded.inputs, ...run.activations.map(lastOf)].map((values) =>
    centroidDistances(values, labels, classes),
  );
  return {
    experiment: task.experiment,
    hyperparameters,
    widths: [...task.widths],
    activation: task.hyperparameters.activation,
    backend: backend.name,
    /** Why this backend, when it was trained; it decides nothing else. */
    backendChoice: { ...backend },
    epochs: [...run.epochs],
    loss: [...run.loss],
    accuracy: [...run.accuracy],
    curves: run.curves as unknown as Json,
    confusion,
    confusedPairs: confusedPairs(confusion) as unknown as Json,
    centroidDistances: distances,
    nearestCentroids: distances.map(nearestCentroids) as unknown as Json,
    measures: { ...finalMeasures(run), ...measures },
  };
}

/** `accuracy`, `bestAccuracy`, `loss` on the recorded samples, and `heldOutAccuracy`, `bestHeldOutAccuracy`, … on each set. */
function finalMeasures({ loss, accuracy, curves }: Recording): Record<string, number> {
  const measures: Record<string, number> = {
    accuracy: accuracy.at(-1) ?? 0,
    bestAccuracy: Math.max(...accuracy),
    loss: loss.at(-1) ?? 0,
  };
  for (const [name, curve] of Object.entries(curves)) {
    measures[`${name}Accuracy`] = curve.accuracy.at(-1) ?? 0;
    measures[`best${name[0]!.toUpperCase()}${name.slice(1)}Accuracy`] = Math.max(...curve.accuracy);
    measures[`${name}Loss`] = curve.loss.at(-1) ?? 0;
  }
  return measures;
}

/** Some of the samples, in the order asked for, their bytes as 0 … 1. @param images `[samples, width]` */
export function pickBytes(
  images: Uint8Array,
  labels: Uint8Array,
  width: number,
  chosen: Uint32Array,
): Samples & { readonly bytes: Uint8Array } {
  const bytes = new Uint8Array(chosen.length * width);
  chosen.forEach((sample, i) => bytes.set(images.subarray(sample * width, (sample + 1) * width), i * width));
  // Not `Float32Array.from`, which makes a list of numbers first: half a gigabyte for all of MNIST.
  const inputs = new Float32Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) inputs[i] = bytes[i]! / 255;
  return {
    bytes,
    inputs,
    labels: Uint8Array.from(chosen, (sample) => labels[sample]!),
  };
}
