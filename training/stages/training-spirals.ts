import type { Work } from '../../cache/step';
import type { Backend } from '../backend';
import type { TrainingHyperparameters } from '../hyperparameters';
import type { Run, Task } from '../train';
import { bytes, floats } from './arrays';
import { factsOf, runTraining } from './training';

/** Every sample is learnt, recorded and measured: the picture is of how these very dots come apart. */
export async function trainSpirals(
  work: Work,
  backend: Backend,
  hyperparameters: TrainingHyperparameters,
  told: Record<string, string | number | boolean | number[]>,
) {
  const dataset = work.artefact('dataset:spirals');
  const points = await floats(dataset, 'points.npy');
  const labels = await bytes(dataset, 'labels.npy');
  const samples = { inputs: points.data, labels: labels.data };
  const task: Task = {
    experiment: 'spirals',
    widths: [2, ...hyperparameters.hidden, 1],
    hyperparameters,
    training: samples,
    recorded: samples,
    measured: {},
  };
  const run = await runTraining(work, backend, task);
  return factsOf(task, run, backend, told, {
    samples: samples.labels.length,
    margin: marginOf(run, samples.labels),
  });
}

/**
 * Distance of the nearest dot from the separating line in the last hidden space at the last epoch; negative where a
 * dot lies on the wrong side. The line is w·h + b = 0 and the logit z = w·h + b, so the distance is ±z / |w|.
 */
function marginOf({ activations, weights, epochs }: Run, labels: Uint8Array): number {
  const [logits = new Float32Array(), rows = new Float32Array()] = [activations.at(-1), weights.at(-1)];
  const last = logits.subarray(logits.length - labels.length);
  const length = Math.hypot(...rows.subarray(rows.length - rows.length / epochs.length));
  if (length === 0) return 0;
  return last.reduce((least, z, i) => Math.min(least, (labels[i] === 1 ? z : -z) / length), Infinity);
}
