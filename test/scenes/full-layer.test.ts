import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { momentAt } from '../../remotion/film/moment';
import { ownProps } from '../../remotion/film/own-props';
import { layerMap } from '../../remotion/motion/layer-path';
import { resolveSentences } from '../../remotion/narration/script';
import { CannotShowError } from '../../remotion/scenes/about';
import { scene } from '../../remotion/scenes/full-layer';
import {
  dotsAt,
  magnification,
  PARTS,
  progressAt,
  sceneryAt,
  storyOf,
} from '../../remotion/scenes/full-layer/story';
import type { ExperimentFacts } from '../../remotion/stage/facts';
import type { ExperimentOutline } from '../../remotion/stage/outline';
import type { Given } from '../../remotion/stage/scene';
import { paintScene } from '../support/paint-scene';
import { factsOf, givenFor } from '../support/scene-given';
import { spiralsFacts, spiralsTensors } from '../support/spirals-network';

const run = { experiment: spiralsFacts, tensors: spiralsTensors };
const sizes = [
  ['16:9', 1920, 1080],
  ['9:16', 1080, 1920],
  ['1:1', 1080, 1080],
] as const;
const NOTHING = { matrix: 0, bias: 0, activation: 0 };
const DONE = { matrix: 1, bias: 1, activation: 1 };

const dotsOf = (given: Given, time: number): Float64Array =>
  dotsAt(storyOf(given), sceneryAt(storyOf(given), momentAt(given, time)));

const said = (change: Partial<ExperimentFacts> = {}): string =>
  resolveSentences(scene, factsOf({ experiment: { ...spiralsFacts, ...change } }))
    .sentences.map(({ text }) => text)
    .join(' ');

