import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { momentAt } from '../../remotion/film/moment';
import { resolveSentences } from '../../remotion/narration/script';
import { scene } from '../../remotion/scenes/closing';
import { clockOf, layersAt } from '../../remotion/scenes/closing/clock';
import { creditsOf } from '../../remotion/scenes/closing/credits';
import { bestBoxes, rowsOf } from '../../remotion/scenes/closing/places';
import { freePlace, stateAt, storyOf } from '../../remotion/scenes/closing/story';
import { spacesOf } from '../../remotion/scenes/closing/spaces';
import { nearestToMean } from '../../remotion/scenes/closing/typical';
import { thinned } from '../../remotion/scenes/closing/zoom';
import { experimentFactsSchema, type ExperimentFacts, type Facts } from '../../remotion/stage/facts';
import { filmStore, type FilmStore } from '../support/film-store';
import { paintScene } from '../support/paint-scene';
import { fastest } from '../support/picture-rules';
import { recordingContext, type Dot } from '../support/recording-context';

const facts = (
  accuracy: Readonly<Record<string, number>>,
  more: { readonly activation?: string; readonly data?: string } = {},
): Facts => {
  const of = (experiment: string): ExperimentFacts =>
    experimentFactsSchema.parse({
      experiment,
      hyperparameters: { data: experiment === 'mnist' ? (more.data ?? 'mnist') : 'disks' },
      widths: [2, 2, 1],
      epochs: [0, 1],
      loss: [1, 0.1],
      accuracy: [0.5, accuracy[experiment] ?? 1],
      measures: experiment === 'mnist' ? { heldOutAccuracy: accuracy['mnist'] ?? 1 } : {},
      activation: more.activation ?? 'tanh',
      backend: 'test',
    });
  const none = (): never => {
    throw new Error('not asked here');
  };
  return { experiment: of, recording: of, dataset: none, neighbours: none, projection: none };
};
const said = (...args: Parameters<typeof facts>): string =>
  resolveSentences(scene, facts(...args))
    .sentences.map(({ text }) => text)
    .join(' ');

describe('what the closing says', () => {
  it('names what the networks pull apart, and only that', () => {
    expect(said({ mnist: 0.95 })).toContain('That pulls spirals, disks and handwriting apart.');
    expect(said({ mnist: 0.95, spirals: 0.99 })).toContain('That pulls disks and handwriting apart.');
    expect(said({ mnist: 0.8, disks3d: 0.9 })).toContain('That pulls spirals apart.');
    expect(said({ mnist: 0.1, disks3d: 0.9, spirals: 0.5 })).toContain(
      'That is how a network moves what it is given.',
    );
  });

  it('speaks of bending only where layers bend', () => {
    expect(said({})).toContain('bend it');
    expect(said({}, { activation: 'linear' })).not.toContain('bend');
  });
});

describe('the credits', () => {
  const written = (voice: string | null, data?: string): string =>
    creditsOf(facts({}, data === undefined ? {} : { data }), voice)
      .flatMap(({ role, lines }) => [role, ...lines])
      .join(' ');

  it('name the voice that speaks, and none where none does or it is not known', () => {
    expect(written('flite')).toContain('Flite');
    expect(written('flite-rms')).toContain('Flite');
    expect(written('silent')).not.toMatch(/voice/i);
    expect(written(null)).not.toMatch(/voice/i);
    expect(written('toString')).not.toMatch(/voice/i);
  });

  it('name MNIST and who made it where its digits are shown', () => {
    expect(written(null)).toMatch(/MNIST.*Yann LeCun, Corinna Cortes, Christopher J\. C\. Burges/);
    expect(written(null, 'csv')).not.toContain('MNIST');
  });
});

describe('the clock of all panels', () => {
  const cues = fc
    .array(fc.double({ min: 0.05, max: 3, noNaN: true }), { minLength: 5, maxLength: 5 })
    .map(([stretch = 1, a = 1, b = 1, c = 1, d = 1]) => ({
      stretch,
      shift: stretch + a,
      bend: stretch + a + b,
      again: stretch + a + b + c,
      open: stretch + a + b + c + d,
    }));

  it('never goes back, and counts all of its layers', () => {
    fc.assert(
      fc.property(cues, fc.integer({ min: 1, max: 6 }), (times, layers) => {
        const clock = clockOf(times, layers);
        expect(clock.at(0)).toBe(0);
        expect(clock.at(clock.to + 1)).toBe(layers);
        let before = 0;
        for (let i = 0; i <= 200; i++) {
          const now = clock.at((clock.to * i) / 200);
          expect(now).toBeGreaterThanOrEqual(before - 1e-12);
          before = now;
        }
      }),
    );
  });

  it('takes every network to its last layer, and none beyond', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 9 }), (layers, own) => {
        expect(layersAt({ layers }, layers, own)).toBeCloseTo(own, 12);
        expect(layersAt({ layers }, 0, own)).toBe(0);
      }),
    );
  });
});

