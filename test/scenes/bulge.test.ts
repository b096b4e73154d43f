import { describe, expect, it } from 'vitest';
import { resolveSentences } from '../../remotion/narration/script';
import { CannotShowError } from '../../remotion/scenes/about';
import { scene } from '../../remotion/scenes/bulge';
import { canShow } from '../../remotion/scenes/bulge/can-show';
import { placesUnder } from '../../remotion/scenes/bulge/shots';
import { pointOf } from '../../remotion/stage/space-curve';
import { litAt, stateAt, storyOf } from '../../remotion/scenes/bulge/story';
import { dot, project } from '../../remotion/stage/camera';
import { viewFrom } from '../../remotion/stage/pose';
import type { Given } from '../../remotion/stage/scene';
import { distanceTo, sideOf, valueAt } from '../../remotion/stage/separator';
import { marginText } from '../../remotion/scenes/bulge/words';
import { forward } from '../../training/network';
import { paintScene } from '../support/paint-scene';
import { factsOf, givenFor, type GivenOptions } from '../support/scene-given';
import { bulgeFacts, bulgeTensors, other, run, sizes } from './bulge-run';

const textsAt = (given: Given, time: number): string[] =>
  paintScene(scene, given, time).drawn.flatMap(({ text }) => (text === undefined ? [] : [text]));
const said = (options: GivenOptions): string =>
  resolveSentences(scene, factsOf(options))
    .sentences.map(({ text }) => text)
    .join(' ');

/** Where every dot is seen at a time, x₀, y₀, … in pixels. */
function dotsAt(given: Given, time: number): number[] {
  const story = storyOf(given);
  const { map, pose } = stateAt(story, time);
  const view = viewFrom(pose);
  const places = placesUnder(story.run, map);
  return Array.from({ length: story.run.labels.length }, (_, i) => project(view, pointOf(places, i))).flatMap(
    ({ x, y }) => [x, y],
  );
}

