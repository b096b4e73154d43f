import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { momentAt } from '../../remotion/film/moment';
import { scene } from '../../remotion/scenes/tanh-graph';
import { roundFactor } from '../../remotion/scenes/tanh-graph/lens';
import { evenly, fanAt, imageDecimals, storyOf, valueAt } from '../../remotion/scenes/tanh-graph/story';
import type { Given } from '../../remotion/stage/scene';
import { paintScene } from '../support/paint-scene';
import { factsOf, givenFor } from '../support/scene-given';

const sizes = [
  [1920, 1080],
  [1080, 1920],
  [1080, 1080],
] as const;
const wordsAt = (given: Given, time: number): string =>
  paintScene(scene, given, time)
    .drawn.flatMap(({ text }) => text ?? [])
    .join('');

describe('tanh-graph', () => {
  it('says what is true whatever was trained, and reads nothing', () => {
    expect(scene.reads).toEqual([]);
    for (const { claim } of scene.sentences(factsOf({}))) expect(claim).toBeUndefined();
  });

  it('takes the number all the way to both sides, and then close to 0', async () => {
    const given = await givenFor(scene);
    const { run, reach, crossing } = storyOf(given);
    const at = (time: number): number => valueAt(momentAt(given, time));
    expect(at(given.cues.value!)).toBe(1);
    expect(at(run[1]!.to)).toBe(reach);
    expect(at(run[2]!.to)).toBe(-reach);
    expect(at(given.cues.fan! - 0.2)).toBeCloseTo(-0.2, 6);
    expect(Math.abs(at(crossing))).toBeLessThan(1e-9);
  });

  it('never shows an image as large as 1, however far the number may run', () => {
    fc.assert(
      fc.property(fc.double({ min: 2, max: 6, noNaN: true }), (reach) => {
        expect(Number(Math.tanh(reach).toFixed(imageDecimals(reach)))).toBeLessThan(1);
      }),
    );
    expect(imageDecimals(4)).toBe(3);
  });

  it('shows the number and its image where it rests', async () => {
    const given = await givenFor(scene);
    const { run } = storyOf(given);
    expect(wordsAt(given, given.cues.walls! - 0.3)).toContain('1.00');
    expect(wordsAt(given, given.cues.walls! - 0.3)).toContain(Math.tanh(1).toFixed(3));
    expect(wordsAt(given, run[1]!.to + 0.2)).toContain('4.00');
    expect(wordsAt(given, run[1]!.to + 0.2)).toContain('0.999');
    expect(wordsAt(given, run.at(-1)!.to + 0.2)).toContain('\u22120.20');
    expect(wordsAt(given, run.at(-1)!.to + 0.2)).toContain(`\u2212${Math.tanh(0.2).toFixed(3)}`);
  });

  it.each(sizes)(
    'moves the number at %d×%d by no more than 4 % of the width in a frame',
    async (width, height) => {
      for (const slower of [0.5, 1, 2]) {
        const given = await givenFor(scene, { width, height, slower });
        const { x, y } = storyOf(given).places.graph;
        const at = (time: number): [number, number] => {
          const value = valueAt(momentAt(given, time));
          return [x(value), y(Math.tanh(value))];
        };
        for (let frame = 1; frame < given.duration * 30; frame++) {
          const [before, now] = [at((frame - 1) / 30), at(frame / 30)];
          expect(Math.abs(now[0] - before[0])).toBeLessThan(0.04 * width);
          expect(Math.abs(now[1] - before[1])).toBeLessThan(0.04 * width);
        }
      }
    },
  );

  it('lets the evenly spaced numbers appear, go up and go across one after another, when the first has come to rest', async () => {
    for (const slower of [0.5, 1, 2]) {
      const given = await givenFor(scene, { slower });
      const { run } = storyOf(given);
      for (let time = 0; time < given.duration; time += 0.1) {
        const { shown, up, across } = fanAt(momentAt(given, time));
        if (shown > 0) expect(time).toBeGreaterThan(run.at(-1)!.to);
        if (up > 0) expect(shown).toBe(1);
        if (across > 0) expect(up).toBe(1);
      }
      expect(fanAt(momentAt(given, given.duration)).across).toBe(1);
    }
  });

  it('has a schema whose defaults are what the film shows', () => {
    expect(scene.props!.parse({})).toEqual({ reach: 4, start: 1, near: 0.2, step: 0.5 });
    expect(scene.props!.safeParse({ reach: 40 }).success).toBe(false);
  });
});

describe('evenly(reach, step)', () => {
  it('goes from −reach to reach through 0 in even steps', () => {
    expect(evenly(1, 0.5)).toEqual([-1, -0.5, 0, 0.5, 1]);
    fc.assert(
      fc.property(
        fc.double({ min: 2, max: 6, noNaN: true }),
        fc.double({ min: 0.2, max: 1, noNaN: true }),
        (reach, step) => {
          const values = evenly(reach, step);
          expect(values[(values.length - 1) / 2]).toBe(0);
          expect(values.at(-1)).toBeLessThanOrEqual(reach + 1e-9);
          expect(values.at(-1)).toBeGreaterThan(reach - step - 1e-9);
        },
      ),
    );
  });
});

describe('roundFactor(most)', () => {
  it('is never more, hardly less, and has two digits before its noughts', () => {
    expect([7.9, 42.9, 357, 12_999].map(roundFactor)).toEqual([7, 42, 350, 12_000]);
    fc.assert(
      fc.property(fc.double({ min: 1, max: 1e6, noNaN: true }), (most) => {
        const factor = roundFactor(most);
        expect(factor).toBeLessThanOrEqual(most + 1e-6);
        expect(factor).toBeGreaterThan(0.5 * most);
      }),
    );
  });
});
