import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { momentAt } from '../../remotion/film/moment';
import { scene } from '../../remotion/scenes/linear-boundary';
import { placeOn } from '../../remotion/scenes/linear-boundary/number-line';
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
import { planeOf } from '../../remotion/stage/plane';
import type { Given } from '../../remotion/stage/scene';
import { forward } from '../../training/network';
import { filmStore, type FilmStore } from '../support/film-store';
import { givenFor } from '../support/scene-given';
import { run, sizes } from './linear-boundary-run';

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
