import type { Work } from '../../cache/step';
import { MNIST_PIXELS } from '../../data/mnist';
import { nearestNeighbours } from '../neighbours';
import { bytes } from './arrays';
import { pickBytes } from './training';

export interface NeighboursArguments {
  readonly experiment: string;
  /** How many images to compare at most; the work grows with their square. */
  readonly samples: number;
  /** Neighbours of each. */
  readonly neighbours: number;
}

/**
 * Compares the images of a data set: `images.npy [n, 784]` and `labels.npy [n]` of those that were compared, every
 * so many-th of the data set, `neighbours.npy [n, k]` (their places among these), `distances.npy [n, k]`.
 */
export async function makeNeighbours(work: Work, { experiment, samples, neighbours }: NeighboursArguments) {
  const dataset = work.artefact(`dataset:${experiment}`);
  const images = (await bytes(dataset, 'images.npy')).data;
  const labels = (await bytes(dataset, 'labels.npy')).data;
  const total = Math.min(samples, labels.length);
  const chosen = Uint32Array.from({ length: total }, (_, i) => Math.floor((i * labels.length) / total));
  const picked = pickBytes(images, labels, MNIST_PIXELS, chosen);
  const { indices, distances, k } = nearestNeighbours(picked.bytes, MNIST_PIXELS, neighbours, (done) => {
    if (done % 200 === 0) work.progress({ done, total, unit: 'images', note: 'nearest neighbours' });
  });
  await work.draft.npy('images.npy', [total, MNIST_PIXELS], picked.bytes);
  await work.draft.npy('labels.npy', [total], picked.labels);
  await work.draft.npy('neighbours.npy', [total, k], indices);
  await work.draft.npy('distances.npy', [total, k], distances);
  return { samples: total, neighbours: k };
}
