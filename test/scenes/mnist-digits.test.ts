import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../data/random';
import { resolveSentences } from '../../remotion/narration/script';
import { scene } from '../../remotion/scenes/mnist-digits';
import { canShow } from '../../remotion/scenes/mnist-digits/can-show';
import { mixedOrder, pickOf } from '../../remotion/scenes/mnist-digits/pick';
import { stripOf } from '../../remotion/scenes/mnist-digits/places';
import { storyOf } from '../../remotion/scenes/mnist-digits/story';
import { experimentFactsSchema } from '../../remotion/stage/facts';
import { predictionsOf } from '../../training/measures';
import { paintScene } from '../support/paint-scene';
import { factsOf, givenFor } from '../support/scene-given';

const [CLASSES, PIXELS] = [10, 784];
const SIZES = [
  [1920, 1080],
  [1080, 1920],
  [1080, 1080],
] as const;

/** A made-up run whose layers are as wide as said. */
function runWith(hidden: readonly number[], samples = 600, data = 'mnist') {
  const random = createRandom(5).stream('wall');
  const widths = [PIXELS, ...hidden, CLASSES];
  const values = widths
    .slice(1)
    .map((width) => Float32Array.from({ length: samples * width }, () => 2 * random.uniform() - 1));
  const said = predictionsOf(values.at(-1)!, CLASSES);
  const labels = Uint8Array.from({ length: samples }, (_, i) => Math.floor((i * CLASSES) / samples));
  const images = Uint8Array.from({ length: samples * PIXELS }, () => Math.floor(256 * random.uniform()));
  const experiment = experimentFactsSchema.parse({
    experiment: 'mnist',
    hyperparameters: { data },
    widths,
    activation: 'tanh',
    backend: 'cpu',
    epochs: [0, 1],
    loss: [2, 1],
    accuracy: [0.1, 0.9],
    measures: {},
  });
  const tensors = {
    'training/mnist/labels': { shape: [samples], data: labels },
    'training/mnist/images': { shape: [samples, PIXELS], data: images },
    'training/mnist/predictions': {
      shape: [2, samples],
      data: Uint8Array.from([...new Uint8Array(samples), ...said]),
    },
    ...Object.fromEntries(
      values.map((layer, k) => [
        `projection/mnist/trained-${k + 1}`,
        { shape: [samples, widths[k + 1]!], data: layer },
      ]),
    ),
  };
  return { experiment, dataset: { samples: 4321, classes: CLASSES }, tensors, labels, said, values, images };
}

const networks = [[], [64], [128, 64], [128, 64, 32], [1024, 3, 1024, 3, 16]];

describe('the digit that mnist-digits picks', () => {
  it('is one that was named right, with the share nearest to 0.8, the first of equals', () => {
    const shares = [0.1, 0.9, 0.3, 0.7, 0.25, 0.75, 0.8, 0.2];
    const run = { labels: [1, 1, 1, 1], said: [1, 1, 1, 0], shares, classes: 2 };
    expect(pickOf(run)).toBe(2);
    expect(pickOf({ ...run, shares: [0.25, 0.75, 0.25, 0.75, 0.1, 0.9, 0.8, 0.2] })).toBe(0);
  });

  it('is of all digits where none was named right', () => {
    expect(pickOf({ labels: [1, 1], said: [0, 0], shares: [0.6, 0.4, 0.8, 0.2], classes: 2 })).toBe(1);
    expect(() => pickOf({ labels: [], said: [], shares: [], classes: 2 })).toThrow(RangeError);
  });

  it('is the same in every layout, and hangs where it steps out of the wall', async () => {
    const run = runWith([128, 64]);
    for (const [width, height] of SIZES) {
      const { sample, hung, places, said, share, label } = storyOf(
        await givenFor(scene, { ...run, width, height }),
      );
      expect(hung[places.wall.chosen]).toBe(sample);
      expect([said, label]).toEqual([run.said[sample], run.labels[sample]]);
      const all = storyOf(await givenFor(scene, run));
      expect([sample, share]).toEqual([all.sample, all.share]);
    }
  });
});

