import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../data/random';
import { resolveSentences } from '../../remotion/narration/script';
import { experimentScene } from '../../remotion/scenes/spirals-stretching';
import {
  broughtStory,
  inWindow,
  lensAt,
  placeAt,
  pointsAt,
  progressAt,
  seen,
} from '../../remotion/scenes/spirals-stretching/brought-story';
import { recordingFactsSchema, type ProjectionFacts, type RecordingFacts } from '../../remotion/stage/facts';
import type { ExperimentOutline } from '../../remotion/stage/outline';
import { night } from '../../remotion/stage/theme';
import { paintScene } from '../support/paint-scene';
import { faint, outside, overlaps, texts, tooSmall } from '../support/picture-rules';
import { factsOf, givenFor } from '../support/scene-given';

const SAMPLES = 90;
const scene = experimentScene.about('mine', 'activations');
const SIZES = [
  [1920, 1080],
  [1080, 1920],
  [1080, 1080],
] as const;

interface Made {
  readonly widths?: readonly number[];
  readonly epochs?: number;
  readonly classes?: number;
  /** The same dots at every epoch. */
  readonly still?: boolean;
  /** By layer: how far its values reach. */
  readonly reach?: (layer: number) => number;
  readonly changes?: Partial<RecordingFacts>;
}

/** A made-up recording, worse than a real one: every dot is anywhere in every layer and at every epoch. */
function recordingWith({
  widths = [2, 3, 2, 2],
  epochs = 1,
  classes = 3,
  still = false,
  reach = () => 1,
  changes = {},
}: Made = {}) {
  const random = createRandom(5).stream('brought');
  const recording = recordingFactsSchema.parse({
    experiment: 'mine',
    hyperparameters: { data: 'activations' },
    widths,
    epochs: Array.from({ length: epochs }, (_, e) => e),
    loss: [],
    accuracy: [],
    classNames: Array.from({ length: classes }, (_, c) => `kind ${c}`),
    measures: { recordedSamples: SAMPLES, nearestCentroidAccuracy: 0.876 },
    ...changes,
  });
  const cloud = (k: number) => {
    const rows = k === 0 ? 1 : epochs;
    return {
      shape: [rows, SAMPLES, 3],
      data: still
        ? Float32Array.from({ length: rows * SAMPLES * 3 }, (_, i) =>
            i % 3 < widths[k]! ? reach(k) * Math.sin(1 + k + (i % (SAMPLES * 3))) : 0,
          )
        : Float32Array.from({ length: rows * SAMPLES * 3 }, (_, i) =>
            i % 3 < widths[k]! ? reach(k) * (2 * random.uniform() - 1) : 0,
          ),
    };
  };
  const tensors = {
    'training/mine/labels': {
      shape: [SAMPLES],
      data: Uint8Array.from({ length: SAMPLES }, (_, i) => i % classes),
    },
    ...Object.fromEntries(widths.map((_, k) => [`projection/mine/points-${k}`, cloud(k)])),
  };
  const projection: ProjectionFacts = {
    varianceKept: widths.map(() => 1),
    radius: 1,
    travel: widths.map((_, k) => Array<number>(k === 0 ? 0 : epochs - 1).fill(still ? 0 : 0.3)),
  };
  return { recording, projection, tensors, facts: factsOf({ recording, projection }) };
}

const outline = (changes: Partial<ExperimentOutline> = {}): ExperimentOutline => ({
  name: 'mine',
  data: 'activations',
  inputs: 2,
  hidden: [2, 3],
  activation: undefined,
  classes: 3,
  ...changes,
});

const said = (made: Made): string =>
  resolveSentences(scene, recordingWith(made).facts)
    .sentences.map(({ text }) => text)
    .join(' ');