describe('the panels', () => {
  const box = { x: 10, y: 20, width: 1700, height: 800 };

  it('stand in rows that read the same from both ends, within the box and off each other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), (count) => {
        const boxes = bestBoxes(box, count, 20);
        expect(boxes).toHaveLength(count);
        boxes.forEach((a, i) => {
          expect(a.x).toBeGreaterThanOrEqual(box.x - 1e-6);
          expect(a.y).toBeGreaterThanOrEqual(box.y - 1e-6);
          expect(a.x + a.width).toBeLessThanOrEqual(box.x + box.width + 1e-6);
          expect(a.y + a.height).toBeLessThanOrEqual(box.y + box.height + 1e-6);
          for (const b of boxes.slice(i + 1))
            expect(
              a.x + a.width < b.x || b.x + b.width < a.x || a.y + a.height < b.y || b.y + b.height < a.y,
            ).toBe(true);
        });
      }),
    );
    expect(rowsOf(8, 3)).toEqual([3, 2, 3]);
    expect(rowsOf(8, 2)).toEqual([4, 4]);
  });

  it('keep dots of every class', () => {
    const labels = Array.from({ length: 400 }, (_, i) => i % 2);
    const kept = thinned(labels, 100);
    expect(kept).toHaveLength(100);
    expect(kept.filter((i) => labels[i] === 1)).toHaveLength(50);
  });

  it('show the sample nearest to the mean of its class', () => {
    expect(nearestToMean([0, 10, 4, 5, 100], [0, 0, 0, 0, 1], 0)).toBe(3);
    expect(nearestToMean([0, 10], [0, 0], 7)).toBe(-1);
  });
});

/** Seconds a frame at 30 frames a second. */
const FRAME = 1 / 30;

describe('the film’s own run', () => {
  let store: FilmStore;
  beforeAll(async () => {
    const few = ['epochs=1', 'trainSamples=500', 'recordedSamples=200', 'hidden=[16]'];
    store = await filmStore(
      [scene],
      few.map((value) => `mnist.${value}`),
    );
  }, 180_000);
  afterAll(() => store?.close());

  it.each([
    [1920, 1080],
    [1080, 1920],
    [1080, 1080],
  ])('moves no dot by more than 4 percent of the width in a frame, at %i × %i', async (width, height) => {
    const given = await store.given(scene, { width, height });
    const story = storyOf(given);
    // Drawn from back to front, dots in space change their order: those of the planes are followed.
    const flat = story.panels.filter((_, i) =>
      ['field', 'spirals', 'disks2d'].includes(story.spaces[i]!.name),
    );
    expect(flat).toHaveLength(3);
    const dotsAt = (time: number): readonly Dot[] => {
      const { context, dots } = recordingContext(width, height);
      for (const panel of flat) panel.draw(context, stateAt(story, momentAt(given, time)).beat);
      return dots;
    };
    let before = dotsAt(0);
    for (let time = FRAME; time < given.duration; time += FRAME) {
      const now = dotsAt(time);
      const { furthest, followed } = fastest(before, now, 16);
      expect(followed).toBeGreaterThan(100);
      expect(furthest / width).toBeLessThanOrEqual(0.04);
      before = now;
    }
  });

  it('moves no panel by more than 4 % of the width in a frame on its way to the credits', async () => {
    const given = await store.given(scene, { width: 1920, height: 1080 });
    const story = storyOf(given);
    const placesAt = (time: number) => {
      const moment = momentAt(given, time);
      const told = { ...moment, story, state: stateAt(story, moment) };
      return story.panels.map((_, i) => freePlace(told, i));
    };
    let before = placesAt(given.cues['open']!);
    for (let time = given.cues['open']! + FRAME; time < given.duration; time += FRAME) {
      const now = placesAt(time);
      now.forEach(({ x, y }, i) =>
        expect(Math.hypot(x - before[i]!.x, y - before[i]!.y) / given.width).toBeLessThanOrEqual(0.04),
      );
      before = now;
    }
  });

  it('knows the voice that speaks, and thanks it', async () => {
    const given = await store.given(scene, { width: 1920, height: 1080 });
    expect(given.voice).toBe('flite');
    const written = paintScene(scene, given, given.duration - 1.5).drawn.map(({ text }) => text);
    expect(written).toContain('Flite');
    const silent = paintScene(scene, { ...given, voice: 'silent' }, given.duration - 1.5);
    expect(silent.drawn.map(({ text }) => text)).not.toContain('Flite');
  });

  it('leaves the credits to be read for at least 3.5 seconds', async () => {
    const given = await store.given(scene, { width: 1920, height: 1080 });
    const { credits } = stateAt(storyOf(given), momentAt(given, given.duration - 0.7 - 3.5));
    expect(credits).toBeGreaterThan(0.95);
  });
});

describe.each([
  [
    'wide layers',
    ['spirals.hidden=[8,8]', 'disks3d.hidden=[2]', 'disks2d.hidden=[3]', 'boundary.hidden=[1]'],
  ],
  [
    'a single neuron, and deeper ones',
    ['spirals.hidden=[1]', 'disks2d.hidden=[2,2,2,2,2,2]', 'disks3d.hidden=[3,2]', 'boundary.hidden=[20]'],
  ],
])('a run with %s', (_, set) => {
  let store: FilmStore;
  beforeAll(async () => {
    const quick = ['boundary', 'spirals', 'disks2d', 'disks3d', 'mnist'].map((name) => `${name}.epochs=1`);
    store = await filmStore([scene], [...set, ...quick, 'mnist.hidden=[16]', 'mnist.recordedSamples=100']);
  }, 180_000);
  afterAll(() => store?.close());

  it('shows all of its spaces, each as it can be shown', async () => {
    const given = await store.given(scene, { width: 1080, height: 1080 });
    expect(spacesOf(given)).toHaveLength(8);
    for (let time = 0; time < given.duration; time += 0.5)
      expect(() => paintScene(scene, given, time)).not.toThrow();
  });
});
