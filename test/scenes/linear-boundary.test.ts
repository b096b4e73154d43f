import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { momentAt } from '../../remotion/film/moment';
import { resolveSentences } from '../../remotion/narration/script';
import { CannotShowError } from '../../remotion/scenes/about';
import { scene } from '../../remotion/scenes/linear-boundary';
import { numberLine, placeOn } from '../../remotion/scenes/linear-boundary/number-line';
import {
  dotsAt,
  landingOf,
  LANDING,
  placesAfter,
  stateAt,
  storyOf,
  toldOf,
  unwoundAt,
} from '../../remotion/scenes/linear-boundary/story';
import { progressAt } from '../../remotion/scenes/linear-boundary/unwind';
import type { ExperimentFacts } from '../../remotion/stage/facts';
import { planeOf } from '../../remotion/stage/plane';
import type { Given } from '../../remotion/stage/scene';
import { forward, type ActivationName } from '../../training/network';
import { filmStore, type FilmStore } from '../support/film-store';
import { paintScene } from '../support/paint-scene';
import { factsOf, givenFor } from '../support/scene-given';
import { spiralsFacts, spiralsTensors } from '../support/spirals-network';

const run = { experiment: spiralsFacts, tensors: spiralsTensors };
const sizes = [
  ['16:9', 1920, 1080],
  ['9:16', 1080, 1920],
  ['1:1', 1080, 1080],
] as const;

/** Another network on the same dots. */
const other = (
  weights: readonly (readonly number[])[],
  biases: readonly (readonly number[])[],
  activation: ActivationName = 'tanh',
): Parameters<typeof givenFor>[1] => ({
  tensors: {
    ...spiralsTensors,
    ...Object.fromEntries(
      weights.flatMap((data, k) => [
        [
          `projection/spirals/weights-${k + 1}`,
          { shape: [1, data.length / 2, 2], data: Float32Array.from(data) },
        ],
        [
          `projection/spirals/biases-${k + 1}`,
          { shape: [1, biases[k]!.length], data: Float32Array.from(biases[k]!) },
        ],
      ]),
    ),
  },
  experiment: {
    ...spiralsFacts,
    activation,
    widths: [2, ...weights.slice(1).map(() => 2), 1],
    measures: { accuracy: 0.5 },
  },
});

const distanceToLine = (given: Given, x: number, y: number): number => {
  const { w, b } = storyOf(given).line;
  return (w[0] * x + w[1] * y + b) / Math.hypot(...w);
};

