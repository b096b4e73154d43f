import { basename } from 'node:path';
import { RequestError, WorkError } from '../../cache/errors';
import type { Work } from '../../cache/step';
import { readPoints } from '../../data/csv';
import { samplesOf, split } from '../../data/split';

export interface CsvParameters {
  /** Decides which points are held out. */
  readonly seed: number;
  /** Absolute path, for reading and messages; the contents are known by `sha256`. */
  readonly file: string;
  /** Of the file's bytes, as they were when the step's key was made. */
  readonly sha256: string;
  readonly dimensions: 2 | 3;
  /** Share of every class kept away from training. */
  readonly heldOutShare: number;
}

/**
 * Brings a user's labelled points into the cache: `points.npy [n, dimensions]`, `labels.npy [n]`, `split.npy [n]`.
 *
 * @throws RequestError when the file is not one of labelled points, or holds out all of a class. WorkError when it has
 * changed since its key was made.
 */
export async function makeCsv({ draft }: Work, { file, ...parameters }: CsvParameters) {
  const { seed, dimensions, heldOutShare } = parameters;
  const { points, labels, classNames, centre, scale, sha256 } = await readPoints(file, dimensions);
  if (sha256 !== parameters.sha256)
    throw new WorkError(`${file} has changed since this run began; run again to train on what it holds now`);
  const membership = split(points, labels, { seed, validation: 0, heldOut: heldOutShare });
  const training = samplesOf(membership, 'training');
  const learnt = new Set(Array.from(training, (sample) => labels[sample]));
  const lost = classNames.find((_, label) => !learnt.has(label));
  if (lost !== undefined)
    throw new RequestError(
      `heldOutShare ${heldOutShare} leaves no point labelled "${lost}" of ${basename(file)} to learn from; lower it or add points`,
    );
  await draft.npy('points.npy', [labels.length, dimensions], points);
  await draft.npy('labels.npy', [labels.length], labels);
  await draft.npy('split.npy', [labels.length], membership);
  return {
    samples: labels.length,
    classes: classNames.length,
    trainingSamples: training.length,
    heldOutSamples: labels.length - training.length,
    classNames,
    centre,
    scale,
    ...parameters,
  };
}