describe('bulge', () => {
  it.each([
    ['one hidden layer', run],
    [
      'two',
      {
        tensors: bulgeTensors(true),
        experiment: { ...bulgeFacts, widths: [2, 3, 3, 1] },
      } satisfies GivenOptions,
    ],
  ])(
    'with %s, has for every dot the last layer’s value where it ends up, and its side',
    async (_, options) => {
      const given = await givenFor(scene, options);
      const { run: shown, separator, trained, rewind } = storyOf(given);
      const { points } = shown;
      // At the end the layers have been gone through twice: by the epochs, and part by part.
      for (const time of [rewind.from - 0.01, given.duration]) {
        const places = placesUnder(shown, stateAt(storyOf(given), time).map);
        for (let i = 0; i < shown.labels.length; i++) {
          const output = forward(trained, [points[2 * i]!, points[2 * i + 1]!])[0]!;
          const value = valueAt(separator, pointOf(places, i));
          expect(Math.abs(value - output)).toBeLessThanOrEqual(1e-5 * (1 + Math.abs(output)));
          expect(sideOf(separator, pointOf(places, i))).toBe(output > 0 ? 1 : -1);
        }
      }
    },
  );

  it('has every dot on its own side of the plane, as was recorded, and the nearest as far away as the margin', async () => {
    const given = await givenFor(scene, run);
    const { run: shown, separator, nearest } = storyOf(given);
    const places = placesUnder(shown, stateAt(storyOf(given), given.duration).map);
    const room = Array.from(shown.labels, (label, i) => {
      expect(sideOf(separator, pointOf(places, i))).toBe(label === 1 ? 1 : -1);
      return Math.abs(distanceTo(separator, pointOf(places, i)));
    });
    expect(Math.min(...room)).toBeCloseTo(bulgeFacts.measures['margin']!, 4);
    expect(nearest.map((i) => shown.labels[i])).toEqual([0, 1]);
    expect(Math.min(...nearest.map((i) => room[i]!))).toBe(Math.min(...room));
  });

  it.each(sizes)('at %s ends where the plane is seen edge-on: the eye is in it', async (_, width, height) => {
    const given = await givenFor(scene, { ...run, width, height });
    const { separator, edge } = storyOf(given);
    const { normal } = separator;
    for (const time of [edge.to, given.duration]) {
      const view = viewFrom(stateAt(storyOf(given), time).pose);
      expect(Math.abs(dot(normal, view.forward)) / Math.hypot(...normal)).toBeLessThan(1e-9);
      expect(distanceTo(separator, view.eye)).toBeCloseTo(0, 9);
    }
    expect(edge.to).toBeLessThan(given.duration - 1);
  });

  it('rings the dots that the margin is of, also where the nearest was held out', async () => {
    const heldOutMargin = 0.021;
    const measures = { ...bulgeFacts.measures, heldOutMargin };
    const given = await givenFor(scene, other({ measures }));
    const texts = textsAt(given, given.duration - 0.9);
    expect(texts).toContain('0.021');
    expect(texts).not.toContain('0.058');
  });

  it('writes the margin and the accuracy of the manifest', async () => {
    const given = await givenFor(scene, run);
    const texts = textsAt(given, given.duration - 0.9);
    expect(texts).toContain('0.058');
    expect(texts).toContain('100.0 %');
  });

  it.each(sizes)(
    'at %s moves no dot by more than a twenty-fifth of the width in a frame',
    async (_, width, height) => {
      for (const slower of [0.7, 1.4]) {
        const given = await givenFor(scene, { ...run, width, height, slower });
        let before = dotsAt(given, 0);
        let fastest = 0;
        for (let frame = 1; frame <= given.duration * 30; frame++) {
          const now = dotsAt(given, frame / 30);
          for (let i = 0; i < now.length; i += 2)
            fastest = Math.max(fastest, Math.hypot(now[i]! - before[i]!, now[i + 1]! - before[i + 1]!));
          before = now;
        }
        expect(fastest / width).toBeLessThanOrEqual(0.04);
      }
    },
  );

  it('moves one thing after another, without a gap in what it moves', async () => {
    const { shots } = storyOf(await givenFor(scene, run));
    expect(shots.map(({ kind }) => kind)).toEqual([
      ...['tip', 'pass', 'epochs', 'rewind', 'matrix', 'bias', 'activation', 'camera'],
    ]);
    shots.slice(1).forEach((shot, i) => {
      const before = shots[i]!;
      expect(shot.from).toBeGreaterThanOrEqual(before.to);
      expect(shot.pose[0]).toBe(before.pose[1]);
      expect([shot.learnt[0], shot.progress[0]]).toEqual([before.learnt[1], before.progress[1]]);
    });
  });

  it('lights each part of the formula while that part moves, and not before', async () => {
    const story = storyOf(await givenFor(scene, run));
    for (const kind of ['matrix', 'bias', 'activation'] as const) {
      const shot = story.shots.find((each) => each.kind === kind)!;
      const middle = (shot.from + shot.to) / 2;
      for (const part of ['matrix', 'bias', 'activation'] as const)
        expect(litAt(story, 0, part, middle)).toBe(part === kind ? 1 : 0);
    }
    expect(litAt(story, 0, 'matrix', story.learning.from)).toBe(0);
  });

  it('begins from straight above, where the plane is seen as in the scenes before', async () => {
    const given = await givenFor(scene, run);
    const dots = dotsAt(given, 0.5);
    const { points } = storyOf(given).run;
    const scale = Math.abs(dots[0]! - dots[2]!) / Math.abs(points[0]! - points[2]!);
    for (let i = 2; i < 200; i += 2) {
      expect((dots[i]! - dots[0]!) / scale).toBeCloseTo(points[i]! - points[0]!, 2);
      expect((dots[1]! - dots[i + 1]!) / scale).toBeCloseTo(points[i + 1]! - points[1]!, 2);
    }
  });
});