describe('linear-boundary', () => {
  it('lands every dot on the network’s output for it, to 1e-5 · (1 + |output|)', async () => {
    const given = await givenFor(scene, run);
    const { numbers, outputs, trained, points } = storyOf(given);
    const line = numbers!;
    outputs.forEach((value, i) => {
      const output = forward(trained, [points[2 * i]!, points[2 * i + 1]!])[0]!;
      const [x, y] = placeOn(line, value);
      const read = ((x - line.zero[0]) * line.normal[0] + (y - line.zero[1]) * line.normal[1]) * line.slope;
      expect(Math.abs(read - output)).toBeLessThanOrEqual(1e-5 * (1 + Math.abs(output)));
      // The last layer as a projection: signed distance from its line, times |w|.
      const { hidden } = storyOf(given);
      const distance = distanceToLine(given, hidden[2 * i]!, hidden[2 * i + 1]!);
      expect(Math.abs(distance * line.slope - output)).toBeLessThanOrEqual(1e-5 * (1 + Math.abs(output)));
    });
  });

  it('moves every dot to the number line along its own perpendicular', async () => {
    const given = await givenFor(scene, run);
    const story = storyOf(given);
    const { numbers, hidden, outputs, times } = story;
    const { normal, along } = numbers!;
    const plane = planeOf(story.places.plane, story.views.spaces.at(-1)!);
    for (const share of [0.2, 0.5, 0.8, 1]) {
      const state = stateAt(story, times.project + share * LANDING);
      const dots = dotsAt(story, state, plane);
      outputs.forEach((_, i) => {
        const [x, y] = [plane.x.invert(dots[2 * i]!), plane.y.invert(dots[2 * i + 1]!)];
        const [dx, dy] = [x - hidden[2 * i]!, y - hidden[2 * i + 1]!];
        expect(Math.abs(dx * normal[0] + dy * normal[1])).toBeLessThanOrEqual(1e-9);
        const way = placeOn(numbers!, outputs[i]!);
        const whole = (way[0] - hidden[2 * i]!) * along[0] + (way[1] - hidden[2 * i + 1]!) * along[1];
        const done = landingOf(story, i, state.landed);
        expect(dx * along[0] + dy * along[1]).toBeCloseTo(done * whole, 9);
      });
    }
  });

  it('takes the boundary to the straight line in the last space, and to the network’s zero in the input', async () => {
    const given = await givenFor(scene, run);
    const { curves, network, layers, trained } = storyOf(given);
    expect(curves.length).toBeGreaterThan(0);
    for (const curve of curves) {
      const last = placesAfter(network, layers, curve);
      for (let i = 0; i < curve.length; i += 2) {
        expect(Math.abs(distanceToLine(given, last[i]!, last[i + 1]!))).toBeLessThanOrEqual(1e-9);
        expect(Math.abs(forward(trained, [curve[i]!, curve[i + 1]!])[0]!)).toBeLessThanOrEqual(1e-8);
      }
    }
  });

  it('has all of the one class on one side of the line and all of the other on the other', async () => {
    const given = await givenFor(scene, run);
    const { outputs, labels, counts } = storyOf(given);
    outputs.forEach((value, i) => expect(value > 0).toBe(labels[i] === 1));
    expect(counts).toEqual([
      { right: 200, all: 200 },
      { right: 200, all: 200 },
    ]);
  });

  it.each(sizes)(
    'at %s moves no dot by more than a twenty-fifth of the width in a thirtieth of a second',
    async (_, width, height) => {
      for (const slower of [0.6, 1.5]) {
        const given = await givenFor(scene, { ...run, width, height, slower });
        const at = (time: number): Float64Array => {
          const { story, state, plane } = toldOf(momentAt(given, time));
          return dotsAt(story, state, plane);
        };
        let before = at(0);
        let fastest = 0;
        for (let frame = 1; frame <= given.duration * 30; frame++) {
          const now = at(frame / 30);
          for (let i = 0; i < now.length; i += 2)
            fastest = Math.max(fastest, Math.hypot(now[i]! - before[i]!, now[i + 1]! - before[i + 1]!));
          before = now;
        }
        expect(fastest / width).toBeLessThanOrEqual(0.04);
      }
    },
  );

  it.each(sizes)('at %s keeps dots and number line inside the plane’s box', async (_, width, height) => {
    const given = await givenFor(scene, { ...run, width, height });
    const { places, numbers } = storyOf(given);
    const { x, y, width: wide, height: high } = places.plane;
    const inside = (px: number, py: number): boolean =>
      px >= x && px <= x + wide && py >= y && py <= y + high;
    for (let time = 0; time < given.duration; time += 0.25) {
      const { story, state, plane } = toldOf(momentAt(given, time));
      const dots = dotsAt(story, state, plane);
      for (let i = 0; i < dots.length; i += 2) expect(inside(dots[i]!, dots[i + 1]!)).toBe(true);
    }
    const plane = planeOf(places.plane, storyOf(given).views.spaces.at(-1)!);
    for (const value of [numbers!.low, numbers!.high]) {
      const [u, v] = placeOn(numbers!, value);
      expect(inside(plane.x(u), plane.y(v))).toBe(true);
    }
  });

  it('goes back through all layers, one after the other, and is at the input before the scene ends', async () => {
    const given = await givenFor(scene, run);
    const story = storyOf(given);
    expect(story.ways.map(({ layer }) => layer)).toEqual([3, 2, 1, 0]);
    story.ways.slice(1).forEach(({ from }, i) => expect(from).toBeGreaterThan(story.ways[i]!.to));
    for (const { from, to } of story.ways) {
      expect(to - from).toBeGreaterThanOrEqual(1.1);
      expect(to - from).toBeLessThanOrEqual(1.6);
    }
    expect(unwoundAt(story)).toBeLessThan(given.duration - 2);
    let before = story.layers;
    for (let time = 0; time < given.duration; time += 0.05) {
      const progress = progressAt(story.ways, story.layers, time);
      expect(progress).toBeLessThanOrEqual(before);
      before = progress;
    }
    expect(before).toBe(0);
  });

  it('says on which side the dots are only where all of them are, and otherwise how many', () => {
    const said = (change: Partial<ExperimentFacts>): { text: string; broken: number } => {
      const { sentences, claims } = resolveSentences(
        scene,
        factsOf({ experiment: { ...spiralsFacts, ...change } }),
      );
      return {
        text: sentences.map(({ text }) => text).join(' '),
        broken: claims.filter(({ holds }) => !holds).length,
      };
    };
    const all = said({ measures: { accuracy: 1, margin: 0.4 } });
    expect(all.text).toContain('blue below zero, orange above');
    expect(all.text).toContain('winds between the spirals');
    expect(all.broken).toBe(0);
    const some = said({ measures: { accuracy: 0.64 }, hyperparameters: { turns: 1.25 } });
    expect(some.text).toContain('64 % of them');
    expect(some.text).toContain('some dots on the wrong side');
    expect(some.text).not.toContain('winds');
    expect(some.broken).toBe(2);
    const none = said({ measures: { accuracy: 0.5 } });
    expect(none.text).not.toContain('the line bends');
    expect(none.text).toContain('one side of it');
    expect(said({ measures: { accuracy: 1, margin: 0 } }).text).not.toContain('orange above');
    expect(said({ measures: { accuracy: 1 }, hyperparameters: { turns: 0.3 } }).text).not.toContain('winds');
    // Accuracy alone does not say that both classes were named; counts do.
    const counted = {
      measures: { accuracy: 0.6 },
      confusion: [
        [120, 0],
        [80, 0],
      ],
    };
    expect(said(counted).text).not.toContain('the line bends');
  });

  it.each<[string, Partial<ExperimentFacts>, RegExp]>([
    ['hidden layers of another width', { widths: [2, 3, 3, 1] }, /spirals\.hidden is \[3,3\].*\[2,2,2\]/],
    ['no hidden layer', { widths: [2, 1] }, /spirals\.hidden is \[\]/],
    ['layers that do not bend', { activation: 'linear' }, /activation is linear/],
  ])('refuses %s before anything is drawn, in one line', (_, change, why) => {
    const attempt = (): unknown =>
      resolveSentences(scene, factsOf({ experiment: { ...spiralsFacts, ...change } }));
    expect(attempt).toThrow(CannotShowError);
    expect(attempt).toThrow(why);
  });

  it.each([
    [
      'one hidden layer',
      other(
        [
          [1, 0.5, -0.5, 1],
          [2, -1],
        ],
        [[0, 0.1], [0.2]],
      ),
    ],
    [
      'a boundary far from the sheet',
      other(
        [
          [1, 0.5, -0.5, 1],
          [0.2, -0.1],
        ],
        [[0, 0.1], [9]],
      ),
    ],
    [
      'a last layer of zeros',
      other(
        [
          [1, 0.5, -0.5, 1],
          [0, 0],
        ],
        [[0, 0.1], [0]],
      ),
    ],
    [
      'dead relus',
      other(
        [
          [-1, 0, 0, -1],
          [1, 1, 1, 1],
          [1, -1],
        ],
        [[-9, -9], [0, 0], [0.3]],
        'relu',
      ),
    ],
    [
      'a first layer of zeros',
      other(
        [
          [0, 0, 0, 0],
          [1, 1, 1, -1],
          [1, -1],
        ],
        [[0, 0], [0, 0], [0]],
      ),
    ],
    [
      'sigmoids',
      other(
        [
          [3, 1, -1, 3],
          [1, 2, -2, 1],
          [3, -4],
        ],
        [[0, 0], [0, -0.2], [0.3]],
        'sigmoid',
      ),
    ],
    [
      'a mirror',
      other(
        [
          [1, 0, 0, -1],
          [2, 3],
        ],
        [[0, 0], [0.1]],
      ),
    ],
  ])('can be drawn with %s', async (_, options) => {
    for (const [, width, height] of sizes) {
      const given = await givenFor(scene, { ...options, width, height });
      for (let time = 1.1; time < given.duration - 0.8; time += 0.9)
        for (const mark of paintScene(scene, given, time).drawn)
          expect([mark.x0, mark.y0, mark.x1, mark.y1].every(Number.isFinite)).toBe(true);
    }
  });
});

