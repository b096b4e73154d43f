import type { Json } from '../../cache/manifest';
import type { Work } from '../../cache/step';
import type { Backend } from '../backend';
import { openBackend } from '../engine';
import type { Samples } from '../measures';
import { type Run, type Task, train } from '../train';

/** Trains a task, shows its progress and writes down what every experiment has. */
export async function runTraining(work: Work, backend: Backend, task: Task): Promise<Run> {
  const { draft, signal } = work;
  const { epochs } = task.hyperparameters;
  const tf = await openBackend(backend.name);
  const run = await train(tf, task, {
    signal,
    progress: (epoch, loss) =>
      work.progress({ done: epoch, total: epochs, unit: 'epochs', note: `loss ${loss.toPrecision(3)}` }),
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

/** A training manifest's `meta`, as scenes and their claims see it. */
export function factsOf(
  task: Task,
  run: Run,
  backend: Backend,
  hyperparameters: Readonly<Record<string, Json>>,
  measures: Readonly<Record<string, number>>,
): Record<string, Json> {
  return {
    experiment: task.experiment,
    hyperparameters,
    widths: [...task.widths],
    activation: task.hyperparameters.activation,
    backend: backend.name,
    epochs: [...run.epochs],
    loss: [...run.loss],
    accuracy: [...run.accuracy],
    measures: {
      accuracy: run.accuracy.at(-1) ?? 0,
      bestAccuracy: Math.max(...run.accuracy),
      loss: run.loss.at(-1) ?? 0,
      ...measures,
    },
  };
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
  return {
    bytes,
    inputs: Float32Array.from(bytes, (byte) => byte / 255),
    labels: Uint8Array.from(chosen, (sample) => labels[sample]!),
  };
}