describe('bulge says', () => {
  it('that a plane fits only of a run with a margin, and only between dots: of these it is measured', () => {
    expect(said(run)).toContain('a flat plane fits between the two kinds of dots');
    expect(said(run)).not.toMatch(/disk|ring/);
    const closed = said(other({ measures: { accuracy: 0.978, margin: -0.2 } }));
    expect(closed).not.toContain('fits between');
    expect(closed).toContain('97 % of the dots');
    expect(closed).toContain('still on the wrong side');
    expect(closed).not.toContain('every dot');
  });

  it('that a plane fits only where the dots held out have room, too', () => {
    const { measures } = bulgeFacts;
    const held = (heldOutMargin: number): string => said(other({ measures: { ...measures, heldOutMargin } }));
    expect(held(0.01)).toContain('fits between');
    expect(held(-0.01)).not.toContain('fits between');
    expect(held(-0.01)).not.toContain('every dot');
  });

  it('that it bulges only of a network that has learnt, and whose dots are seen to leave the plane', () => {
    expect(said(run)).toContain('it bulges');
    expect(said(other({ loss: [0.7, 0.7, 0.69] }))).toContain('hardly falls');
    for (const spread of [0, 0.012, 0.1]) {
      const flat = said(other({ measures: { ...bulgeFacts.measures, spread } }));
      expect(flat).not.toContain('bulges');
      expect(flat).toContain('As it learns, the loss falls');
    }
    expect(said(other({ measures: { accuracy: 1, margin: 1 } }))).not.toContain('bulges');
  });

  it('how far the nearest dot is in plain decimals', () => {
    expect([0.05807, 1.2345, 0.00012, 123.4].map(marginText)).toEqual(['0.058', '1.2', '0.00012', '120']);
    for (const tiny of [4.2e-7, 1e-12, 9e-5]) expect(marginText(tiny)).toBe('almost 0');
  });

  it('that it bends into a box only where the activation is bounded', () => {
    expect(said(run)).toContain('bends into a box');
    expect(said(other({ activation: 'sigmoid' }))).toContain('bends into a box');
    expect(said(other({ activation: 'relu' }))).toContain('and folds');
  });

  it('what each layer does, of as many as there are', () => {
    expect(said(other({ widths: [2, 3, 3, 1] }))).toContain('The second layer turns and stretches');
    expect(said(other({ widths: [2, 3, 3, 1] }))).toContain('one more neuron in each layer');
    expect(said(run)).not.toContain('second');
  });
});

describe('bulge refuses', () => {
  const outline = {
    name: 'disks3d',
    data: 'disks',
    inputs: 2,
    hidden: [3],
    activation: 'tanh',
    classes: 2,
  } as const;

  it('hidden layers that are not three neurons wide, and layers that do not bend, saying why', () => {
    expect(canShow(outline)).toBe(true);
    expect(canShow({ ...outline, hidden: [3, 3] })).toBe(true);
    expect(canShow({ ...outline, hidden: [2] })).toContain('disks3d.hidden is [2]');
    expect(canShow({ ...outline, hidden: [3, 4] })).toContain('hidden layers of 3 neurons each');
    expect(canShow({ ...outline, hidden: [] })).toContain('hidden layers of 3 neurons each');
    expect(canShow({ ...outline, hidden: [3, 3, 3] })).toBe(true);
    expect(canShow({ ...outline, hidden: [3, 3, 3, 3] })).toContain('at most 3 hidden layers');
    expect(canShow({ ...outline, activation: 'linear' })).toContain('bend');
    expect(scene.besides?.['disks3d']).toBe(canShow);
  });

  it('a run that turned out to be such', () => {
    expect(() => scene.sentences(factsOf(other({ widths: [2, 4, 1] })))).toThrow(CannotShowError);
  });
});
