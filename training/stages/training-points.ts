import type { Json } from '../../cache/manifest';
import type { Artefact, Work } from '../../cache/step';
import { samplesOf } from '../../data/split';
import type { BackendChoice } from '../backend';
import type { TrainingHyperparameters } from '../hyperparameters';
import { marginOf, type Samples } from '../measures';
import type { Recording } from '../recorder';
import { spreadOf } from '../spread';
import type { Task } from '../task';
import { bytes, floats } from './arrays';
import { factsOf, runTraining } from './training';

export interface PointsArguments {
  readonly experiment: string;
  readonly backend: BackendChoice;
  readonly hyperparameters: TrainingHyperparameters;
  /** As the user set them, for the manifest. */
  readonly told: Readonly<Record<string, Json>>;
}

/**
 * Points in a plane or in space: every sample is recorded, for the picture is of how these very dots come apart. All are
 * learnt but those held out, if there are any; where the data set has dense samples, the network is measured on those, too.
 */
export async function pointsTask(
  dataset: Artefact,
  { experiment, hyperparameters }: Pick<PointsArguments, 'experiment' | 'hyperparameters'>,
): Promise<Task> {
  const has = (file: string): boolean => file in dataset.manifest.files;
  const points = await floats(dataset, 'points.npy');
  const width = points.shape[1] ?? 2;
  const labels = (await bytes(dataset, 'labels.npy')).data;
  const recorded: Samples = { inputs: points.data, labels };
  const membership = has('split.npy')
    ? (await bytes(dataset, 'split.npy')).data
    : new Uint8Array(labels.length);
  const heldOut = samplesOf(membership, 'heldOut');
  const training = heldOut.length === 0 ? recorded : pick(recorded, width, samplesOf(membership, 'training'));
  const classes = labels.reduce((most, label) => Math.max(most, label + 1), 2);
  return {
    experiment,
    widths: [width, ...hyperparameters.hidden, classes === 2 ? 1 : classes],
    hyperparameters,
    training,
    recorded,
    measured: {
      training,
      ...(heldOut.length > 0 && { heldOut: pick(recorded, width, heldOut) }),
      ...(has('dense-points.npy') && {
        dense: {
          inputs: (await floats(dataset, 'dense-points.npy')).data,
          labels: (await bytes(dataset, 'dense-labels.npy')).data,
        },
      }),
    },
  };
}

/** Trains on points and measures, besides what every training does, margins and spread. */
export async function trainPoints(work: Work, args: PointsArguments): Promise<Record<string, Json>> {
  const { experiment, backend, hyperparameters, told } = args;
  const dataset = work.artefact(`dataset:${experiment}`);
  const task = await pointsTask(dataset, args);
  const run = await runTraining(work, backend, task);
  const { recorded, measured } = task;
  const sizes = Object.entries(measured).map(
    ([name, { labels }]) => [`${name}Samples`, labels.length] as const,
  );
  const { classNames } = dataset.meta;
  return {
    ...factsOf(task, run, backend, told, {
      samples: recorded.labels.length,
      ...Object.fromEntries(sizes),
      ...(task.widths.at(-1) === 1 && margins(run, task)),
      ...(hyperparameters.hidden.every((units) => units === 2 || units === 3) && { spread: thinnest(run) }),
    }),
    ...(classNames !== undefined && { classNames }),
  };
}

/** How far the separating plane of the last hidden space lies from the nearest sample of each set. */
function margins({ weights, epochs, finalLogits }: Recording, { measured }: Task): Record<string, number> {
  const rows = weights.at(-1) ?? new Float32Array();
  const last = rows.subarray(rows.length - rows.length / epochs.length);
  const of = (name: string, samples: Samples): number =>
    marginOf(finalLogits[name] ?? new Float32Array(), samples.labels, last);
  return Object.fromEntries(
    Object.entries(measured).map(([name, samples]) => [
      name === 'training' ? 'margin' : `${name}Margin`,
      of(name, samples),
    ]),
  );
}

/** The spread of the hidden layer whose cloud is nearest to a line or a sheet, at the last epoch. */
function thinnest({ activations, epochs, widths }: Recording): number {
  const hidden = activations.slice(0, -1).map((values, k) => {
    const last = values.subarray(values.length - values.length / epochs.length);
    return spreadOf(last, widths[k + 1] ?? 1);
  });
  return Math.min(...hidden);
}

function pick({ inputs, labels }: Samples, width: number, chosen: Uint32Array): Samples {
  const picked = new Float32Array(chosen.length * width);
  chosen.forEach((sample, i) => picked.set(inputs.subarray(sample * width, (sample + 1) * width), i * width));
  return { inputs: picked, labels: Uint8Array.from(chosen, (sample) => labels[sample]!) };
}
