import type { Artefact } from '../../cache/step';
import { MNIST_PIXELS } from '../../data/mnist';
import { createRandom } from '../../data/random';
import { shiftImage } from '../../data/shift';
import { type Part, samplesOf } from '../../data/split';
import { type Experiment, type ExperimentOf, learningOf } from '../../training/hyperparameters';
import type { Samples } from '../../training/measures';
import { bytes, floats } from '../../training/stages/arrays';
import { pickBytes } from '../../training/stages/training';
import type { Task } from '../../training/task';

/**
 * What the stages of `training/stages` train, from the same data set: for the yardstick, and for backends that are timed on
 * a share of the work. That it is the same, the bench checks by the loss on the recorded samples before the first step.
 */
export const taskOf = (name: string, experiment: Experiment, dataset: Artefact): Promise<Task> =>
  experiment.data === 'mnist' ? digitsTask(name, experiment, dataset) : pointsTask(name, experiment, dataset);

async function pointsTask(name: string, experiment: Experiment, dataset: Artefact): Promise<Task> {
  const { files } = dataset.manifest;
  const { shape, data } = await floats(dataset, 'points.npy');
  const width = shape[1] ?? 2;
  const labels = (await bytes(dataset, 'labels.npy')).data;
  const recorded: Samples = { inputs: data, labels };
  const membership = 'split.npy' in files ? (await bytes(dataset, 'split.npy')).data : null;
  const pick = (part: Part): Samples => {
    const chosen = Array.from(samplesOf(membership ?? new Uint8Array(), part));
    return {
      inputs: Float32Array.from(chosen.flatMap((i) => [...data.subarray(i * width, (i + 1) * width)])),
      labels: Uint8Array.from(chosen, (i) => labels[i]!),
    };
  };
  const training = membership ? pick('training') : recorded;
  const classes = labels.reduce((most, label) => Math.max(most, label + 1), 2);
  const hyperparameters = learningOf(experiment);
  return {
    experiment: name,
    widths: [width, ...hyperparameters.hidden, classes === 2 ? 1 : classes],
    hyperparameters,
    training,
    recorded,
    measured: {
      training,
      ...(membership && { heldOut: pick('heldOut') }),
      ...('dense-points.npy' in files && {
        dense: {
          inputs: (await floats(dataset, 'dense-points.npy')).data,
          labels: (await bytes(dataset, 'dense-labels.npy')).data,
        },
      }),
    },
  };
}

async function digitsTask(name: string, experiment: ExperimentOf<'mnist'>, dataset: Artefact): Promise<Task> {
  const { trainSamples, recordedSamples, augment, seed } = experiment;
  const images = (await bytes(dataset, 'images.npy')).data;
  const labels = (await bytes(dataset, 'labels.npy')).data;
  const membership = (await bytes(dataset, 'split.npy')).data;
  const random = createRandom(seed).stream('mnist');
  const pick = (part: Part, limit = Infinity): Samples => {
    const members = samplesOf(membership, part);
    const order = random.stream(part).permutation(members.length).slice(0, limit);
    return pickBytes(images, labels, MNIST_PIXELS, order.map((place) => members[place]!).sort());
  };
  const training = pick('training', trainSamples === 'all' ? Infinity : trainSamples);
  const heldOut = pick('heldOut');
  const hyperparameters = learningOf(experiment);
  const side = Math.sqrt(MNIST_PIXELS);
  return {
    experiment: name,
    widths: [MNIST_PIXELS, ...hyperparameters.hidden, 10],
    hyperparameters,
    training,
    recorded: pick('heldOut', recordedSamples),
    measured: { training, heldOut, validation: pick('validation') },
    ...(augment > 0 && {
      augment: (input, output, changes) =>
        shiftImage(
          input,
          output,
          side,
          changes.integer(2 * augment + 1) - augment,
          changes.integer(2 * augment + 1) - augment,
        ),
    }),
  };
}
