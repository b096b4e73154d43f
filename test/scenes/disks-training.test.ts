import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { disks } from '../../data/disks';
import { momentAt } from '../../remotion/film/moment';
import { recordedAt } from '../../remotion/motion/epoch-clock';
import { resolveSentences } from '../../remotion/narration/script';
import { scene } from '../../remotion/scenes/disks-training';
import { canShow } from '../../remotion/scenes/disks-training/can-show';
import { placesOf } from '../../remotion/scenes/disks-training/places';
import {
  circleImage,
  grownAt,
  lineOf,
  progressAt,
  stateAt,
  storyOf,
  withLine,
  type State,
  type Story,
} from '../../remotion/scenes/disks-training/story';
import {
  sideOf,
  supportLine,
  unitLine,
  windingNumber,
} from '../../remotion/scenes/disks-training/support-line';
import { layoutOf } from '../../remotion/stage/layout';
import type { Given } from '../../remotion/stage/scene';
import { activations, forward, networkAt } from '../../training/network';
import { spaceLayers } from '../../remotion/motion/space-path';
import { paintScene } from '../support/paint-scene';
import { factsOf, givenFor } from '../support/scene-given';
import { entry, lastSpace, networks } from './disks-training-networks';
import { EPOCHS, networkFacts, networkTensors, sizes, withoutCanvas } from './network-run-fixture';

withoutCanvas();

const data = disks({ seed: 3, samplesPerClass: 60, innerRadius: 0.5, ringRadii: [0.75, 1.25] });

const factsWith = (widths: readonly number[], more: Parameters<typeof networkFacts>[1] = {}) =>
  networkFacts(widths, {
    experiment: 'disks2d',
    hyperparameters: { data: 'disks', innerRadius: 0.5, ringRadii: [0.75, 1.25] },
    accuracy: [0.5, 0.6, 0.7, 0.8, 0.93, 0.95],
    measures: { accuracy: 0.95, denseAccuracy: 0.93 },
    ...more,
  });

const runOf = (
  widths: readonly number[] = [2, 2, 2, 2, 2, 1],
  more: Parameters<typeof networkFacts>[1] = {},
) => ({
  experiment: factsWith(widths, more),
  tensors: {
    ...networkTensors(widths, 'disks2d'),
    'dataset/disks2d/points': { shape: [120, 2], data: data.points },
    'dataset/disks2d/labels': { shape: [120], data: data.labels },
  },
});

const stateOf = (given: Given, time: number): State => stateAt(storyOf(given), momentAt(given, time));

