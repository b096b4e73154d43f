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
export async function makeCsv({ draft, say }: Work, { file, ...parameters }: CsvParameters) {
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
  for (const line of remarksOn(points, labels.length, heldOutShare, labels.length - training.length))
    say(`${basename(file)}: ${line}`);
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

/** What a user would want to know of points that are valid and odd. */
function remarksOn(points: Float32Array, samples: number, wanted: number, heldOut: number): string[] {
  const remarks: string[] = [];
  const share = heldOut / samples;
  if (Math.abs(share - wanted) > 0.05)
    remarks.push(
      `${Math.round(100 * share)} % are held out, not ${Math.round(100 * wanted)} %: equal points stay together, and few differ`,
    );
  if (mostReach(points, samples) < FLAT)
    remarks.push(
      'a few points lie so far out that all others are learnt and drawn as if in one place; are they mistakes?',
    );
  return remarks;
}

/** Of the window's half width, which is 2. */
const FLAT = 0.04;

/** How far from the middle one nine points in ten lie at most, along any axis. */
function mostReach(points: Float32Array, samples: number): number {
  const dimensions = points.length / samples;
  const axis = (i: number): Float32Array => points.filter((_, at) => at % dimensions === i);
  const middles = Array.from({ length: dimensions }, (_, i) => axis(i).sort()[Math.floor(samples / 2)] ?? 0);
  const reach = Float64Array.from({ length: samples }, (_, sample) =>
    Math.max(...middles.map((middle, i) => Math.abs(points[sample * dimensions + i]! - middle))),
  ).sort();
  return reach[Math.floor(0.9 * (samples - 1))] ?? 0;
}