describe('what spirals-stretching shows of activations that were brought', () => {
  it('takes layers of two or three values, and up to ten classes', () => {
    expect(experimentScene.canShow(outline())).toBe(true);
    expect(experimentScene.canShow(outline({ inputs: 3, hidden: [], classes: 10 }))).toBe(true);
    expect(experimentScene.canShow(outline({ classes: undefined }))).toBe(true);
    expect(experimentScene.canShow(outline({ hidden: [2, 64] }))).toContain('[2,2,64]');
    expect(experimentScene.canShow(outline({ inputs: 784 }))).toContain('784');
    expect(experimentScene.canShow(outline({ inputs: 1 }))).not.toBe(true);
    expect(experimentScene.canShow(outline({ classes: 12 }))).toContain('12 classes');
    expect(experimentScene.canShow(outline({ hidden: Array<number>(12).fill(2) }))).toContain('13 layers');
  });

  it('refuses what only the file says, before anything is drawn', () => {
    expect(() => scene.sentences(recordingWith({ widths: [2, 2, 10] }).facts)).toThrow(
      /last layer is 10 wide/,
    );
    expect(() => scene.sentences(recordingWith({ widths: [2, 1] }).facts)).toThrow(/only one layer/);
  });

  it('leaves what it does with trainings as it was', () => {
    expect(experimentScene.canShow(outline({ data: 'spirals', activation: 'tanh', classes: 2 }))).toBe(true);
    expect(experimentScene.canShow(outline({ data: 'spirals', activation: 'tanh', classes: 3 }))).not.toBe(
      true,
    );
    expect(experimentScene.about('mine').reads.some(({ stage }) => stage === 'dataset')).toBe(true);
    expect(scene.reads.map(({ stage }) => stage)).toEqual(['training', 'projection']);
  });

  it('stops before a last layer of one value', async () => {
    const given = await givenFor(scene, recordingWith({ widths: [2, 2, 2, 1] }));
    const story = broughtStory('mine')(given);
    expect(story.spaces).toBe(3);
    expect(placeAt(story, given.duration)).toEqual({ from: 1, to: 2, t: 1 });
    expect(said({ widths: [2, 2, 2, 1] })).not.toMatch(/last (one|layer)|nearest/);
  });

  it('ends with the dots where they were recorded in the last layer, at the last epoch', async () => {
    for (const epochs of [1, 4]) {
      const made = recordingWith({ epochs });
      const given = await givenFor(scene, made);
      const story = broughtStory('mine')(given);
      const last = given.tensor('projection', 'mine', 'points-3').data.slice(-3 * SAMPLES);
      expect([...pointsAt(story, given.duration - 0.8)]).toEqual([...inWindow(last, story.poses[3]!)]);
      expect([...pointsAt(story, 0)]).toEqual([
        ...inWindow(given.tensor('projection', 'mine', 'points-0').data, story.poses[0]!),
      ]);
      expect(progressAt(story, given.duration)).toBe(1);
    }
  });

  it('reaches the last layer before the scene ends, however many layers there are', async () => {
    for (const [epochs, slower] of [
      [1, 1],
      [5, 1],
      [5, 0.75],
    ] as const)
      for (const count of [2, 5, 6, 9, 12]) {
        const made = recordingWith({ widths: Array<number>(count).fill(count % 2 ? 3 : 2), epochs });
        const given = await givenFor(scene, { ...made, slower });
        const story = broughtStory('mine')(given);
        expect(placeAt(story, given.duration - 0.5)).toMatchObject({ to: count - 1, t: 1 });
        expect(story.place.at(-1)!.to).toBeLessThan(given.duration - 0.5);
      }
  });

  it('goes through the epochs in the last layer, and through the layers at the last epoch', async () => {
    const given = await givenFor(scene, recordingWith({ epochs: 5 }));
    const story = broughtStory('mine')(given);
    for (let time = 0; time < given.duration; time += 0.1) {
      const progress = progressAt(story, time);
      if (progress > 0 && progress < 1) expect(placeAt(story, time)).toEqual({ from: 0, to: 3, t: 1 });
      if (time > given.cues['layer-1']!) expect(progress).toBe(1);
    }
  });
});

