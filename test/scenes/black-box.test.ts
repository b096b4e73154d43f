import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { momentAt } from '../../remotion/film/moment';
import { scene } from '../../remotion/scenes/black-box';
import { facing, projectBox, type Halves } from '../../remotion/scenes/solid-box';
import {
  columnsIn,
  dotsAt,
  radiusIn,
  signalAt,
  stateAt,
  storyOf,
} from '../../remotion/scenes/black-box/story';
import type { Given } from '../../remotion/stage/scene';
import { forward, layerOutputs, networkAt } from '../../training/network';
import { paintScene } from '../support/paint-scene';
import { overlaps } from '../support/picture-rules';
import { givenFor } from '../support/scene-given';
import { networkFacts, networkTensors, sizes, withoutCanvas } from './network-run-fixture';

const WIDTHS = [2, 8, 8, 8, 1];
const tensors = networkTensors(WIDTHS);
const run = { experiment: networkFacts(WIDTHS), tensors };

beforeAll(withoutCanvas);

const stateOf = (given: Given, time: number) => stateAt(storyOf(given), momentAt(given, time));

describe('black-box', () => {
  it('lets out what the trained network gives for the numbers that went in', async () => {
    const given = await givenFor(scene, run);
    const { sample, answer, values, run: shown } = storyOf(given);
    const network = networkAt(shown.weights, shown.biases, -1, 'tanh');
    expect(answer).toBeCloseTo(1 / (1 + Math.exp(-forward(network, sample.point)[0]!)), 12);
    expect(values).toEqual(layerOutputs(network, sample.point));
    expect(sample.label).toBe(1);
  });

  it.each(sizes)('at %s draws the decision within half a pixel of where it is', async (_, width, height) => {
    const given = await givenFor(scene, { ...run, width, height });
    const { decision, network, places } = storyOf(given);
    const { x, y } = places.poster;
    const logit = (px: number, py: number): number => forward(network, [x.invert(px), y.invert(py)])[0]!;
    let [checked, off] = [0, 0];
    for (const line of decision)
      for (let i = 2; i < line.length; i += 2)
        for (const t of [0, 0.25, 0.5, 0.75]) {
          const [dx, dy] = [line[i]! - line[i - 2]!, line[i + 1]! - line[i - 1]!];
          const [px, py] = [line[i - 2]! + t * dx, line[i - 1]! + t * dy];
          if (px < 0 || py < 0 || px > width || py > height) continue;
          checked++;
          const signs = Array.from({ length: 16 }, (_a, k) => {
            const angle = (Math.PI * k) / 8;
            return Math.sign(logit(px + 0.5 * Math.cos(angle), py + 0.5 * Math.sin(angle)));
          });
          if (new Set(signs).size < 2) off++;
        }
    expect(checked).toBeGreaterThan(100);
    expect(off).toBe(0);
  });

  it.each(sizes)('at %s begins with a picture: the field, the dots, the box', async (_, width, height) => {
    const given = await givenFor(scene, { ...run, width, height });
    const { drawn } = paintScene(scene, given, 0);
    const [image] = drawn.filter(({ kind }) => kind === 'image');
    expect(image).toMatchObject({ x0: 0, x1: width });
    expect(drawn.filter(({ circles }) => circles).length).toBeGreaterThan(1);
    expect(drawn.some(({ kind }) => kind === 'text')).toBe(false);
  });

  it.each(sizes)(
    'at %s moves no dot faster than a twenty-fifth of the width a frame',
    async (_, width, height) => {
      for (const slower of [0.7, 1.3]) {
        const given = await givenFor(scene, { ...run, width, height, slower });
        const at = (time: number) => dotsAt(storyOf(given), stateOf(given, time));
        let before = at(0);
        let fastest = 0;
        for (let frame = 1; frame <= given.duration * 30; frame++) {
          const now = at(frame / 30);
          now.x.forEach((x, i) => {
            fastest = Math.max(fastest, Math.hypot(x - before.x[i]!, now.y[i]! - before.y[i]!));
          });
          before = now;
        }
        expect(fastest / width).toBeLessThanOrEqual(0.04);
      }
    },
  );

  it('sends the signal through the box twice, each time forwards, and is done before the title', async () => {
    const given = await givenFor(scene, run);
    const at = (time: number) => signalAt(storyOf(given), momentAt(given, time));
    const { run: start, answer, title } = given.cues as Record<'run' | 'answer' | 'title', number>;
    let [before, returns] = [-Infinity, 0];
    for (let time = 0; time < given.duration; time += 1 / 60) {
      const now = at(time).at;
      if (now < before) returns++;
      before = now;
    }
    expect(returns).toBe(1);
    expect(at(start - 0.2).at).toBeGreaterThan(WIDTHS.length + 1);
    expect(at(start).at).toBeLessThan(0.1);
    expect(at(answer).at).toBeGreaterThan(1);
    expect(at(title).at).toBeGreaterThan(WIDTHS.length);
  });

  it.each(sizes)('at %s has all neurons inside the box, apart from each other', async (_, width, height) => {
    for (const widths of [WIDTHS, [2, 1], [2, ...Array<number>(8).fill(16), 1]]) {
      const given = await givenFor(scene, {
        width,
        height,
        experiment: networkFacts(widths),
        tensors: networkTensors(widths),
      });
      for (const time of [given.cues.run!, given.duration]) {
        const story = storyOf(given);
        const { view } = stateOf(given, time);
        const columns = columnsIn(story, view);
        const radius = radiusIn(columns, view);
        const [hx, hy] = story.places.halves;
        const [left, top] = projectBox(view, [-hx, hy, 0]);
        const [right, bottom] = projectBox(view, [hx, -hy, 0]);
        for (const { x, ys } of columns)
          for (const y of ys) {
            const [px, py] = story.places.downwards ? [y, x] : [x, y];
            expect(px - radius).toBeGreaterThan(left);
            expect(px + radius).toBeLessThan(right);
            expect(py - radius).toBeGreaterThan(top);
            expect(py + radius).toBeLessThan(bottom);
          }
        const gaps = columns.flatMap(({ ys }) => ys.slice(1).map((y, i) => y - ys[i]!));
        expect(2 * radius).toBeLessThan(Math.min(...gaps, Infinity));
      }
    }
  });

  it.each(sizes)(
    'at %s keeps what it writes within the safe area above the captions',
    async (_, width, height) => {
      const given = await givenFor(scene, { ...run, width, height });
      const { content } = given.layout;
      for (let time = 0; time < given.duration; time += 0.6)
        for (const mark of paintScene(scene, given, time).drawn) {
          if (mark.kind !== 'text' && mark.kind !== 'formula') continue;
          expect(mark.x0).toBeGreaterThanOrEqual(content.x - 1);
          expect(mark.x1).toBeLessThanOrEqual(content.x + content.width + 1);
          expect(mark.y0).toBeGreaterThanOrEqual(content.y - 1);
          expect(mark.y1).toBeLessThanOrEqual(content.y + content.height + 1);
        }
    },
  );

  it.each(sizes)(
    'at %s lays no input’s value on the other’s, however many neurons',
    async (_, width, height) => {
      for (const widths of [
        [2, 1, 1],
        [2, 16, 16, 1],
      ]) {
        const experiment = networkFacts(widths);
        const given = await givenFor(scene, { width, height, experiment, tensors: networkTensors(widths) });
        const { content, unit } = given.layout;
        for (const time of [given.cues.out!, given.cues.run!]) {
          const marks = paintScene(scene, given, time).drawn.filter(({ kind }) => kind === 'formula');
          expect(marks.length).toBeGreaterThan(0);
          expect(Math.min(...marks.map(({ x0 }) => x0))).toBeGreaterThanOrEqual(content.x - 1);
          expect(overlaps(marks, 3 * unit)).toEqual([]);
        }
      }
    },
  );

  it('follows the dot that its props ask for, and reads the experiment they name', async () => {
    const given = await givenFor(scene, run);
    expect(storyOf({ ...given, props: { ...given.props, sample: 7 } }).sample.index).toBe(7);
    expect(storyOf({ ...given, props: { ...given.props, sample: 9999 } }).sample.index).toBe(399);
    const reads = scene.readsWith!(scene.props!.parse({ experiment: 'moons' }));
    expect(new Set(reads.map(({ name }) => name))).toEqual(new Set(['moons']));
  });
});