describe('linear-boundary of the film’s own spirals', () => {
  let store: FilmStore | undefined;
  beforeAll(async () => {
    store = await filmStore([scene]);
  }, 180_000);
  afterAll(() => store?.close());

  it('lands every dot on what was recorded as the network’s output for it', async () => {
    const given = await store!.given(scene, { width: 1920, height: 1080 });
    const { outputs, numbers, hidden } = storyOf(given);
    const { shape, data } = given.tensor('projection', 'spirals', 'points-5');
    const [epochs = 0, samples = 0, axes = 0] = shape;
    expect(samples).toBe(outputs.length);
    outputs.forEach((value, i) => {
      const recorded = data[((epochs - 1) * samples + i) * axes]!;
      const tolerance = 1e-5 * (1 + Math.abs(recorded));
      expect(Math.abs(value - recorded)).toBeLessThanOrEqual(tolerance);
      const distance = distanceToLine(given, hidden[2 * i]!, hidden[2 * i + 1]!);
      expect(Math.abs(distance * numbers!.slope - recorded)).toBeLessThanOrEqual(tolerance);
    });
  });

  it('has room for its sentences: the way back is over before the curve is spoken of', async () => {
    const given = await store!.given(scene, { width: 1080, height: 1920 });
    expect(unwoundAt(storyOf(given))).toBeLessThanOrEqual(given.cues['curve']! + 0.1);
  });
});

