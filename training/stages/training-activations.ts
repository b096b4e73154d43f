import { basename } from 'node:path';
import { isTold, WorkError } from '../../cache/errors';
import type { Json } from '../../cache/manifest';
import type { Work } from '../../cache/step';
import { type Activations, readActivations } from '../../data/activations';
import { centroidDistances, nearestCentroids, nearestCentroidShare } from '../measures';

export interface BroughtArguments {
  readonly experiment: string;
  /** Absolute path, for reading and messages; the contents are known by `sha256`. */
  readonly file: string;
  /** Of the file's bytes, as they were imported. */
  readonly sha256: string;
}

/**
 * Brings what layers of somebody's network gave into the cache, in the place of a training of ours: `labels.npy [samples]`,
 * `activations-<k>.npy [epochs, samples, units]`.
 *
 * @throws WorkError when the file is gone or is not what was imported
 */
export async function bringActivations(work: Work, args: BroughtArguments): Promise<Record<string, Json>> {
  const { draft, progress } = work;
  const { layers, samples, labels, classNames, epochs } = await broughtBy(args);
  await draft.npy('labels.npy', [samples], labels);
  for (const [k, { data, epochs: recorded, units }] of layers.entries()) {
    await draft.npy(`activations-${k}.npy`, [recorded, samples, units], data);
    progress({ done: k + 1, total: layers.length, unit: 'layers' });
    work.signal.throwIfAborted();
  }
  const classes = classNames.length;
  const last = layers.map(({ data, units }) => data.subarray(-samples * units));
  const distances = last.map((values) => centroidDistances(values, labels, classes));
  return {
    experiment: args.experiment,
    hyperparameters: { data: 'activations', file: basename(args.file) },
    widths: layers.map(({ units }) => units),
    epochs: [...epochs],
    // Nobody knows what the network was asked, or what its outputs stand for.
    loss: [],
    accuracy: [],
    classNames: [...classNames],
    centroidDistances: distances,
    nearestCentroids: distances.map(nearestCentroids) as unknown as Json,
    measures: {
      recordedSamples: samples,
      nearestCentroidAccuracy: nearestCentroidShare(last.at(-1) ?? new Float32Array(), labels, classes),
    },
  };
}

async function broughtBy({ experiment, file, sha256 }: BroughtArguments): Promise<Activations> {
  const again = `npm run import -- FILE --name ${experiment} --replace takes another, npm run import -- --remove ${experiment} forgets it`;
  const brought = await readActivations(file).catch((error: unknown) => {
    if (!isTold(error)) throw error;
    throw new WorkError(
      `${error.message}; it was imported as ${experiment}, and the cache has it no more: put it back; ${again}`,
    );
  });
  if (brought.sha256 !== sha256)
    throw new WorkError(`${file} has changed since it was imported as ${experiment}; ${again}`);
  return brought;
}