describe('the wall', () => {
  it('has every digit once at most, and fills the frame down to the captions, however many were recorded', async () => {
    for (const [width, height] of SIZES)
      for (const samples of [200, 600]) {
        const given = await givenFor(scene, { ...runWith([16], samples), width, height });
        const { hung, places } = storyOf(given);
        const { wall } = places;
        expect(new Set(hung).size).toBe(hung.length);
        const [first, last] = [wall.at(0), wall.at(hung.length - 1)];
        expect(Math.max(first.x, first.y)).toBeLessThan(0.1 * wall.side);
        expect(last.x + 1.1 * wall.side).toBeGreaterThan(width);
        expect(last.y + 1.1 * wall.side).toBeGreaterThan(wall.box.height);
        expect(wall.side % 28).toBe(0);
      }
  });

  it('mixes the samples without losing one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), (count) => {
        expect(new Set(mixedOrder(count)).size).toBe(count);
      }),
      { numRuns: 30 },
    );
  });
});

describe('the network', () => {
  it('has a cell for every neuron, none on another, and a strip no longer than its room', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1024 }),
        fc.integer({ min: 500, max: 900 }),
        fc.boolean(),
        (count, long, downwards) => {
          const { box, cell, at } = stripOf(count, { x: 500, y: 500 }, long, 1, downwards);
          const places = Array.from({ length: count }, (_, i) => at(i));
          expect(new Set(places.map(String)).size).toBe(count);
          expect(downwards ? box.width : box.height).toBeLessThanOrEqual(long);
          for (const [x, y] of places) {
            expect((x - box.x) % cell).toBe(0);
            expect((y - box.y) % cell).toBe(0);
            expect(x + cell).toBeLessThanOrEqual(box.x + box.width);
            expect(y + cell).toBeLessThanOrEqual(box.y + box.height);
          }
        },
      ),
    );
  });

  it.each(networks.map((hidden) => [hidden]))(
    'of hidden layers %j stays clear of the digit and apart, in every layout, with its widths written',
    async (hidden) => {
      for (const [width, height] of SIZES) {
        const run = runWith(hidden);
        const given = await givenFor(scene, { ...run, width, height });
        const { places, widths, values, sample, said, share } = storyOf(given);
        expect(widths).toEqual(run.experiment.widths);
        values.forEach((layer, k) => {
          const n = widths[k + 1]!;
          expect([...Array.from(layer)]).toEqual([...run.values[k]!.slice(sample * n, (sample + 1) * n)]);
        });
        const ends = places.strips.map(({ box }) =>
          places.downwards ? [box.y, box.y + box.height] : [box.x, box.x + box.width],
        );
        const digit = places.downwards
          ? places.digit.y + places.digit.height
          : places.digit.x + places.digit.width;
        let before = digit;
        for (const [from, to] of ends) {
          expect(from).toBeGreaterThan(before);
          before = to!;
        }
        const [out] = places.outputs;
        expect((places.downwards ? out!.y : out!.x) - places.radius).toBeGreaterThan(before);
        const { drawn } = paintScene(scene, given, given.duration - 0.75);
        const written = drawn.filter(({ text, alpha }) => text && alpha > 0.9);
        const { safe } = given.layout;
        for (const { x0, x1 } of written) {
          expect(x0).toBeGreaterThanOrEqual(safe.x - 1);
          expect(x1).toBeLessThanOrEqual(safe.x + safe.width + 1);
        }
        const texts = written.map(({ text }) => text);
        expect(texts).toEqual(expect.arrayContaining(widths.map(String)));
        expect(texts).toContain(String(said));
        expect(texts).toContain(`${Math.floor(100 * share + 1e-9)} %`);
      }
    },
  );
});

describe('what mnist-digits says and shows', () => {
  const spoken = (run: ReturnType<typeof runWith>): string =>
    resolveSentences(scene, factsOf(run))
      .sentences.map(({ text }) => text)
      .join(' ');

  it('tells how many digits there are and how many outputs, as the cache knows them', () => {
    expect(spoken(runWith([64]))).toContain('4,321 handwritten digits');
    expect(spoken(runWith([64]))).toContain('ten outputs');
  });

  it('refuses other data and networks for which it has no room, and says why', () => {
    const outline = { name: 'mnist', inputs: PIXELS, activation: 'relu', classes: undefined };
    expect(canShow({ ...outline, data: 'mnist', hidden: [128, 64] })).toBe(true);
    expect(canShow({ ...outline, data: 'csv', hidden: [] })).toContain('csv');
    expect(canShow({ ...outline, data: 'mnist', hidden: [2, 2, 2, 2, 2, 2] })).toContain('6 layers');
    expect(canShow({ ...outline, data: 'mnist', hidden: [2000] })).toContain('2000');
    expect(() => spoken(runWith([64], 20, 'csv'))).toThrow('mnist-digits');
  });
});
