import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mnistPca } from '../../remotion/scenes/mnist-pca';
import { digitsAbout } from '../../remotion/scenes/mnist-pca/digits';
import { clockText, epochNames } from '../../remotion/scenes/mnist-pca/epochs-told';
import { nearAt, viewFor } from '../../remotion/scenes/mnist-pca/framing';
import { spreadLabels, within } from '../../remotion/scenes/mnist-pca/labels';
import { placesOf } from '../../remotion/scenes/mnist-pca/places';
import { pointsAt } from '../../remotion/scenes/mnist-pca/story';
import { projectAll, screenFor } from '../../remotion/stage/camera';
import type { ProjectionFacts, RecordingFacts } from '../../remotion/stage/facts';
import { missingGlyph } from '../../remotion/stage/glyphs';
import type { Given } from '../../remotion/stage/scene';
import { paintScene } from '../support/paint-scene';
import { outside, overlaps, texts } from '../support/picture-rules';
import type { Mark } from '../support/recording-context';
import { broughtWith, givenFor, momentOf, SAMPLES } from './mnist-pca-run';

const scene = mnistPca('mine', 'activations');
const sizes = [
  [1920, 1080],
  [1080, 1920],
  [1080, 1080],
] as const;

const givenOf = (
  changes: Partial<RecordingFacts>,
  [width, height]: readonly [number, number] = sizes[0],
  projected: Partial<ProjectionFacts> = {},
): Promise<Given> => givenFor(width, height, broughtWith(changes, projected), scene);

const paintedAt = (given: Given, time: number): readonly Mark[] => paintScene(scene, given, time).drawn;

/** Each class of its own place, so that there are names. */
function sorted(given: Given, classes: number): Given {
  return {
    ...given,
    tensor: (stage, name, array) => {
      const tensor = given.tensor(stage, name, array);
      if (!array.startsWith('points')) return tensor;
      const data = Float32Array.from(tensor.data, (x, i) => {
        const label = Math.floor((i % (3 * SAMPLES)) / 3) % classes;
        const turn = (2 * Math.PI * label) / classes;
        return 0.1 * x + [Math.cos(turn), Math.sin(turn), 0.6 * Math.cos(3 * turn)][i % 3]!;
      });
      return { ...tensor, data };
    },
  };
}

describe('long names of classes', () => {
  const names = Array.from({ length: 20 }, (_, k) => String((k + 1) * 1000000007));

  it.each(sizes)('are shortened at %d × %d, stay in the view and off each other', async (width, height) => {
    const given = sorted(await givenOf({ classNames: names, widths: [40, 16, 8] }, [width, height]), 20);
    const { view } = placesOf(given.layout);
    const { unit, safe } = given.layout;
    let seen = 0;
    for (let time = 0.5; time < given.duration; time += 0.9) {
      const drawn = paintedAt(given, time);
      expect(outside(texts(drawn), safe)).toEqual([]);
      expect(overlaps(drawn, 3 * unit)).toEqual([]);
      const called = texts(drawn).filter(({ text }) => text?.includes('…'));
      for (const { text, x0, x1, y0, y1 } of called) {
        expect(missingGlyph(text!)).toBeUndefined();
        if (x0 < view.x || y0 < view.y || y1 > view.y + view.height) continue;
        seen++;
        expect(x1).toBeLessThanOrEqual(view.x + view.width);
      }
    }
    expect(seen).toBeGreaterThan(20);
  });

  it('are moved off each other no further than to the edge', () => {
    const box = { x: 10, y: 20, width: 300, height: 200 };
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ max: 999 }), fc.integer({ max: 999 }))), (at) => {
        const labels = at.map(([x, y], digit) => ({ digit, x, y, depth: 5, scale: 1 }));
        for (const label of spreadLabels(labels, 80)) {
          const { x, y } = within(label, box, 40, 12);
          expect(x).toBeGreaterThanOrEqual(50);
          expect(x).toBeLessThanOrEqual(270);
          expect(y).toBeGreaterThanOrEqual(32);
          expect(y).toBeLessThanOrEqual(208);
        }
      }),
    );
  });
});

