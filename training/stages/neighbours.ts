import type { Work } from '../../cache/step';
import { MNIST_PIXELS } from '../../data/mnist';
import { walkOf } from '../neighbour-walk';
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
 * so many-th of the data set, `neighbours.npy [n, k]` (their places among these), `distances.npy [n, k]`, and
 * `walk.npy [steps + 1]`, the places of images that lead from neighbour to neighbour between two that lie far apart.
 */
export async function makeNeighbours(work: Work, { experiment, samples, neighbours }: NeighboursArguments) {
  const dataset = work.artefact(`dataset:${experiment}`);
  const images = (await bytes(dataset, 'images.npy')).data;
  const labels = (await bytes(dataset, 'labels.npy')).data;
  const total = Math.min(samples, labels.length);
  const chosen = Uint32Array.from({ length: total }, (_, i) => Math.floor((i * labels.length) / total));
  const picked = pickBytes(images, labels, MNIST_PIXELS, chosen);
  const near = nearestNeighbours(picked.bytes, MNIST_PIXELS, neighbours, (done) => {
    if (done % 200 === 0) work.progress({ done, total, unit: 'images', note: 'nearest neighbours' });
  });
  const { indices, distances, k } = near;
  const { way, longestStep, straight, middle } = walkOf(picked.bytes, picked.labels, MNIST_PIXELS, near);
  await work.draft.npy('images.npy', [total, MNIST_PIXELS], picked.bytes);
  await work.draft.npy('labels.npy', [total], picked.labels);
  await work.draft.npy('neighbours.npy', [total, k], indices);
  await work.draft.npy('distances.npy', [total, k], distances);
  await work.draft.npy('walk.npy', [way.length], Int32Array.from(way));
  return {
    samples: total,
    neighbours: k,
    walk: {
      labels: [picked.labels[way[0]!]!, picked.labels[way.at(-1)!]!],
      steps: way.length - 1,
      longestStep,
      straight,
      middle,
    },
  };
}
