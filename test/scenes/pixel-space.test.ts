import { describe, expect, it } from 'vitest';
import { momentAt } from '../../remotion/film/moment';
import { resolveSentences } from '../../remotion/narration/script';
import { scene } from '../../remotion/scenes/pixel-space';
import { blendOf } from '../../remotion/scenes/pixel-space/pixels';
import { placesOf } from '../../remotion/scenes/pixel-space/places';
import {
  alongBand,
  bandAt,
  digitPlaces,
  noiseImage,
  noisePlaces,
  scrambled,
} from '../../remotion/scenes/pixel-space/sketch';
import {
  asideAt,
  middleOf,
  richest,
  stepsAt,
  storyOf,
  straightAt,
  unrolledAt,
} from '../../remotion/scenes/pixel-space/story';
import { rowBox } from '../../remotion/scenes/pixel-space/unroll';
import { rowOf } from '../../remotion/scenes/pixel-space/walks';
import { layoutOf } from '../../remotion/stage/layout';
import type { Given } from '../../remotion/stage/scene';
import { paintScene } from '../support/paint-scene';
import { factsOf, givenFor } from '../support/scene-given';

const sizes = [
  ['16:9', 1920, 1080],
  ['9:16', 1080, 1920],
  ['1:1', 1080, 1080],
] as const;

const walkFacts = (labels: [number, number], steps: number) => ({
  samples: 20,
  neighbours: 3,
  walk: { labels, steps, longestStep: 5, straight: 11, middle: 6 },
});

const IMAGES = 20;
const images = Uint8Array.from({ length: IMAGES * 784 }, (_, i) => scrambled(i) & 255);

const given = (width = 1920, height = 1080, way = [4, 9, 2, 7, 0], slower = 1): Promise<Given> =>
  givenFor(scene, {
    width,
    height,
    slower,
    neighbours: walkFacts([0, 1], way.length - 1),
    tensors: {
      'neighbours/mnist/images': { shape: [IMAGES, 784], data: images },
      'neighbours/mnist/walk': { shape: [way.length], data: Int32Array.from(way) },
    },
  });

const said = (labels: [number, number]): string =>
  resolveSentences(scene, factsOf({ neighbours: walkFacts(labels, 4) }))
    .sentences.map(({ text }) => text)
    .join(' ');