describe('why two neurons are not enough', () => {
  it('goes round the image of the disk once at every recorded epoch, where no layer is flat', async () => {
    const { run, middle, shape } = storyOf(await givenFor(scene, runOf()));
    let looked = 0;
    EPOCHS.forEach((_, epoch) => {
      const network = networkAt(run.weights, run.biases, epoch, 'tanh');
      const flat = spaceLayers(network).some(
        ({ weights: w }) => Math.abs(w[0]! * w[3]! - w[1]! * w[2]!) < 1e-3,
      );
      if (flat) return;
      const map = lastSpace(network);
      const ring = circleImage(middle, map, 20_000);
      for (const radius of [0, shape.innerRadius / 2, shape.innerRadius]) {
        const inside = circleImage(radius, map, 12);
        for (let i = 0; i < inside.length; i += 2)
          expect(Math.abs(windingNumber(ring, inside[i]!, inside[i + 1]!))).toBe(1);
      }
      looked++;
    });
    expect(looked).toBeGreaterThan(3);
  });

  it.each(['tanh', 'sigmoid', 'leakyRelu', 'relu', 'linear'] as const)(
    'holds the disk with every half-plane that holds the ring, whatever the layers of %s',
    (activation) => {
      const angle = fc.double({ min: -4, max: 4, noNaN: true });
      const beyond = fc.double({ min: 0, max: 1, noNaN: true });
      fc.assert(
        fc.property(networks(activation), angle, beyond, (network, theta, gap) => {
          const map = lastSpace(network);
          const line = supportLine(circleImage(1, map, 4000), theta, gap + 1e-3);
          for (const radius of [0, 0.2, 0.5, 0.9]) {
            const inside = circleImage(radius, map, 24);
            for (let i = 0; i < inside.length; i += 2)
              expect(sideOf(line, inside[i]!, inside[i + 1]!)).toBeGreaterThan(0);
          }
        }),
        { numRuns: 60 },
      );
    },
  );

  it('moves its line so that it holds the ring all the way round, and back to where that was learnt', async () => {
    const given = await givenFor(scene, runOf());
    const story = storyOf(given);
    const { line, loss } = given.cues as Record<string, number>;
    const least = (time: number): number => {
      const moved = stateOf(given, time).line;
      let most = Infinity;
      for (let i = 0; i < story.ring.length; i += 2)
        most = Math.min(most, sideOf(moved, story.ring[i]!, story.ring[i + 1]!));
      return most;
    };
    for (let time = line! + 0.91; time < loss! - 2.71; time += 0.1) expect(least(time)).toBeGreaterThan(0);
    for (const time of [line! - 0.2, loss! - 1.05]) expect(stateOf(given, time).line).toEqual(story.learned);
    const back = stateOf(given, loss! - 1.101).line;
    for (const part of ['nx', 'ny', 'c'] as const) expect(back[part]).toBeCloseTo(story.learned[part], 6);
  });

  it('waits on the way where the disk is seen best inside of the ring, and learns on to the end', async () => {
    const given = await givenFor(scene, runOf());
    const { clearest, clock } = storyOf(given);
    const { why, line, loss } = given.cues as Record<string, number>;
    expect(clearest).toBeGreaterThan(0.1);
    expect(clearest).toBeLessThan(0.7);
    for (const time of [why!, line!, loss! + 0.15]) {
      expect(stateOf(given, time).progress).toBeCloseTo(clearest, 12);
      expect(stateOf(given, time).epoch).toBeCloseTo(clock.epochs[recordedAt(clock, clearest)]!, 4);
    }
    expect(stateOf(given, given.duration).epoch).toBe(300);
  });

  it('shows in the input plane what the line in the last layer decides', () => {
    fc.assert(
      fc.property(networks('tanh'), entry, entry, entry, (network, a, b, c) => {
        const line = unitLine(a, b, c);
        const out = new Float64Array(3);
        for (const [x, y] of [
          [0.3, -0.4],
          [-1.1, 0.2],
        ] as const) {
          lastSpace(network)(x, y, out);
          expect(forward(withLine(network, line), [x, y])[0]!).toBeCloseTo(sideOf(line, out[0]!, out[1]!), 9);
        }
      }),
    );
  });
});