describe('epochs as they are told', () => {
  it('has as many decimals as keep the first and the last apart, and groups what is large', () => {
    expect(epochNames(0, 5)).toEqual(['0', '5']);
    expect(epochNames(0, 0.003)).toEqual(['0', '0.003']);
    expect(epochNames(0.5, 2.25)).toEqual(['0.5', '2.25']);
    expect(epochNames(1, 1.0001)).toEqual(['1', '1.0001']);
    expect(epochNames(0, 1e9)).toEqual(['0', '1,000,000,000']);
  });

  it('never gives two epochs one name', () => {
    const epoch = fc.double({ min: 0, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(epoch, epoch, (a, b) => {
        fc.pre(Math.abs(a - b) > 1e-9);
        const [first, last] = epochNames(Math.min(a, b), Math.max(a, b));
        expect(first).not.toBe(last);
      }),
    );
  });

  it('shows on the clock no epoch that is not reached, and none that stands still', () => {
    const clock = (epoch: number): string => clockText(epoch, [0, 0.003]);
    expect([0, 0.001, 0.00199, 0.003].map(clock)).toEqual(['0', '0.0010', '0.0019', '0.003']);
    expect(clockText(12.37, [0, 20])).toBe('12.3');
    expect(clockText(0.256, [0, 20])).toBe('0.25');
    expect(clockText(1234567.8, [0, 2e6])).toBe('1,234,567.8');
  });

  it.each(sizes)('leave room for large ones at %d × %d', async (width, height) => {
    const given = await givenOf({ epochs: [0, 5e8, 1e9] }, [width, height]);
    for (let time = 1; time < given.duration; time += 1.3)
      expect(overlaps(paintedAt(given, time), 3 * given.layout.unit)).toEqual([]);
  });
});

describe('variance that is kept', () => {
  const textsOf = (given: Given): string =>
    [0.3, 0.5, 0.9]
      .flatMap((share) => texts(paintedAt(given, share * given.duration)).map(({ text }) => text))
      .join('|');

  it('has no row where layers are drawn as they are', async () => {
    expect(textsOf(await givenOf({ widths: [3, 2, 2] }))).not.toMatch(/keep|variance/);
    expect(textsOf(await givenOf({}))).toMatch(/keep/);
  });

  it('is no share where there is none, and has no row where there is none anywhere', async () => {
    const none = [0, 0, 0];
    const flat = { variance: [[none], [none, none, none], [none, none, none]] };
    expect(textsOf(await givenOf({}, sizes[0], flat))).not.toMatch(/keep|variance|NaN/);
    const part = { variance: [[[0.2, 0.1, 0]], [none, none, none], [none, none, none]] };
    const some = textsOf(await givenOf({}, sizes[0], part));
    expect(some).toMatch(/keep/);
    expect(some).toContain('–');
    expect(some).not.toMatch(/\|0 %/);
  });
});

describe('a last layer that begins as a speck', () => {
  const speck = (given: Given): Given => ({
    ...given,
    tensor: (stage, name, array) => {
      const tensor = given.tensor(stage, name, array);
      if (array !== 'points-2') return tensor;
      const data = Float32Array.from(tensor.data);
      for (let i = 0; i < 3 * SAMPLES; i++) data[i] = [0.4, -0.3, 0.2][i % 3]! + 0.01 * data[i]!;
      return { ...tensor, data };
    },
  });

  it('is seen close up, and glides to its place without leaving the view', async () => {
    const given = speck(await givenOf({}));
    const told = digitsAbout('mine', 'activations')(momentOf(given, 0));
    const { story, framing } = told.digits;
    const { view } = placesOf(given.layout);
    expect(framing.near).toBeGreaterThan(50);
    let before = screenFor(SAMPLES);
    for (let time = 0; time < given.cues['learn']!; time += 1 / 30) {
      const screen = projectAll(viewFor(story, framing, time), pointsAt(story, time), screenFor(SAMPLES));
      for (let i = 0; i < SAMPLES; i++) {
        expect(screen.x[i]).toBeGreaterThan(view.x);
        expect(screen.x[i]).toBeLessThan(view.x + view.width);
        expect(screen.y[i]).toBeGreaterThan(view.y);
        expect(screen.y[i]).toBeLessThan(view.y + view.height);
        if (time > 0)
          expect(Math.hypot(screen.x[i]! - before.x[i]!, screen.y[i]! - before.y[i]!)).toBeLessThan(
            0.04 * 1920,
          );
      }
      before = screen;
    }
    expect(nearAt(story, framing, given.cues['learn']!)).toBe(1);
  });
});