describe('numberLine', () => {
  const number = fc.double({ min: -5, max: 5, noNaN: true });
  const dots = fc.array(fc.tuple(number, number), { minLength: 2, maxLength: 20 });

  it('says at each dot’s foot what w·x + b is at the dot, and has room for all of them', () => {
    fc.assert(
      fc.property(number, number, number, dots, (w0, w1, b, points) => {
        fc.pre(Math.hypot(w0, w1) > 0.05);
        const line = numberLine({ w: [w0, w1], b }, points.flat());
        fc.pre(line !== undefined);
        for (const [x, y] of points) {
          const value = w0 * x + w1 * y + b;
          expect(value).toBeGreaterThanOrEqual(line!.low);
          expect(value).toBeLessThanOrEqual(line!.high);
          const [u, v] = placeOn(line!, value);
          // The foot of a perpendicular: from there to the dot it goes along the line w·x + b = 0.
          expect((x - u) * w0 + (y - v) * w1).toBeCloseTo(0, 8);
          expect(w0 * u + w1 * v + b).toBeCloseTo(value, 8);
        }
        expect(line!.low).toBeLessThanOrEqual(0);
        expect(line!.high).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('is not there where the last layer’s weights are zero, or where there is no dot', () => {
    expect(numberLine({ w: [0, 0], b: 1 }, [1, 2])).toBeUndefined();
    expect(numberLine({ w: [1, 0], b: 1 }, [])).toBeUndefined();
  });

  it('leaves the dots in the order of their values', () => {
    const line = numberLine({ w: [1, 2], b: 0 }, [0, 0, 1, 1, -1, -1])!;
    const along = (value: number): number => {
      const [x, y] = placeOn(line, value);
      return x * line.normal[0] + y * line.normal[1];
    };
    expect(along(-3)).toBeLessThan(along(0));
    expect(along(0)).toBeLessThan(along(3));
  });
});
