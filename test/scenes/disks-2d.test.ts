import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resolveSentences } from '../../remotion/narration/script';
import { CannotShowError } from '../../remotion/scenes/about';
import { scene } from '../../remotion/scenes/disks-2d';
import { canShow } from '../../remotion/scenes/disks-2d/can-show';
import { cutToSquare, magnifiedAt } from '../../remotion/scenes/disks-2d/magnification';
import { stateAt, storyOf, viewAt } from '../../remotion/scenes/disks-2d/story';
import { keepsApart, strictActivations } from '../../remotion/scenes/disks-data';
import { sentences as trainingSentences } from '../../remotion/scenes/disks-training/words';
import { seenPoints } from '../../remotion/scenes/walk-lens';
import { experimentFactsSchema, type ExperimentFacts } from '../../remotion/stage/facts';
import { circleAt } from '../../remotion/stage/rings';
import type { Given } from '../../remotion/stage/scene';
import type { PlaneMap } from '../../remotion/motion/layer-path';
import { activationNames } from '../../training/network';
import { filmStore, type FilmStore } from '../support/film-store';
import { paintScene } from '../support/paint-scene';
import { factsOf } from '../support/scene-given';

const facts: ExperimentFacts = experimentFactsSchema.parse({
  experiment: 'disks2d',
  hyperparameters: { data: 'disks', hidden: [2, 2, 2, 2], innerRadius: 0.5, ringRadii: [0.75, 1.25] },
  widths: [2, 2, 2, 2, 2, 1],
  activation: 'tanh',
  backend: 'wasm',
  epochs: [300],
  loss: [0.18],
  accuracy: [0.951],
  measures: { accuracy: 0.951, denseAccuracy: 0.9313 },
});
const said = (change: Partial<ExperimentFacts> = {}): string =>
  resolveSentences(scene, factsOf({ experiment: { ...facts, ...change } }))
    .sentences.map(({ text }) => text)
    .join(' ');

describe('what disks-2d says', () => {
  it('gives the share that was measured, cut off and not rounded', () => {
    expect(said()).toContain('95 % are right, not all');
    expect(said({ measures: { accuracy: 0.9999 } })).toContain('99 % are right');
  });

  it('says of a run that got all of its dots right how it does on a denser set', () => {
    const lucky = said({ measures: { accuracy: 1, denseAccuracy: 0.9987 } });
    expect(lucky).toContain('only 99.8 % of a far denser set');
    expect(lucky).not.toContain('not all');
    expect(said({ measures: { accuracy: 1, denseAccuracy: 1 } })).toMatch(
      /all of these dots right, and all of a far denser set/,
    );
  });

  it('says no more than was measured where a measure is missing', () => {
    const dotsOnly = said({ measures: { accuracy: 1 } });
    expect(dotsOnly).toContain('all of these dots right.');
    expect(dotsOnly).not.toMatch(/denser|NaN/);
    for (const measures of [{}, { accuracy: Number.NaN }, { denseAccuracy: 1 }])
      expect(said({ measures })).not.toMatch(/right|fails|NaN/);
  });

  it('never says that a line found a way around the ring', () => {
    for (const measures of [{ accuracy: 1 }, { accuracy: 1, denseAccuracy: 1 }, { accuracy: 0.9 }, {}])
      expect(said({ measures })).not.toMatch(/way around/);
  });

  it('asks nobody to look for what a lens may not show', () => {
    expect(said()).not.toMatch(/look/i);
  });

  it('takes the activations that merge nothing from the activations themselves, as disks-training does', () => {
    expect(strictActivations).toEqual(['tanh', 'sigmoid', 'leakyRelu', 'linear']);
    for (const activation of activationNames) {
      const run = factsOf({ experiment: { ...facts, activation } });
      const claim = trainingSentences(run).find(
        ({ claim }) => claim?.id === 'disks-training-never-merges',
      )?.claim;
      expect(claim?.holds(run)).toBe(keepsApart(activation));
    }
  });

  it.each(['tanh', 'sigmoid', 'leakyRelu'] as const)(
    'says with %s that the disk stays inside',
    (activation) => {
      expect(said({ activation })).toContain('the disk is still inside');
      expect(said({ activation })).toContain('closed around its disk');
    },
  );

  it('does not say so of relu, which merges', () => {
    expect(said({ activation: 'relu' })).not.toMatch(/still inside|closed around/);
  });

  it.each<[string, Partial<ExperimentFacts>, RegExp]>([
    ['hidden layers of another width', { widths: [2, 3, 1] }, /disks2d\.hidden is \[3\].*\[2,2,2\]/],
    ['layers that do not bend', { activation: 'linear' }, /activation is linear/],
    ['other data', { hyperparameters: { data: 'spirals' } }, /its data are spirals/],
    ['more layers than it has time for', { widths: [2, ...Array<number>(9).fill(2), 1] }, /at most 8/],
  ])('refuses %s', (_, change, why) => {
    expect(() => said(change)).toThrow(CannotShowError);
    expect(() => said(change)).toThrow(why);
  });

  it('judges an experiment before it is trained by the same rules', () => {
    const outline = { name: 'disks2d', data: 'disks', inputs: 2, activation: 'tanh', classes: 2 } as const;
    expect(canShow({ ...outline, hidden: [2, 2] })).toBe(true);
    expect(canShow({ ...outline, hidden: [3] })).toMatch(/hidden/);
  });
});

