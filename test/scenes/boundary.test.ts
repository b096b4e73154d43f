import { beforeAll, describe, expect, it, vi } from 'vitest';
import { momentAt } from '../../remotion/film/moment';
import { resolveSentences } from '../../remotion/narration/script';
import { scene } from '../../remotion/scenes/boundary';
import { progressAt, stateAt, storyOf, type State } from '../../remotion/scenes/boundary/story';
import { canShowNetwork } from '../../remotion/scenes/network-run';
import type { Given } from '../../remotion/stage/scene';
import { forward } from '../../training/network';
import { paintScene } from '../support/paint-scene';
import { overlaps } from '../support/picture-rules';
import { factsOf, givenFor } from '../support/scene-given';
import { EPOCHS, networkFacts, networkTensors, sizes, withoutCanvas } from './network-run-fixture';

const WIDTHS = [2, 8, 8, 8, 1];
const run = { experiment: networkFacts(WIDTHS), tensors: networkTensors(WIDTHS) };

beforeAll(withoutCanvas);

const stateOf = (given: Given, time: number): State => {
  const story = storyOf(given);
  return stateAt(story, progressAt(momentAt(given, time)));
};

describe('boundary', () => {
  it('begins with the first recorded epoch and ends with the last, as measured', async () => {
    const given = await givenFor(scene, run);
    const first = stateOf(given, 0);
    expect([first.epoch, first.accuracy]).toEqual([0, 0.5]);
    expect(first.loss).toBeCloseTo(0.71, 6);
    const last = stateOf(given, given.cues.done!);
    expect([last.epoch, last.accuracy]).toEqual([300, 1]);
    expect(last.loss).toBeCloseTo(0.001, 6);
    const exact = run.tensors['projection/boundary/weights-2']!.data;
    expect([...(last.network.weights[1]!.data as ArrayLike<number> & Iterable<number>)]).toEqual([
      ...exact.slice(-64),
    ]);
  });

  it('shows at its end of the network what the network of that moment gives for the dot', async () => {
    const given = await givenFor(scene, run);
    const { sample } = storyOf(given);
    for (const time of [0, given.cues.wind!, given.duration]) {
      const { network, answer } = stateOf(given, time);
      expect(answer).toBeCloseTo(1 / (1 + Math.exp(-forward(network, sample.point)[0]!)), 12);
    }
  });

  it('learns up to the end that it speaks of, whatever its props', async () => {
    const given = await givenFor(scene, run);
    const props = scene.props!.parse({ epoch: 0 });
    const { epoch, accuracy } = stateOf({ ...given, props }, given.duration);
    expect([epoch, accuracy]).toEqual([300, 1]);
  });

  it('works its field out once for all frames in which the network stands still', async () => {
    const given = await givenFor(scene, run);
    let pictures = 0;
    const Canvas = OffscreenCanvas;
    vi.stubGlobal(
      'OffscreenCanvas',
      class {
        readonly stub: OffscreenCanvas;
        constructor(
          readonly width: number,
          readonly height: number,
        ) {
          this.stub = new Canvas(width, height);
        }
        getContext(): unknown {
          pictures++;
          return this.stub.getContext('2d');
        }
      },
    );
    const made = (...times: number[]): number => {
      const before = pictures;
      for (const time of times) paintScene(scene, given, time);
      return pictures - before;
    };
    const { field, random, train, wind, done, but } = given.cues as Record<string, number>;
    expect(made(field! + 1, random!, train! - 0.5, train!)).toBe(1);
    expect(made(wind!, wind! + 0.1)).toBe(2);
    expect(made(done!, done! + 1, but! + 1)).toBe(1);
    vi.stubGlobal('OffscreenCanvas', Canvas);
  });

  it('follows the dot that its props ask for', async () => {
    const given = await givenFor(scene, run);
    const { points } = storyOf(given).run;
    const { sample } = storyOf({ ...given, props: { ...given.props, sample: 3 } });
    expect(sample.point).toEqual([points[6], points[7]]);
  });

  it('says no more than its run shows', () => {
    const said = (change: Parameters<typeof networkFacts>[1]) =>
      resolveSentences(scene, factsOf({ experiment: networkFacts(WIDTHS, change) }));
    const text = ({ sentences }: ReturnType<typeof said>): string =>
      sentences.map((sentence) => sentence.text).join(' ');
    expect(text(said({}))).toContain('every dot lies on its own side');
    const worse = said({ measures: { accuracy: 0.934 } });
    expect(text(worse)).toContain('93 % of the dots lie on their own side');
    expect(text(said({}))).toContain('the boundary winds');
    const straight: Parameters<typeof said>[0][] = [
      { measures: { accuracy: 0.67 } },
      { activation: 'linear' },
      { hyperparameters: { data: 'spirals', turns: 0.3 } },
      { hyperparameters: { data: 'disks' } },
    ];
    for (const change of straight) {
      expect(text(said(change))).not.toContain('winds');
      expect(text(said(change))).toContain('the loss falls, and the boundary moves');
    }
    const stuck = said({ loss: EPOCHS.map(() => 0.69) });
    expect(text(stuck)).toContain('hardly falls');
    expect(stuck.claims.filter(({ holds }) => !holds).map(({ claim }) => claim)).toEqual(['boundary-learns']);
  });

  it.each(sizes)(
    'at %s keeps what it writes within the safe area above the captions',
    async (_, width, height) => {
      for (const change of [{}, { loss: EPOCHS.map(() => 0.69), measures: { accuracy: 0.9 } }]) {
        const given = await givenFor(scene, {
          ...run,
          experiment: networkFacts(WIDTHS, change),
          width,
          height,
        });
        const { content } = given.layout;
        for (let time = 0.5; time < given.duration; time += 0.9)
          for (const mark of paintScene(scene, given, time).drawn) {
            if (mark.kind !== 'text' && mark.kind !== 'formula') continue;
            expect(mark.x0).toBeGreaterThanOrEqual(content.x - 1);
            expect(mark.x1).toBeLessThanOrEqual(content.x + content.width + 1);
            expect(mark.y1).toBeLessThanOrEqual(content.y + content.height + 1);
          }
      }
    },
  );

  it.each([[[2, 1, 1]], [[2, 4, 1]], [[2, 16, 16, 1]]])(
    'writes the inputs of a network of %j apart from each other, in the content box',
    async (widths) => {
      for (const [, width, height] of sizes) {
        const tensors = networkTensors(widths);
        const given = await givenFor(scene, { width, height, tensors, experiment: networkFacts(widths) });
        const { content, unit } = given.layout;
        for (const time of [given.cues.output! + 2, given.cues.wind!]) {
          const marks = paintScene(scene, given, time).drawn.filter(({ kind }) => kind === 'formula');
          expect(marks.length).toBeGreaterThan(0);
          for (const { x0 } of marks) expect(x0).toBeGreaterThanOrEqual(content.x - 1);
          expect(overlaps(marks, 3 * unit)).toEqual([]);
        }
      }
    },
  );

  it.each([[[2, 1]], [[2, 3, 1]], [[2, ...Array<number>(8).fill(16), 1]]])(
    'draws a network of %j, all of its neurons apart and inside',
    async (widths) => {
      for (const [, width, height] of sizes) {
        const tensors = networkTensors(widths, 'other');
        const given = await givenFor(scene, { width, height, tensors, experiment: networkFacts(widths) });
        const other = { ...given, props: { ...given.props, experiment: 'other' } };
        const { alone, learning } = storyOf(other).places;
        for (const { columns, radius } of [alone, learning]) {
          const gaps = columns.flatMap(({ ys }) => ys.slice(1).map((y, i) => y - ys[i]!));
          expect(2 * radius).toBeLessThan(Math.min(...gaps, Infinity));
        }
        for (const time of [3, 9, given.cues.loss!, given.duration - 1])
          expect(paintScene(scene, other, time).drawn.length).toBeGreaterThan(0);
      }
    },
  );

  it('reads the experiment it shows, and can show small networks on points of the plane only', () => {
    const names = (experiment: string) =>
      scene.readsWith!(scene.props!.parse({ experiment })).map(({ stage, name }) => `${stage} ${name}`);
    expect(names('boundary')).toEqual(scene.reads.map(({ stage, name }) => `${stage} ${name}`));
    expect(names('moons')).toContain('projection moons');
    const outline = {
      name: 'x',
      data: 'spirals',
      inputs: 2,
      hidden: [8, 8],
      activation: 'tanh',
      classes: 2,
    };
    expect(canShowNetwork(outline)).toBe(true);
    expect(canShowNetwork({ ...outline, inputs: 3 })).toMatch(/3 dimensions/);
    expect(canShowNetwork({ ...outline, hidden: [32] })).toMatch(/x\.hidden is \[32\].*at most 16/);
    expect(canShowNetwork({ ...outline, classes: 3 })).toMatch(/3 classes/);
    expect(canShowNetwork({ ...outline, data: 'mnist', inputs: 784 })).toMatch(/pictures/);
  });
});
