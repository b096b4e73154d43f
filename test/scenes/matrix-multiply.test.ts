import { describe, expect, it } from 'vitest';
import { momentAt } from '../../remotion/film/moment';
import { scene } from '../../remotion/scenes/matrix-multiply';
import { arrived, litRow } from '../../remotion/scenes/matrix-multiply/rows';
import { exactSample } from '../../remotion/scenes/sample';
import { followed, moved, planeAt, storyOf } from '../../remotion/scenes/matrix-multiply/story';
import { storyOf as weightedSum } from '../../remotion/scenes/weighted-sum/story';
import { scene as weightedSumScene } from '../../remotion/scenes/weighted-sum';
import { night } from '../../remotion/stage/theme';
import { paintScene } from '../support/paint-scene';
import { givenFor } from '../support/scene-given';
import { spiralsFacts, spiralsTensors } from '../support/spirals-network';

const options = { experiment: spiralsFacts, tensors: spiralsTensors };

describe('matrix-multiply', () => {
  it('follows the same sample with the same numbers as weighted-sum', async () => {
    const own = storyOf(await givenFor(scene, options));
    const before = weightedSum(await givenFor(weightedSumScene, options));
    expect(own.index).toBe(before.index);
    expect(own.arithmetic).toEqual(before.arithmetic);
  });

  it.each([
    [1920, 1080],
    [1080, 1920],
    [1080, 1080],
  ])('lands the dot where the numbers say, within the last digit shown, at %d×%d', async (width, height) => {
    const given = await givenFor(scene, { ...options, width, height });
    const { arithmetic, labels, index } = storyOf(given);
    const time = given.cues.every! - 0.4;
    const plane = planeAt(momentAt(given, time));
    const { drawn } = paintScene(scene, given, time);
    const color = night.classes[labels[index]!]!;
    const dot = drawn.findLast((mark) => mark.color === color && mark.painted === 'fill' && mark.circles);
    const [x, y] = dot!.circles!;
    const digit = 0.5 * 10 ** -arithmetic.decimals + 1e-6;
    expect(Math.abs(plane.x.invert(x!) - arithmetic.sums[0])).toBeLessThanOrEqual(digit);
    expect(Math.abs(plane.y.invert(y!) - arithmetic.sums[1])).toBeLessThanOrEqual(digit);
  });

  it('keeps every dot in the plane’s box, before, after and on the way', async () => {
    for (const [width, height] of [
      [1920, 1080],
      [1080, 1080],
    ] as const) {
      const given = await givenFor(scene, { ...options, width, height });
      const { points, path } = storyOf(given);
      const plane = planeAt(momentAt(given, given.duration));
      for (let t = 0; t <= 1; t += 0.05) {
        const [a, b, c, d] = path.at(t).matrix;
        for (let i = 0; i < points.length; i += 2) {
          const [x, y] = [points[i]!, points[i + 1]!];
          expect(plane.x(a * x + b * y)).toBeGreaterThan(plane.box.x);
          expect(plane.x(a * x + b * y)).toBeLessThan(plane.box.x + plane.box.width);
          expect(plane.y(c * x + d * y)).toBeGreaterThan(plane.box.y);
          expect(plane.y(c * x + d * y)).toBeLessThan(plane.box.y + plane.box.height);
        }
      }
    }
  });

  it('ends each row before the next begins, and moves nothing before the product stands', async () => {
    for (const slower of [0.8, 1, 2]) {
      const given = await givenFor(scene, { ...options, slower });
      for (let time = 0; time < given.duration; time += 1 / 30) {
        const moment = momentAt(given, time);
        if (arrived(moment, 1) > 0) expect(arrived(moment, 0)).toBe(1);
        if (moved(moment) > 0) expect(arrived(moment, 1)).toBe(1);
        if (followed(moment) > 0) expect(moved(moment)).toBe(1);
        expect(litRow(moment, 0) + litRow(moment, 1)).toBeLessThanOrEqual(1);
      }
    }
  });

  it('has each number of the two sums in the product, once or, for the two values, gathered from two', async () => {
    const { lines } = storyOf(await givenFor(scene, options));
    for (const part of ['w00', 'w01', 'w10', 'w11'])
      for (const formula of [lines.stacked, lines.parted, lines.product])
        expect(formula.boxes).toHaveProperty(part);
    for (const part of ['x00', 'x01', 'x10', 'x11'])
      for (const formula of [lines.stacked, lines.parted]) expect(formula.boxes).toHaveProperty(part);
    for (const part of ['x0', 'x1', 's0', 's1']) expect(lines.product.boxes).toHaveProperty(part);
  });

  it('leaves the matrix where it is while the values gather to the vector', async () => {
    const { lines } = storyOf(await givenFor(scene, options));
    expect(lines.parted.width).toBe(lines.product.width);
    for (const part of ['matrix', 'w00', 'w11'])
      expect(lines.parted.boxes[part]).toEqual(lines.product.boxes[part]);
  });

  it('draws three decimals as well as two', async () => {
    const { points: all, weights } = storyOf(await givenFor(scene, options));
    const point = Array.from(
      { length: all.length / 2 },
      (_, i) => [all[2 * i]!, all[2 * i + 1]!] as const,
    ).find((one) => exactSample(one, weights).decimals === 3)!;
    const tensors = {
      ...spiralsTensors,
      'dataset/spirals/points': { shape: [1, 2], data: Float32Array.from(point) },
      'dataset/spirals/labels': { shape: [1], data: Float32Array.of(1) },
    };
    const given = await givenFor(scene, { ...options, tensors });
    expect(storyOf(given).arithmetic.decimals).toBe(3);
    expect(paintScene(scene, given, given.duration - 1.2).drawn.length).toBeGreaterThan(20);
  });
});