describe('the lens over a disk in a ring', () => {
  const shape = { disk: 0.5, ring: [0.75, 1.25] } as const;
  const squeezed =
    (by: number): PlaneMap =>
    (x, y, out) => {
      out[0] = x;
      out[1] = y / by;
      out[2] = 0;
    };

  it('is not needed where all is wide enough', () => {
    expect(magnifiedAt(squeezed(1), shape, 300, 200).times).toBe(1);
  });

  it('enlarges the more, the thinner the plane is drawn out, and never more than fits', () => {
    fc.assert(
      fc.property(fc.double({ min: 5, max: 120, noNaN: true }), (by) => {
        const { times } = magnifiedAt(squeezed(by), shape, 300, 200);
        // From outer edge to outer edge the ring is 2.5 / by wide.
        expect((times * 2.5 * 300) / by).toBeLessThanOrEqual(2 * 200);
        expect(times).toBeGreaterThan(by / 6);
      }),
      { numRuns: 12 },
    );
  });

  it('is left out where the map has merged the plane into a line', () => {
    const flat: PlaneMap = (x, _y, out) => out.set([x, 0, 0]);
    expect(magnifiedAt(flat, shape, 300, 200).times).toBe(0);
  });

  it('cuts what is seen off around it, and leaves alone what lies within', () => {
    const inside = [-0.5, -0.5, 0.5, -0.5, 0, 0.5];
    expect(cutToSquare(inside, 1)).toHaveLength(6);
    const cut = cutToSquare([-9, -9, 9, -9, 9, 9, -9, 9], 1);
    for (const v of cut) expect(Math.abs(v)).toBeLessThanOrEqual(1 + 1e-9);
    expect(cutToSquare([5, 5, 6, 5, 6, 6], 1)).toEqual([]);
  });
});

describe('disks-2d as it was trained', { timeout: 120_000 }, () => {
  let store: FilmStore;
  let given: Given;
  beforeAll(async () => {
    store = await filmStore([scene]);
    given = await store.given(scene, { width: 1920, height: 1080 });
  }, 120_000);
  afterAll(() => store?.close());

  it('marks as wrong as many dots as the measured accuracy leaves', () => {
    const { wrong, facts: run, labels } = storyOf(given);
    const share = 1 - wrong.filter(Boolean).length / labels.length;
    expect(share).toBeCloseTo(run.measures['accuracy']!, 6);
  });

  it('leaves each dot that is not marked on its own class’s side of the line', () => {
    const { walk, points, labels, wrong } = storyOf(given);
    const map = walk.space.at(walk.space.layers.length);
    const [w, b] = [walk.network.weights.at(-1)!.data, walk.network.biases.at(-1)![0]!];
    const out = new Float64Array(3);
    for (let i = 0; i < labels.length; i++) {
      map(points[2 * i]!, points[2 * i + 1]!, out);
      expect(w[0]! * out[0]! + w[1]! * out[1]! + b > 0).toBe((labels[i] === 1) !== wrong[i]);
    }
  });

  it('has done all layers before the line comes, in every layout', async () => {
    for (const [width, height] of [
      [1920, 1080],
      [1080, 1920],
      [1080, 1080],
    ] as const) {
      const story = storyOf(await store.given(scene, { width, height }));
      expect(stateAt(story, story.lineFrom).progress).toBe(4);
      expect(story.lineFrom).toBeLessThan(given.cues.score! + 0.3);
      expect(story.lensTo - story.lensFrom).toBeGreaterThan(2);
    }
  });

  it('keeps the disk inside the closed curve that the ring has become, after every layer', () => {
    const { walk, radii } = storyOf(given);
    const out = new Float64Array(3);
    walk.space.layers.forEach((_, k) => {
      const map = walk.space.at(k + 1);
      map(0, 0, out);
      const [x, y] = [out[0]!, out[1]!];
      let turned = 0;
      let before: number | undefined;
      for (let i = 0; i <= 200_000; i++) {
        map(...circleAt(radii.ring[0], i / 200_000), out);
        const angle = Math.atan2(out[1]! - y, out[0]! - x);
        if (before !== undefined) turned += Math.atan2(Math.sin(angle - before), Math.cos(angle - before));
        before = angle;
      }
      expect(Math.abs(turned) / (2 * Math.PI)).toBeCloseTo(1, 6);
    });
  });

  it('keeps every dot in the plane’s box', () => {
    const { places, walk, points } = storyOf(given);
    const { x, y, width, height } = places.plane;
    for (let time = given.cues.walk!; time < given.duration; time += 0.3) {
      const state = stateAt(storyOf(given), time);
      seenPoints(points, walk.space.at(state.progress), viewAt(storyOf(given), state)).forEach((v, i) =>
        expect(i % 2 ? v > y && v < y + height : v > x && v < x + width).toBe(true),
      );
    }
  });

  it('draws the same picture for the same moment in any order', () => {
    const early = paintScene(scene, given, 6).drawn;
    paintScene(scene, given, 14);
    expect(paintScene(scene, given, 6).drawn).toEqual(early);
  });
});
