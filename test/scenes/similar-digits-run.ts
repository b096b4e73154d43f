import { createRandom } from '../../data/random';
import { resolveSentences } from '../../remotion/narration/script';
import { scene } from '../../remotion/scenes/similar-digits';
import { experimentFactsSchema, type ExperimentFacts } from '../../remotion/stage/facts';
import {
  centroidDistances,
  confusedPairs,
  confusionMatrix,
  nearestCentroids,
  predictionsOf,
} from '../../training/measures';
import { paintScene } from '../support/paint-scene';
import { factsOf, type givenFor } from '../support/scene-given';

export const [SAMPLES, CLASSES, PIXELS] = [300, 10, 784];

/** A made-up run: logits near the label's own, so that `noise` says how often it errs. */
export function runWith(noise: number, changes: Partial<ExperimentFacts> = {}, samples = SAMPLES) {
  const random = createRandom(11).stream('digits');
  const labels = Uint8Array.from({ length: samples }, (_, i) => i % CLASSES);
  const logits = Float32Array.from({ length: samples * CLASSES }, (_, i) => {
    const own = labels[Math.floor(i / CLASSES)] === i % CLASSES;
    return (own ? 4 : 0) + noise * (random.uniform() - 0.5) * 10;
  });
  const said = predictionsOf(logits, CLASSES);
  const images = Uint8Array.from({ length: samples * PIXELS }, () => Math.floor(256 * random.uniform()));
  const confusion = confusionMatrix(said, labels, CLASSES);
  const distances = [centroidDistances(logits, labels, CLASSES)];
  const experiment = experimentFactsSchema.parse({
    experiment: 'mnist',
    hyperparameters: { data: 'mnist' },
    widths: [PIXELS, 16, CLASSES],
    activation: 'tanh',
    backend: 'cpu',
    epochs: [0, 1],
    loss: [2, 1],
    accuracy: [0.1, 0.9],
    measures: { recordedSamples: samples, heldOutSamples: samples },
    confusion,
    confusedPairs: confusedPairs(confusion),
    centroidDistances: distances,
    nearestCentroids: distances.map(nearestCentroids),
    ...changes,
  });
  const tensors = {
    'training/mnist/labels': { shape: [samples], data: labels },
    'training/mnist/images': { shape: [samples, PIXELS], data: images },
    'training/mnist/predictions': {
      shape: [2, samples],
      data: Uint8Array.from([...new Uint8Array(samples), ...said]),
    },
    'projection/mnist/trained-2': { shape: [samples, CLASSES], data: logits },
  };
  return { experiment, tensors, labels, said, logits, facts: factsOf({ experiment }) };
}

export const textsAt = (given: Awaited<ReturnType<typeof givenFor>>, time: number): string[] =>
  paintScene(scene, given, time).drawn.flatMap(({ text, alpha }) => (text && alpha > 0.9 ? [text] : []));

export const saidBy = (run: { facts: ReturnType<typeof factsOf> }): string =>
  resolveSentences(scene, run.facts)
    .sentences.map(({ text }) => text)
    .join(' ');