describe.each(SIZES)('activations that were brought, at %i × %i', (width, height) => {
  const many: readonly Made[] = [
    {},
    { widths: [2, 2, 2, 1], classes: 2 },
    { epochs: 60, classes: 10, widths: [3, 3, 3] },
    { widths: Array<number>(12).fill(2), classes: 7, epochs: 3, reach: (k) => 10 ** (k % 3) },
  ];

  it('moves no dot by more than 4 % of the frame’s width in a frame', async () => {
    for (const made of many) {
      const given = await givenFor(scene, { ...recordingWith(made), width, height });
      const story = broughtStory('mine')(given);
      const at = (time: number): Float64Array => seen(pointsAt(story, time), lensAt(story, time));
      let [before, furthest] = [at(0), 0];
      for (let frame = 1; frame < given.duration * 30; frame++) {
        const now = at(frame / 30);
        for (let i = 0; i < now.length; i += 2) {
          const moved = Math.hypot(now[i]! - before[i]!, now[i + 1]! - before[i + 1]!);
          furthest = Math.max(furthest, moved);
        }
        before = now;
      }
      expect(furthest).toBeGreaterThan(0);
      expect(furthest / width).toBeLessThanOrEqual(0.04);
    }
  });

  it('keeps everything in the safe area above the captions, and no text on another', async () => {
    for (const made of many) {
      const given = await givenFor(scene, { ...recordingWith(made), width, height });
      const { safe, captionBand, unit } = given.layout;
      for (let time = 0.1; time < given.duration; time += 0.9) {
        const { drawn } = paintScene(scene, given, time);
        expect(outside(drawn, safe, 14 * unit)).toEqual([]);
        expect(drawn.filter(({ ink }) => ink.y1 > captionBand.y + 1)).toEqual([]);
        expect(overlaps(texts(drawn), 3 * unit)).toEqual([]);
        expect(tooSmall(drawn, 24 * unit)).toEqual([]);
        expect(faint(drawn, night.background)).toEqual([]);
      }
    }
  });

  it('gives the same picture for the same moment, in any order', async () => {
    const given = await givenFor(scene, { ...recordingWith({ epochs: 4 }), width, height });
    const times = [1, 5, 9, 14, 20].filter((time) => time < given.duration);
    const forwards = times.map((time) => paintScene(scene, given, time).drawn);
    const backwards = [...times].reverse().map((time) => paintScene(scene, given, time).drawn);
    expect(backwards.reverse()).toEqual(forwards);
  });
});

describe('what is said of activations that were brought', () => {
  it('speaks of no activation, no matrix and no bend: nobody knows them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(2, 3), { minLength: 2, maxLength: 12 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 2, max: 10 }),
        (widths, epochs, classes) => {
          const words = said({ widths, epochs, classes });
          expect(words).not.toMatch(/tanh|relu|matrix|bias|bend|weight|border|torn/i);
          expect(words).toContain(`These ${SAMPLES} dots`);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('says how many classes and epochs there are, and what was measured', () => {
    expect(said({ classes: 7 })).toContain('seven colours');
    expect(said({})).toContain('87 percent');
    expect(said({ epochs: 6 })).toContain('6 recorded epochs');
    expect(said({})).not.toContain('epoch');
    expect(said({ changes: { measures: {} } })).not.toMatch(/percent|90/);
  });

  it('says that dots move through the epochs only where they do', () => {
    expect(said({ epochs: 3 })).toContain('3 recorded epochs go by, and the dots move');
    expect(said({ epochs: 3, still: true })).toContain('3 recorded epochs go by.');
    expect(said({ epochs: 3, still: true })).not.toMatch(/the dots move/);
    // Nothing was said of what learns, and a cache may be older than what is measured now.
    expect(said({ epochs: 3 })).not.toMatch(/learn|train/);
    const { recording } = recordingWith({ epochs: 3 });
    const facts = factsOf({ recording, projection: { varianceKept: [], radius: 1 } });
    expect(resolveSentences(scene, facts).claims).toMatchObject([{ claim: 'epochs-move', holds: false }]);
  });

  it('names each class by its colour in a legend', async () => {
    const given = await givenFor(scene, recordingWith({ classes: 5 }));
    const shown = paintScene(scene, given, given.duration - 1).drawn.map(({ text }) => text);
    for (let c = 0; c < 5; c++) expect(shown).toContain(`kind ${c}`);
  });
});
