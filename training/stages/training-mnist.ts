import type { Work } from '../../cache/step';
import { MNIST_PIXELS } from '../../data/mnist';
import { createRandom, type Random } from '../../data/random';
import { shiftImage } from '../../data/shift';
import { type Part, samplesOf } from '../../data/split';
import type { Backend } from '../backend';
import type { TrainingHyperparameters } from '../hyperparameters';
import type { Task } from '../train';
import { bytes } from './arrays';
import { factsOf, pickBytes, runTraining } from './training';

/** What of `mnist` decides its training, besides what every experiment has. */
export interface MnistParameters extends TrainingHyperparameters {
  readonly trainSamples: 'all' | number;
  readonly recordedSamples: number;
  readonly shift: number;
}

const CLASSES = 10;
const SIDE = Math.sqrt(MNIST_PIXELS);

/**
 * Learns the training part, records samples of the held-out part, and measures all three at the end. Nothing is
 * stopped or chosen by the held-out part.
 */
export async function trainMnist(
  work: Work,
  backend: Backend,
  parameters: MnistParameters,
  told: Record<string, string | number | boolean | number[]>,
) {
  const dataset = work.artefact('dataset:mnist');
  const images = (await bytes(dataset, 'images.npy')).data;
  const labels = (await bytes(dataset, 'labels.npy')).data;
  const membership = (await bytes(dataset, 'split.npy')).data;
  const random = createRandom(parameters.seed).stream('mnist');
  const pick = (part: Part, limit = Infinity) => {
    const members = samplesOf(membership, part);
    const order = random.stream(part).permutation(members.length).slice(0, limit);
    return pickBytes(images, labels, MNIST_PIXELS, order.map((place) => members[place]!).sort());
  };

  const limit = parameters.trainSamples === 'all' ? Infinity : parameters.trainSamples;
  const training = pick('training', limit);
  const validation = pick('validation');
  const heldOut = pick('heldOut');
  const recorded = pick('heldOut', parameters.recordedSamples);
  const task: Task = {
    experiment: 'mnist',
    widths: [MNIST_PIXELS, ...parameters.hidden, CLASSES],
    hyperparameters: parameters,
    training,
    recorded,
    measured: { training, heldOut, ...(validation.labels.length > 0 && { validation }) },
    ...(parameters.shift > 0 && { augment: shifting(parameters.shift) }),
  };
  const run = await runTraining(work, backend, task);
  await work.draft.npy('images.npy', [recorded.labels.length, MNIST_PIXELS], recorded.bytes);

  const measures: Record<string, number> = {
    trainingSamples: training.labels.length,
    validationSamples: validation.labels.length,
    heldOutSamples: heldOut.labels.length,
    recordedSamples: recorded.labels.length,
  };
  for (const [name, { loss, accuracy }] of Object.entries(run.final)) {
    measures[`${name}Accuracy`] = accuracy;
    measures[`${name}Loss`] = loss;
  }
  measures['heldOutWrong'] = Math.round((1 - (run.final['heldOut']?.accuracy ?? 0)) * heldOut.labels.length);
  return factsOf(task, run, backend, told, measures);
}

/** Moves an image by up to `most` pixels in each direction. */
function shifting(most: number): (input: Float32Array, output: Float32Array, random: Random) => void {
  return (input, output, random) => {
    const dx = random.integer(2 * most + 1) - most;
    const dy = random.integer(2 * most + 1) - most;
    shiftImage(input, output, SIDE, dx, dy);
  };
}