describe('the box', () => {
  const halves: Halves = [1.4, 1, 0.6];
  const view = fc.record({
    x: fc.double({ min: 0, max: 1920, noNaN: true }),
    y: fc.double({ min: 0, max: 1080, noNaN: true }),
    scale: fc.double({ min: 50, max: 400, noNaN: true }),
    yaw: fc.double({ min: -0.9, max: 0.9, noNaN: true }),
    pitch: fc.double({ min: -0.6, max: 0.6, noNaN: true }),
  });

  it('shows its front, and never two opposite sides', () => {
    fc.assert(
      fc.property(view, (seen) => {
        expect(facing(seen, halves, [2, 1])).toBe(true);
        for (const axis of [0, 1, 2] as const)
          expect(facing(seen, halves, [axis, 1]) && facing(seen, halves, [axis, -1])).toBe(false);
      }),
    );
  });

  it('shows its top where it is looked at from above, and the side that is turned to the viewer', () => {
    const from = { x: 0, y: 0, scale: 100 };
    const seen = { ...from, yaw: -0.5, pitch: 0.4 };
    expect(facing(seen, halves, [1, 1])).toBe(true);
    expect(facing(seen, halves, [0, 1])).toBe(true);
    expect(facing({ ...seen, yaw: 0.5 }, halves, [0, -1])).toBe(true);
  });

  it('does not distort the plane through its middle when it is seen from straight before it', () => {
    const coordinate = fc.double({ min: -1.4, max: 1.4, noNaN: true });
    fc.assert(
      fc.property(view, coordinate, coordinate, (seen, x, y) => {
        const [px, py] = projectBox({ ...seen, yaw: 0, pitch: 0 }, [x, y, 0]);
        expect(px).toBeCloseTo(seen.x + seen.scale * x, 6);
        expect(py).toBeCloseTo(seen.y - seen.scale * y, 6);
      }),
    );
  });
});
