import { describe, expect, it } from 'vitest';
import type { NpyData, Tensor } from '../../cache/npy';
import { momentAt } from '../../remotion/film/moment';
import { resolveSentences } from '../../remotion/narration/script';
import { CannotShowError } from '../../remotion/scenes/about';
import { exactSample } from '../../remotion/scenes/sample';
import { scene } from '../../remotion/scenes/two-neurons';
import {
  farMoved,
  foldedAt,
  keptOf,
  movedAt,
  planeAt,
  sampleAt,
  storyOf,
} from '../../remotion/scenes/two-neurons/story';
import type { ExperimentFacts, Facts } from '../../remotion/stage/facts';
import type { DrawnScene, Given } from '../../remotion/stage/scene';
import { paintScene } from '../support/paint-scene';
import { factsOf, givenFor } from '../support/scene-given';
import { spiralsFacts, spiralsTensors } from '../support/spirals-network';

const sizes = [
  ['16:9', 1920, 1080],
  ['9:16', 1080, 1920],
  ['1:1', 1080, 1080],
] as const;

const wider = (neurons: number): Readonly<Record<string, Tensor<NpyData>>> => ({
  'projection/boundary/weights-1': {
    shape: [1, neurons, 2],
    data: Float32Array.from({ length: 2 * neurons }, (_, i) => 1.5 * Math.sin(3 * i + 1)),
  },
  'projection/boundary/biases-1': {
    shape: [1, neurons],
    data: Float32Array.from({ length: neurons }, (_, i) => 0.4 * Math.cos(5 * i)),
  },
});

/** Facts of both networks, the wide one's first layer with so many neurons. */
const factsWith = (neurons: number, spirals: Partial<ExperimentFacts> = {}): Facts => ({
  ...factsOf({}),
  experiment: (name) =>
    name === 'boundary'
      ? { ...spiralsFacts, experiment: 'boundary', widths: [2, neurons, 8, 1] }
      : { ...spiralsFacts, ...spirals },
  projection: () => {
    throw new Error('this test gives no projection');
  },
});

const said = (facts: Facts): string =>
  resolveSentences(scene, facts)
    .sentences.map(({ text }) => text)
    .join(' ');

async function given(
  width = 1920,
  height = 1080,
  { neurons = 8, slower = 1, props = {} }: { neurons?: number; slower?: number; props?: object } = {},
): Promise<Given> {
  const facts = factsWith(neurons);
  const told: DrawnScene = { ...scene, sentences: () => scene.sentences(facts) };
  const tensors = { ...spiralsTensors, ...wider(neurons) };
  const made = await givenFor(told, { experiment: spiralsFacts, tensors, width, height, slower });
  return { ...made, facts, props: scene.props!.parse(props) };
}

/** Where all dots are, the followed one last: x₀, y₀, … in pixels. */
function dotsAt(of: Given, time: number): Float64Array {
  const story = storyOf(of);
  const told = { ...momentAt(of, time), story };
  const plane = planeAt(told);
  const { others, sample } = movedAt(told);
  const map = story.map(others);
  const dots = new Float64Array(story.points.length + 2);
  const out = new Float64Array(3);
  for (let i = 0; i < story.points.length; i += 2) {
    map(story.points[i]!, story.points[i + 1]!, out);
    dots.set([plane.x(out[0]!), plane.y(out[1]!)], i);
  }
  const [x, y] = sampleAt(story, sample);
  dots.set([plane.x(x), plane.y(y)], story.points.length);
  return dots;
}