describe('full-layer', () => {
  it('ends with every dot at tanh(Wx + b) of the trained first layer, both times', async () => {
    const given = await givenFor(scene, run);
    const { runs, layer, path, points } = storyOf(given);
    const W = spiralsTensors['projection/spirals/weights-1']!.data;
    const b = spiralsTensors['projection/spirals/biases-1']!.data;
    const out = new Float64Array(3);
    for (const time of [given.cues.rewind! - 0.01, given.duration]) {
      expect(progressAt(runs, time)).toEqual(DONE);
      const map = layerMap(layer, progressAt(runs, time), path);
      for (let i = 0; i < points.length; i += 2) {
        const [x, y] = [points[i]!, points[i + 1]!];
        map(x, y, out);
        expect(out[0]).toBeCloseTo(Math.tanh(W[0]! * x + W[1]! * y + b[0]!), 12);
        expect(out[1]).toBeCloseTo(Math.tanh(W[2]! * x + W[3]! * y + b[1]!), 12);
      }
    }
  });

  it('takes one part after the other, goes all the way back, and runs all three again', async () => {
    for (const slower of [0.5, 1, 2]) {
      const given = await givenFor(scene, { ...run, slower });
      const { runs } = storyOf(given);
      const order = [
        ...PARTS.map((part) => runs.told[part]),
        runs.rewind,
        ...PARTS.map((part) => runs.again[part]),
      ];
      order.slice(1).forEach(([from], i) => expect(from).toBeGreaterThanOrEqual(order[i]![1] - 1e-9));
      expect(progressAt(runs, 0)).toEqual(NOTHING);
      expect(progressAt(runs, (runs.rewind[1] + runs.again.matrix[0]) / 2)).toEqual(NOTHING);
      for (let time = 0; time < given.duration; time += 1 / 30) {
        const { matrix, bias, activation } = progressAt(runs, time);
        if (bias > 0) expect(matrix).toBe(1);
        if (activation > 0) expect(bias).toBe(1);
      }
    }
  });

  it('has run again before it says what comes out, at the pace of the film’s voice', async () => {
    const given = await givenFor(scene, run);
    const { again } = storyOf(given).runs;
    expect(again.matrix[0]).toBeGreaterThan(given.cues.press!);
    expect(again.activation[1]).toBeLessThan(given.cues.next!);
  });

  it.each(sizes)(
    'at %s keeps every dot inside the plane’s box, and moves none faster than an eye can follow',
    async (_, width, height) => {
      for (const slower of [0.6, 1.5]) {
        const given = await givenFor(scene, { ...run, width, height, slower });
        let before = dotsOf(given, 0);
        let fastest = 0;
        let outside = 0;
        for (let frame = 1; frame <= given.duration * 30; frame++) {
          const now = dotsOf(given, frame / 30);
          const { box } = sceneryAt(storyOf(given), momentAt(given, frame / 30)).plane;
          now.forEach((value, i) => {
            const [from, size] = i % 2 ? [box.y, box.height] : [box.x, box.width];
            if (value <= from || value >= from + size) outside++;
          });
          for (let i = 0; i < now.length; i += 2)
            fastest = Math.max(fastest, Math.hypot(now[i]! - before[i]!, now[i + 1]! - before[i + 1]!));
          before = now;
        }
        expect(outside).toBe(0);
        expect(fastest / width).toBeLessThanOrEqual(0.04);
      }
    },
  );

  it('enlarges a small shift until it is seen in the lens, and never beyond it', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 400, noNaN: true }),
        fc.double({ min: 80, max: 300, noNaN: true }),
        (pixels, radius) => {
          const times = magnification(pixels, radius);
          expect(times === 1 || times * pixels <= 0.9 * radius).toBe(true);
          expect(times * pixels).toBeGreaterThanOrEqual(0.35 * radius);
        },
      ),
    );
  });

  it('shows the trained bias, which is a hair’s breadth, through a lens that says how much it enlarges', async () => {
    const given = await givenFor(scene, run);
    const { magnified, runs } = storyOf(given);
    const written = (time: number): string[] =>
      paintScene(scene, given, time).drawn.flatMap(({ text }) => text ?? []);
    expect(magnified).toBeGreaterThan(1);
    expect(written(runs.told.bias[1])).toContain(`×${magnified}`);
    expect(written(given.cues.bias! - 0.5)).not.toContain(`×${magnified}`);
    expect(written(given.cues.rewind!)).not.toContain(`×${magnified}`);
  });

  it('needs no lens where the bias is large', async () => {
    const tensors = {
      ...spiralsTensors,
      'projection/spirals/biases-1': { shape: [1, 2], data: Float32Array.from([1.5, -0.8]) },
    };
    const given = await givenFor(scene, { ...run, tensors });
    expect(storyOf(given).magnified).toBe(1);
    for (let time = 1; time < given.duration; time += 1.3)
      expect(paintScene(scene, given, time).drawn.every(({ text }) => !text?.startsWith('×'))).toBe(true);
  });

  it('names both steps together affine, and has one forward button a layer at the end', async () => {
    const given = await givenFor(scene, run);
    const words = (time: number): string[] =>
      paintScene(scene, given, time).drawn.flatMap(({ text }) => text ?? []);
    expect(words(given.cues.affine! - 0.5)).not.toContain('affine');
    expect(words(given.cues.affine! + 0.6)).toContain('affine');
    expect(storyOf(given).places.chain).toHaveLength(spiralsFacts.widths.length - 1);
  });

  it.each(sizes)(
    'at %s keeps out of the captions, the button’s ring too, at any pace',
    async (_, width, height) => {
      for (const slower of [0.6, 1, 1.5]) {
        const given = await givenFor(scene, { ...run, width, height, slower });
        const { content } = given.layout;
        let lowest = 0;
        for (let time = given.cues.rewind!; time < given.duration; time += 0.15)
          for (const { ink } of paintScene(scene, given, time).drawn) lowest = Math.max(lowest, ink.y1);
        expect(lowest).toBeLessThanOrEqual(content.y + content.height + 1);
      }
    },
  );

  it('speaks of tanh and its box only where the run has it', () => {
    expect(said()).toContain('tanh');
    const other = said({ activation: 'sigmoid' });
    expect(other).not.toMatch(/tanh|box|−1/);
    expect(other).toContain('the activation bends');
  });

  it.each(['sigmoid', 'relu', 'leakyRelu'] as const)('can be drawn with %s', async (activation) => {
    for (const [, width, height] of sizes) {
      const given = await givenFor(scene, {
        ...run,
        width,
        height,
        experiment: { ...spiralsFacts, activation },
      });
      const { x, width: room } = given.layout.safe;
      for (let time = 1.2; time < given.duration; time += 2.3)
        for (const { kind, x0, x1 } of paintScene(scene, given, time).drawn)
          if (kind !== 'line') expect(x0 >= x - 0.5 && x1 <= x + room + 0.5).toBe(true);
    }
  });

  it.each<[string, Partial<ExperimentFacts>, RegExp]>([
    ['a first layer of another width', { widths: [2, 8, 8, 1] }, /spirals\.hidden is \[8,8\]/],
    ['points in space', { widths: [3, 2, 1] }, /3 dimensions/],
    ['a layer that does not bend', { activation: 'linear' }, /activation is linear/],
    ['more than two classes', { widths: [2, 2, 4] }, /4 classes/],
  ])('refuses %s before anything is drawn, in one line', (_, change, why) => {
    expect(() => said(change)).toThrow(CannotShowError);
    expect(() => said(change)).toThrow(why);
  });

  it('offers other experiments only where its words stay true of them', () => {
    const outline: ExperimentOutline = {
      name: 'moons',
      data: 'csv',
      inputs: 2,
      hidden: [2, 3],
      activation: 'tanh',
      classes: 2,
    };
    expect(scene.canShow!(outline)).toBe(true);
    expect(scene.canShow!({ ...outline, activation: 'relu' })).toMatch(/speaks of tanh/);
    expect(scene.canShow!({ ...outline, hidden: [8] })).toMatch(/hidden is \[8\]/);
    expect(scene.canShow!({ ...outline, hidden: [] })).toMatch(/hidden is \[\]/);
    expect(scene.canShow!({ ...outline, data: 'mnist', inputs: 784 })).toMatch(/pictures/);
  });

  it('reads the experiment that its props name, and shows the epoch that they name', async () => {
    const props = ownProps(scene, { experiment: 'moons', epoch: 40 });
    expect(new Set(scene.readsWith!(props).map(({ name }) => name))).toEqual(new Set(['moons']));
    const tensors = Object.fromEntries(
      Object.entries(spiralsTensors).map(([name, tensor]) => [name.replace('/spirals/', '/moons/'), tensor]),
    );
    tensors['projection/moons/weights-1'] = {
      shape: [2, 2, 2],
      data: Float32Array.from([1, 0, 0, 1, 2, 0, 0, 3]),
    };
    tensors['projection/moons/biases-1'] = { shape: [2, 2], data: Float32Array.from([0, 0, 0.5, 0.25]) };
    const experiment = { ...spiralsFacts, epochs: [0, 50] };
    const given = await givenFor(scene, { experiment, tensors });
    expect(storyOf({ ...given, props }).layer).toMatchObject({ weights: [2, 0, 0, 3], bias: [0.5, 0.25] });
    const first = ownProps(scene, { experiment: 'moons', epoch: 0 });
    expect(storyOf({ ...given, props: first }).layer).toMatchObject({ weights: [1, 0, 0, 1], bias: [0, 0] });
  });
});
