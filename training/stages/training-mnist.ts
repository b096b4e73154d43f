import type { Json } from '../../cache/manifest';
import type { Artefact, Work } from '../../cache/step';
import { MNIST_PIXELS } from '../../data/mnist';
import { createRandom, type Random } from '../../data/random';
import { shiftImage } from '../../data/shift';
import { type Part, samplesOf } from '../../data/split';
import type { BackendChoice } from '../backend';
import type { TrainingHyperparameters } from '../hyperparameters';
import type { Task } from '../task';
import { bytes } from './arrays';
import { factsOf, pickBytes, runTraining } from './training';

export interface MnistArguments {
  readonly experiment: string;
  readonly backend: BackendChoice;
  readonly hyperparameters: TrainingHyperparameters;
  readonly trainSamples: 'all' | number;
  readonly recordedSamples: number;
  readonly augment: number;
  /** As the user set them, for the manifest. */
  readonly told: Readonly<Record<string, Json>>;
}

const CLASSES = 10;
const SIDE = Math.sqrt(MNIST_PIXELS);

/**
 * Learns the training part, records samples of the held-out part, and measures all parts. Nothing is stopped or chosen
 * by the held-out part.
 * @returns The task, and the recorded images as bytes, `[samples, 784]`.
 */
export async function mnistTask(
  dataset: Artefact,
  {
    experiment,
    hyperparameters,
    trainSamples,
    recordedSamples,
    augment,
  }: Omit<MnistArguments, 'backend' | 'told'>,
): Promise<{ task: Task; images: Uint8Array }> {
  const images = (await bytes(dataset, 'images.npy')).data;
  const labels = (await bytes(dataset, 'labels.npy')).data;
  const membership = (await bytes(dataset, 'split.npy')).data;
  const random = createRandom(hyperparameters.seed).stream('mnist');
  const pick = (part: Part, limit = Infinity) => {
    const members = samplesOf(membership, part);
    const order = random.stream(part).permutation(members.length).slice(0, limit);
    return pickBytes(images, labels, MNIST_PIXELS, order.map((place) => members[place]!).sort());
  };
  const training = pick('training', trainSamples === 'all' ? Infinity : trainSamples);
  const validation = pick('validation');
  const heldOut = pick('heldOut');
  const recorded = heldOut.labels.length <= recordedSamples ? heldOut : pick('heldOut', recordedSamples);
  const task: Task = {
    experiment,
    widths: [MNIST_PIXELS, ...hyperparameters.hidden, CLASSES],
    hyperparameters,
    training,
    recorded,
    measured: { training, heldOut, ...(validation.labels.length > 0 && { validation }) },
    ...(augment > 0 && { augment: shifting(augment) }),
  };
  return { task, images: recorded.bytes };
}

/** Trains on digits and keeps the recorded ones' images. */
export async function trainMnist(work: Work, args: MnistArguments): Promise<Record<string, Json>> {
  const { task, images } = await mnistTask(work.artefact(`dataset:${args.experiment}`), args);
  const { recorded, training, measured } = task;
  const run = await runTraining(work, args.backend, task);
  await work.draft.npy('images.npy', [recorded.labels.length, MNIST_PIXELS], images);
  const heldOutSamples = measured['heldOut']?.labels.length ?? 0;
  return factsOf(task, run, args.backend, args.told, {
    trainingSamples: training.labels.length,
    validationSamples: measured['validation']?.labels.length ?? 0,
    heldOutSamples,
    recordedSamples: recorded.labels.length,
    heldOutWrong: Math.round((1 - (run.curves['heldOut']?.accuracy.at(-1) ?? 0)) * heldOutSamples),
  });
}

/** Moves an image by up to `most` pixels in each direction. */
function shifting(most: number): (input: Float32Array, output: Float32Array, random: Random) => void {
  return (input, output, random) => {
    const dx = random.integer(2 * most + 1) - most;
    const dy = random.integer(2 * most + 1) - most;
    shiftImage(input, output, SIDE, dx, dy);
  };
}