describe('pixel-space', () => {
  it('reads nothing that a network decides', () => {
    expect(scene.reads.map(({ stage }) => stage)).toEqual(['neighbours']);
  });

  it('names the digits at the ends of the walk, and none where both are of one kind', () => {
    expect(said([0, 1])).toContain('from a zero to a one');
    expect(said([8, 3])).toContain('from an eight to a three');
    expect(said([4, 4])).toContain('from digit to digit');
    expect(said([4, 4])).not.toContain('a four');
  });

  it('shows the images of the walk as they stand in the cache, in its order', async () => {
    const { stops } = storyOf(await given());
    expect(stops).toEqual([4, 9, 2, 7, 0].map((i) => images.subarray(784 * i, 784 * (i + 1))));
  });

  it('goes straight by mixing every pixel', () => {
    expect([...blendOf([0, 100, 255], [10, 200, 255], 0.25)]).toEqual([2.5, 125, 255]);
  });

  it('waits on the straight way at the stop nearest to its middle, or there where it is none', () => {
    expect(middleOf(11)).toBe(6 / 11);
    expect(middleOf(4)).toBe(0.5);
    expect(middleOf(1)).toBe(0.5);
  });

  it('lays the rows in reading order into a strip without a gap', () => {
    const { digit, strip } = placesOf(layoutOf(1920, 1080));
    for (let row = 0; row < 28; row++) {
      expect(rowBox(digit, strip, row, 28, 0).y).toBeCloseTo(digit.y + (row * digit.height) / 28, 9);
      expect(rowBox(digit, strip, row, 28, 1).x).toBeCloseTo(strip.x + (row * strip.width) / 28, 9);
    }
    const last = rowBox(digit, strip, 27, 28, 1);
    expect(last.x + last.width).toBeCloseTo(strip.x + strip.width, 9);
  });

  it('reads off numbers of one row, as different as there are', () => {
    const image = new Uint8Array(784);
    image.set([10, 90, 200, 255, 130, 60], 5 * 28);
    expect(richest(image, 6)).toBe(5 * 28);
  });

  it('draws every pixel of noise by a fixed rule, evenly over the grey values', () => {
    expect(noiseImage(3, 784)).toEqual(noiseImage(3, 784));
    expect(noiseImage(3, 784)).not.toEqual(noiseImage(4, 784));
    const counts = new Array<number>(8).fill(0);
    for (let i = 0; i < 20; i++) for (const value of noiseImage(i, 784)) counts[value >> 5]!++;
    for (const count of counts) expect(count / (20 * 784)).toBeCloseTo(1 / 8, 1.5);
  });

  it('keeps noise off the band of digits, and every dot in the sketch', () => {
    const [noise, digits] = [noisePlaces(190), digitPlaces(170)];
    expect(noise.length).toBeGreaterThan(120);
    for (const [x, y] of [...noise, ...digits])
      expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(1);
    for (const [x, y] of noise)
      for (const [u, v] of digits) expect(Math.hypot(x - u, y - v)).toBeGreaterThan(0.05);
  });

  it('sets the stops along the band as far apart as they are measured to be', () => {
    expect(alongBand([1, 3, 4])).toEqual([0, 0.125, 0.5, 1]);
    const [start, end] = [bandAt(0), bandAt(1)];
    expect(start[0]).toBeCloseTo(-end[0], 12);
    expect(start[1]).toBeCloseTo(end[1], 12);
  });

  it('moves one thing after the other, at any pace: strip, dot, sketch, straight walk, neighbours', async () => {
    for (const slower of [0.8, 1, 1.6]) {
      const of = await given(1920, 1080, undefined, slower);
      for (let time = 0; time < of.duration; time += 0.05) {
        const moment = momentAt(of, time);
        const { strip, dot } = unrolledAt(moment);
        if (dot > 0) expect(strip).toBe(1);
        if (asideAt(moment) > 0) expect(dot).toBe(1);
        if (stepsAt(moment, 4) > 0) expect(straightAt(moment, 4)).toBe(1);
      }
      expect(stepsAt(momentAt(of, of.duration - 0.75), 4)).toBe(4);
    }
  });

  it('shows on the way over neighbours one whole real image at any moment, never a part of one or two', async () => {
    const of = await given();
    const { big } = placesOf(of.layout).walks[1];
    let seen = 0;
    for (let time = 0; time < of.duration; time += 0.05) {
      if (stepsAt(momentAt(of, time), 4) === 0) continue;
      const inside = paintScene(scene, of, time).drawn.filter(
        ({ kind, x0, x1, y0, y1 }) =>
          kind === 'image' &&
          Math.min(x1, big.x + big.width) - Math.max(x0, big.x) > 1 &&
          Math.min(y1, big.y + big.height) - Math.max(y0, big.y) > 1,
      );
      expect(inside.length).toBe(1);
      expect(inside[0]!.x1 - inside[0]!.x0).toBeCloseTo(big.width, 3);
      seen++;
    }
    expect(seen).toBeGreaterThan(20);
  });

  it.each(sizes)('at %s keeps both walks apart and in the content box', async (_, width, height) => {
    const { content } = layoutOf(width, height);
    const { walks, aside } = placesOf(layoutOf(width, height));
    for (const { big, row } of walks)
      for (const box of [big, row]) {
        expect(box.x).toBeGreaterThanOrEqual(content.x - 1);
        expect(box.x + box.width).toBeLessThanOrEqual(content.x + content.width + 1);
        expect(box.y + box.height).toBeLessThanOrEqual(content.y + content.height + 1);
        expect(box.x >= aside.x + aside.width || box.y >= aside.y + aside.height).toBe(true);
      }
    expect(walks[1].big.x).toBeGreaterThan(walks[0].big.x + walks[0].big.width);
    for (const count of [2, 12, 40]) {
      const row = rowOf(walks[0].row, count);
      const last = row.at(count - 1);
      expect(last.x + last.width).toBeLessThanOrEqual(content.x + content.width + 1);
      expect(last.height).toBeLessThanOrEqual(walks[0].row.height);
    }
  });

  it.each([[[3, 5]], [Array.from({ length: IMAGES }, (_, i) => i)]])(
    'can be drawn with as few or as many stops as %j',
    async (way) => {
      const of = await given(1080, 1080, way);
      for (let time = 0; time < of.duration; time += 0.9)
        expect(() => paintScene(scene, of, time)).not.toThrow();
    },
  );
});