describe('disks-training', () => {
  it('learns from the first recorded epoch to the last, and has at recorded epochs what was recorded', async () => {
    const run = runOf();
    const given = await givenFor(scene, run);
    const story = storyOf(given);
    expect(progressAt(momentAt(given, 0), story)).toBe(0);
    const end = stateOf(given, given.cues['enough']! + 1);
    expect([end.progress, end.epoch, end.accuracy]).toEqual([1, 300, 0.95]);
    EPOCHS.forEach((epoch, e) => expect(story.curve.lossAt(epoch)).toBeCloseTo(run.experiment.loss[e]!, 6));
    const shown = new Set<number>();
    for (let time = 0; time < given.duration; time += 1 / 30) {
      const { accuracy, progress, epoch, loss } = stateOf(given, time);
      expect(accuracy).toBe(run.experiment.accuracy[recordedAt(story.clock, progress)]);
      expect(loss).toBe(story.curve.lossAt(epoch));
      shown.add(accuracy);
    }
    for (const accuracy of shown) expect(run.experiment.accuracy).toContain(accuracy);
    expect(shown.size).toBeGreaterThan(3);
  });

  it('takes all panels from one network, and shows its own line in the last', async () => {
    const given = await givenFor(scene, runOf());
    const state = stateOf(given, given.cues['never']!);
    expect(state.progress).toBeGreaterThan(0);
    expect(state.progress).toBeLessThan(1);
    expect(state.line).toEqual(lineOf(state.network));
    const { points } = storyOf(given).run;
    const out = new Float64Array(3);
    for (let i = 0; i < 40; i += 2) {
      const point = [points[i]!, points[i + 1]!];
      state.space.at(4)(point[0]!, point[1]!, out);
      const { weights } = state.network;
      const size = Math.hypot(...Array.from(weights.at(-1)!.data));
      expect(size * sideOf(state.line, out[0]!, out[1]!)).toBeCloseTo(forward(state.network, point)[0]!, 9);
    }
  });

  it('marks the dots on the wrong side, in the end as many as the network takes for the other class', async () => {
    const given = await givenFor(scene, runOf());
    const network = networkAt(storyOf(given).run.weights, storyOf(given).run.biases, -1, 'tanh');
    const count = [...data.labels].filter(
      (label, i) => forward(network, data.points.subarray(2 * i, 2 * i + 2))[0]! > 0 !== (label === 1),
    ).length;
    expect(count).toBeGreaterThan(0);
    const dotsAt = (time: number): number =>
      paintScene(scene, given, time).dots.filter(({ r }) => r > 0).length;
    const { never, enough } = given.cues as Record<string, number>;
    // In the input and in the last layer.
    expect(dotsAt(enough! + 1.6) - dotsAt(never! - 0.2)).toBe(2 * count);
    expect(dotsAt(never! + 0.8)).toBeGreaterThan(dotsAt(never! - 0.2));
  });

  it('draws the same dots in every panel, evenly of both classes, however many there are', async () => {
    const many = disks({ seed: 3, samplesPerClass: 700, innerRadius: 0.5, ringRadii: [0.75, 1.25] });
    const run = runOf();
    const tensors = {
      ...run.tensors,
      'dataset/disks2d/points': { shape: [1400, 2], data: many.points },
      'dataset/disks2d/labels': { shape: [1400], data: many.labels },
    };
    const { drawn } = storyOf(await givenFor(scene, { ...run, tensors }));
    expect(drawn.labels.length).toBeLessThanOrEqual(540);
    const labels = Array.from(drawn.labels);
    expect(labels.filter((label) => label === 0).length).toBe(labels.filter((label) => label === 1).length);
    const few = storyOf(await givenFor(scene, run));
    expect([...few.drawn.points]).toEqual([...data.points]);
  });

  it('keeps one window a panel that holds every dot at every recorded epoch', async () => {
    for (const activation of ['tanh', 'sigmoid', 'leakyRelu'] as const) {
      const given = await givenFor(scene, runOf([2, 2, 2, 1], { activation }));
      const { run, views, states, clock }: Story = storyOf(given);
      const out = new Float64Array(3);
      for (const knot of clock.knots)
        views.forEach(({ x, y, half }, k) => {
          const map = states.map(knot, k);
          for (let i = 0; i < run.points.length; i += 2) {
            map(run.points[i]!, run.points[i + 1]!, out);
            expect(Math.max(Math.abs(out[0]! - x), Math.abs(out[1]! - y))).toBeLessThanOrEqual(half);
          }
        });
      expect(activations[activation].range).toBeDefined();
    }
  });

  it.each(sizes)('at %s has a place for every panel of one to six hidden layers', (_, width, height) => {
    const layout = layoutOf(width, height);
    const { content, unit } = layout;
    for (let count = 2; count <= 7; count++) {
      const { panels, graph, input, last } = placesOf(layout, count);
      expect(panels).toHaveLength(count);
      for (const [i, box] of [...panels, graph, input, last].entries()) {
        expect(box.width, `${count} panels, box ${i}`).toBeGreaterThan(120 * unit);
        expect(box.height).toBeGreaterThan(110 * unit);
        expect(box.x).toBeGreaterThanOrEqual(content.x - 1e-6);
        expect(box.y - 40 * unit).toBeGreaterThanOrEqual(content.y - 1e-6);
        expect(box.x + box.width).toBeLessThanOrEqual(content.x + content.width + 1e-6);
        expect(box.y + box.height).toBeLessThanOrEqual(content.y + content.height + 1e-6);
      }
      const apart = [...panels, graph];
      for (const [i, a] of apart.entries())
        for (const b of apart.slice(i + 1))
          expect(
            a.x + a.width <= b.x + 1e-6 ||
              b.x + b.width <= a.x + 1e-6 ||
              a.y + a.height <= b.y + 1e-6 ||
              b.y + b.height <= a.y + 1e-6,
          ).toBe(true);
    }
  });

  it('draws networks of one, two and six hidden layers from the beginning to the end', async () => {
    for (const hidden of [1, 2, 6]) {
      const given = await givenFor(scene, runOf([2, ...Array<number>(hidden).fill(2), 1]));
      expect(grownAt(momentAt(given, given.cues['line']!))).toBe(1);
      expect(grownAt(momentAt(given, given.duration))).toBe(0);
      for (let time = 0.7; time < given.duration - 0.7; time += 1.1)
        expect(paintScene(scene, given, time).drawn.length).toBeGreaterThan(5);
    }
  });

  it('says no more than its run shows', () => {
    const said = (more: Parameters<typeof networkFacts>[1]) =>
      resolveSentences(scene, factsOf({ experiment: factsWith([2, 2, 2, 1], more) }));
    const text = ({ sentences }: ReturnType<typeof said>): string =>
      sentences.map((sentence) => sentence.text).join(' ');
    const failed = ({ claims }: ReturnType<typeof said>): string[] =>
      claims.filter(({ holds }) => !holds).map(({ claim }) => claim);
    expect(text(said({}))).toContain('The loss falls, but it never gets every dot');
    expect(text(said({}))).toContain('Two neurons are not enough');
    expect(failed(said({}))).toEqual([]);

    const all = said({ accuracy: EPOCHS.map(() => 1), measures: { denseAccuracy: 0.99 } });
    expect(text(all)).toContain('and these dots are right, but not every point');
    expect(text(all)).toContain('Two neurons never part all of the ring from the disk');
    expect(new Set(failed(all))).toEqual(new Set(['disks-training-fails']));

    const lost = said({ accuracy: [0.5, 0.6, 1, 1, 1, 0.9] });
    expect(text(lost)).toContain('but in the end some dots are wrong');

    const stuck = said({ loss: EPOCHS.map(() => 0.69) });
    expect(text(stuck)).toContain('The loss hardly falls, and it never gets every dot');
    expect(failed(stuck)).toContain('disks-training-learns');

    const folded = said({ activation: 'relu' });
    expect(text(folded)).not.toContain('merge');
    expect(text(folded)).toContain('never gets out of the ring');
  });

  it('keeps its cues, whatever it says', async () => {
    for (const more of [
      { activation: 'relu' as const },
      { loss: EPOCHS.map(() => 0.69) },
      { accuracy: EPOCHS.map(() => 1) },
    ]) {
      const given = await givenFor(scene, runOf([2, 2, 2, 1], more));
      for (let time = 0; time < given.duration; time += 2)
        expect(() => paintScene(scene, given, time)).not.toThrow();
    }
  });

  it('can show a disk in a ring, and one to six hidden layers of two neurons', () => {
    const outline = {
      name: 'disks2d',
      data: 'disks',
      inputs: 2,
      hidden: [2, 2],
      activation: 'tanh',
      classes: 2,
    };
    expect(canShow(outline)).toBe(true);
    expect(canShow({ ...outline, hidden: [3, 2] })).toMatch(/disks2d\.hidden is \[3,2\]/);
    expect(canShow({ ...outline, hidden: Array<number>(7).fill(2) })).toMatch(/at most 6 hidden layers/);
    expect(canShow({ ...outline, data: 'spirals' })).toMatch(/spirals/);
    expect(canShow({ ...outline, hidden: [] })).not.toBe(true);
  });
});