describe('two-neurons', () => {
  it('lands the dot where the cached layer takes it, and starts it where the dataset has it', async () => {
    const story = storyOf(await given());
    const { index } = story.sample;
    const points = spiralsTensors['dataset/spirals/points']!.data;
    const [a, b, c, d] = spiralsTensors['projection/spirals/weights-1']!.data;
    const [p, q] = spiralsTensors['projection/spirals/biases-1']!.data;
    const [x, y] = [points[2 * index]!, points[2 * index + 1]!];
    expect(sampleAt(story, 0)).toEqual([x, y]);
    const [u, v] = sampleAt(story, 1);
    expect(u).toBeCloseTo(Math.tanh(a! * x + b! * y + p!), 12);
    expect(v).toBeCloseTo(Math.tanh(c! * x + d! * y + q!), 12);
  });

  it('writes beside the eight neurons what they make of that dot', async () => {
    const { points, sample, wideValues } = storyOf(await given());
    const { data: weights } = wider(8)['projection/boundary/weights-1']!;
    const { data: biases } = wider(8)['projection/boundary/biases-1']!;
    const [x, y] = [points[2 * sample.index]!, points[2 * sample.index + 1]!];
    expect(wideValues).toHaveLength(8);
    wideValues.forEach((value, k) =>
      expect(value).toBeCloseTo(Math.tanh(weights[2 * k]! * x + weights[2 * k + 1]! * y + biases[k]!), 12),
    );
  });

  it('follows the dot of the scenes after it where that one is seen to move, and one that is otherwise', () => {
    const points = [0, 0, 1, 1, 0.5, 0.5, 3, 3];
    const away = (distance: number) => (x: number, y: number, out: Float64Array) =>
      out.set([x, y + distance * x, 0]);
    expect(farMoved(points, away(1), 2)).toBe(2);
    expect(farMoved(points, away(0.6), 2)).toBe(1);
    expect(farMoved(points, away(0), 2)).toBe(2);
  });

  it('follows a dot that is seen to move', async () => {
    const story = storyOf(await given());
    const [[x, y], [u, v]] = [sampleAt(story, 0), sampleAt(story, 1)];
    expect(Math.hypot(u - x, v - y)).toBeGreaterThan(0.4);
    const { decimals } = exactSample(story.points, [1.3221, -1.6209, -0.1124, 0.4954]);
    expect(story.sample.decimals).toBe(decimals);
  });

  it('follows the sample that its props name, up to the last one', async () => {
    expect(storyOf(await given(1920, 1080, { props: { sample: 17 } })).sample.index).toBe(17);
    expect(storyOf(await given(1920, 1080, { props: { sample: 9999 } })).sample.index).toBe(399);
  });

  it.each(sizes)(
    'at %s moves no dot by more than a twenty-fifth of the width in a frame',
    async (_, w, h) => {
      for (const slower of [0.6, 1.5]) {
        const of = await given(w, h, { slower });
        let before = dotsAt(of, 0);
        let fastest = 0;
        for (let frame = 1; frame <= of.duration * 30; frame++) {
          const now = dotsAt(of, frame / 30);
          for (let i = 0; i < now.length; i += 2)
            fastest = Math.max(fastest, Math.hypot(now[i]! - before[i]!, now[i + 1]! - before[i + 1]!));
          before = now;
        }
        expect(fastest / w).toBeLessThanOrEqual(0.04);
      }
    },
  );

  it.each(sizes)('at %s keeps every dot in the plane’s box on its way', async (_, width, height) => {
    const of = await given(width, height);
    const { plane } = storyOf(of).places;
    for (let time = of.cues.net! + 1; time < of.duration; time += 0.2) {
      const dots = dotsAt(of, time);
      for (let i = 0; i < dots.length; i += 2) {
        expect(dots[i]).toBeGreaterThan(plane.x);
        expect(dots[i]).toBeLessThan(plane.x + plane.width);
        expect(dots[i + 1]).toBeGreaterThan(plane.y);
        expect(dots[i + 1]).toBeLessThan(plane.y + plane.height);
      }
    }
  });

  it('moves one thing after the other: folds, then two, then the dot, then all of them', async () => {
    for (const slower of [0.6, 1, 1.5]) {
      const of = await given(1920, 1080, { slower });
      for (let time = 0; time < of.duration; time += 0.05) {
        const moment = momentAt(of, time);
        const [{ gone, two }, { sample, others }] = [foldedAt(moment), movedAt(moment)];
        if (two > 0) expect(gone).toBe(1);
        if (sample > 0) expect(two).toBe(1);
        if (others > 0) expect(sample).toBe(1);
      }
      expect(movedAt(momentAt(of, of.duration - 0.7)).others).toBe(1);
    }
  });

  it('says how many neurons there are and how many go, as the run has them', () => {
    expect(said(factsWith(8))).toContain('turns them into eight');
    expect(said(factsWith(8))).toContain('let six of them go');
    expect(said(factsWith(5))).toContain('with five coordinates');
    expect(said(factsWith(5))).toContain('let three of them go');
  });

  it('does not say that three axes cannot be pictured, nor that any go where there were two', () => {
    expect(said(factsWith(3))).not.toContain('nobody');
    expect(said(factsWith(3))).toContain('let one of them go');
    expect(said(factsWith(2))).not.toContain('go:');
    expect(said(factsWith(2))).toContain('just two');
  });

  it('does not call the other network smaller, which it may not be', () => {
    for (const neurons of [3, 4, 8]) {
      expect(said(factsWith(neurons))).not.toContain('smaller');
      expect(said(factsWith(neurons))).toContain('another network’s first layer has just two');
    }
  });

  it('keeps values beyond 1 on their axes, in proportion to each other', async () => {
    const tanh = await given();
    const relu: Facts = {
      ...tanh.facts,
      experiment: (name) => ({ ...tanh.facts.experiment(name), activation: 'relu' }),
    };
    const tensor: Given['tensor'] = (stage, name, array) => {
      const { shape, data } = tanh.tensor(stage, name, array);
      return name === 'boundary'
        ? { shape, data: Float32Array.from(data, (value) => 9 * value) }
        : { shape, data };
    };
    // So late that the fan has opened, which the silent voice leaves no time for.
    const cues = Object.fromEntries(
      Object.entries(tanh.cues).map(([cue, at]) => [cue, at < tanh.cues.fold! ? at : at + 4]),
    );
    const of = { ...tanh, facts: relu, tensor, cues };
    const story = storyOf(of);
    expect(Math.max(...story.wideValues)).toBeGreaterThan(2);
    const { plane } = story.places;
    const { drawn } = paintScene(scene, of, of.cues.fold! - 0.2);
    const dots = drawn.filter(({ color, circles }) => color === of.theme.accent && circles);
    const inFan = dots.filter(({ x0 }) => x0 > plane.x);
    const away = inFan.map(({ circles }) =>
      Math.hypot(circles![0]! - plane.x - plane.width / 2, circles![1]! - plane.y - plane.height / 2),
    );
    expect(away).toHaveLength(8);
    expect(Math.max(...away)).toBeLessThan(plane.width / 2 - 44);
    const most = Math.max(...story.wideValues);
    away.forEach((distance, k) =>
      expect(distance / Math.max(...away)).toBeCloseTo(story.wideValues[k]! / most, 6),
    );
  });

  it.each([1, 2, 3, 8, 24])('can be drawn beside a first layer of %d', async (neurons) => {
    const of = await given(1080, 1080, { neurons });
    for (let time = 0; time < of.duration; time += 1.3)
      expect(() => paintScene(scene, of, time)).not.toThrow();
  });

  it('keeps two neurons of a wide layer: the first, and the one at a right angle to it in the fan', () => {
    expect(keptOf(8)).toEqual([0, 4]);
    for (let n = 2; n <= 32; n++) {
      const [first, second] = keptOf(n);
      expect(first).toBe(0);
      expect(second).toBeGreaterThan(0);
      expect(second).toBeLessThan(n);
    }
  });

  it('shows experiments whose first layer takes the plane to the plane, and refuses others', () => {
    const outline = { name: 'mine', data: 'csv', inputs: 2, activation: 'relu', classes: 2 };
    expect(scene.canShow?.({ ...outline, hidden: [2, 5] })).toBe(true);
    expect(scene.canShow?.({ ...outline, hidden: [3] })).toContain('[3]');
    expect(scene.canShow?.({ ...outline, inputs: 3, hidden: [2] })).toContain('3 dimensions');
    expect(() => scene.sentences(factsWith(8, { widths: [2, 3, 1] }))).toThrow(CannotShowError);
  });

  it('reads the chosen experiment beside the wide network', () => {
    const reads = scene.readsWith?.({ experiment: 'mine' }) ?? [];
    expect(reads).toContainEqual({ stage: 'dataset', name: 'mine', arrays: ['points', 'labels'] });
    expect(reads.filter(({ name }) => name === 'boundary').map(({ stage }) => stage)).toEqual([
      'training',
      'projection',
    ]);
  });
});
