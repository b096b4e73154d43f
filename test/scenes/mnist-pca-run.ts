import type { Tensor } from '../../cache/npy';
import { createRandom } from '../../data/random';
import { silentVoice } from '../../remotion/narration/silent';
import { resolveSentences } from '../../remotion/narration/script';
import { timelineOf } from '../../remotion/narration/timeline-of';
import { scene as ownScene } from '../../remotion/scenes/mnist-pca';
import {
  experimentFactsSchema,
  recordingFactsSchema,
  type ExperimentFacts,
  type Facts,
  type ProjectionFacts,
  type RecordingFacts,
} from '../../remotion/stage/facts';
import { layoutOf } from '../../remotion/stage/layout';
import type { DrawnScene, Given, Moment } from '../../remotion/stage/scene';
import { night } from '../../remotion/stage/theme';
import { factsOf } from '../support/scene-given';

/** A small made-up run, worse than any real one: every dot is anywhere in the window in every layer. */

export const SAMPLES = 120;
export const EPOCHS = [0, 0.1, 0.5, 1, 2, 4];

export const factsWith = (changes: Partial<ExperimentFacts> = {}, radius = 2): Facts => {
  const experiment = experimentFactsSchema.parse({
    experiment: 'mnist',
    hyperparameters: {},
    widths: [784, 128, 64, 10],
    activation: 'tanh',
    backend: 'cpu',
    epochs: EPOCHS,
    loss: EPOCHS.map((epoch) => 2 / (1 + epoch)),
    accuracy: [0.1, 0.5, 0.8, 0.9, 0.92, 0.95],
    measures: { heldOutAccuracy: 0.95, recordedSamples: SAMPLES },
    ...changes,
  });
  return { ...factsOf({ experiment }), projection: () => projectionOf(experiment, radius) };
};

const projectionOf = ({ widths, epochs }: RecordingFacts, radius: number): ProjectionFacts => ({
  varianceKept: widths.map((_, k) => (k + 1) / (widths.length + 1)),
  radius,
  variance: widths.map((_, k) => (k === 0 ? [0] : epochs).map((_, e) => [0.2, 0.1, 0.01 * (k + e)])),
  travel: widths.map((_, k) => (k === 0 ? [] : epochs.slice(1).map(() => 0.1))),
});

/** As `npm run import` describes activations of a network that nobody here has trained. */
export const broughtWith = (
  changes: Partial<RecordingFacts> = {},
  projected: Partial<ProjectionFacts> = {},
): Facts => {
  const recording = recordingFactsSchema.parse({
    experiment: 'mine',
    hyperparameters: { data: 'activations' },
    widths: [40, 16, 2],
    epochs: [0, 1, 5],
    loss: [],
    accuracy: [],
    classNames: ['-1', '7', '1000'],
    measures: { recordedSamples: SAMPLES, nearestCentroidAccuracy: 0.97 },
    ...changes,
  });
  return { ...factsOf({ recording }), projection: () => ({ ...projectionOf(recording, 2), ...projected }) };
};

const labelsOf = (classes: number): Uint8Array => Uint8Array.from({ length: SAMPLES }, (_, i) => i % classes);

function clouds(name: string, epochs: number): Tensor {
  const random = createRandom(7).stream(name);
  const home = Array.from({ length: SAMPLES * 3 }, () => 2.2 * random.uniform() - 1.1);
  const grown = Array.from({ length: epochs }, (_, e) => (epochs === 1 ? 1 : 0.1 + (0.9 * e) / (epochs - 1)));
  return {
    shape: [epochs, SAMPLES, 3],
    data: Float32Array.from(grown.flatMap((size) => home.map((x) => x * size))),
  };
}

/** @param scene about `mnist`, or about `mine` with facts of what was brought */
export async function givenFor(
  width: number,
  height: number,
  facts = factsWith(),
  scene: DrawnScene = ownScene,
): Promise<Given> {
  const script = resolveSentences(scene, facts);
  const clips = await Promise.all(
    script.sentences.map(async ({ reading }) => {
      const { pcm, sampleRate, words, estimated } = await silentVoice.speak(reading.spoken);
      return { duration: pcm.length / sampleRate, words, estimated };
    }),
  );
  const timeline = timelineOf({ scene, script, clips, fps: 30 });
  const { experiment, widths, epochs, classNames } = facts.recording('');
  const arrays = new Map<string, Tensor>([
    ['training/labels', { shape: [SAMPLES], data: labelsOf(classNames?.length ?? 10) }],
    ...(experiment === 'mnist'
      ? [
          [
            'training/images',
            { shape: [SAMPLES, 784], data: new Uint8Array(SAMPLES * 784).fill(128) },
          ] as const,
        ]
      : []),
    ...widths.map((_, k): [string, Tensor] => [
      `projection/points-${k}`,
      clouds(`points-${k}`, k === 0 ? 1 : epochs.length),
    ]),
  ]);
  return {
    width,
    height,
    duration: timeline.durationInFrames / timeline.fps,
    theme: night,
    layout: layoutOf(width, height),
    facts,
    formulas: {},
    cues: timeline.cues,
    captions: timeline.captions,
    tensor: (stage, name, array) => {
      const tensor = name === experiment ? arrays.get(`${stage}/${array}`) : undefined;
      if (!tensor) throw new Error(`mnist-pca does not read ${stage}:${name} ${array}`);
      return tensor;
    },
    props: {},
  };
}

export const momentOf = (given: Given, time: number): Moment => ({
  time,
  given,
  cue: (name) => {
    const at = given.cues[name];
    if (at === undefined) throw new Error(`no cue ${name}`);
    return at;
  },
});
