import { beforeAll, describe, expect, it, vi } from 'vitest';
import { resolveSentences } from '../../remotion/narration/script';
import { experimentScene, mnistPca } from '../../remotion/scenes/mnist-pca';
import { legendPlaces } from '../../remotion/scenes/mnist-pca/legend';
import type { ProjectionFacts, RecordingFacts } from '../../remotion/stage/facts';
import { recorder, SilentCanvas } from './mnist-pca-recorder';
import { broughtWith, givenFor, momentOf, SAMPLES } from './mnist-pca-run';

const scene = mnistPca('mine', 'activations');
const outline = { name: 'mine', inputs: 40, hidden: [16], activation: undefined, classes: 3 };

beforeAll(() => vi.stubGlobal('OffscreenCanvas', SilentCanvas));

const said = (changes: Partial<RecordingFacts> = {}, projected: Partial<ProjectionFacts> = {}): string =>
  resolveSentences(scene, broughtWith(changes, projected))
    .sentences.map(({ text }) => text)
    .join(' ');

/** All that is drawn in so many moments of the scene. */
async function marksOf(changes: Partial<RecordingFacts>, width = 1920, height = 1080) {
  const given = await givenFor(width, height, broughtWith(changes), scene);
  const marks = Array.from({ length: 24 }, (_, i) => {
    const { context, marks: drawn } = recorder();
    scene.draw(context, momentOf(given, (given.duration * (i + 0.5)) / 24));
    return drawn;
  });
  return { given, marks: marks.flat() };
}

describe('mnist-pca about activations that were brought', () => {
  it('is offered for them and for digits, and for nothing else', () => {
    expect(experimentScene.canShow({ ...outline, data: 'activations' })).toBe(true);
    expect(experimentScene.canShow({ ...outline, data: 'mnist' })).toBe(true);
    expect(experimentScene.canShow({ ...outline, data: 'spirals' })).toMatch(/its data are spirals/);
  });

  it('reads no pictures, which nobody brought', () => {
    expect(scene.id).toBe('mnist-pca-mine');
    expect(scene.reads).toEqual([
      { stage: 'training', name: 'mine', arrays: ['labels'] },
      { stage: 'projection', name: 'mine', arrays: '*' },
    ]);
  });

  it('says only what is true of any network', () => {
    expect(said()).toContain(`${SAMPLES} dots is one example`);
    expect(said()).toContain('From epoch 0 to epoch 5, they move');
    expect(said()).toContain('Layer 1 gives each 16 numbers');
    expect(said()).not.toMatch(/digit|learn|pixel|seven|handwritten|train/i);
  });

  it('leaves the epochs out where there is but one', () => {
    expect(said({ epochs: [3] })).not.toMatch(/epoch/);
  });

  it('says how many lie nearest to their own class only where that was measured, and not that they lie together', () => {
    expect(said()).toContain('97 percent of them lie nearest to the middle of their own class');
    expect(said({ measures: { nearestCentroidAccuracy: 1 } })).toContain('All of them lie nearest');
    expect(said({ measures: { nearestCentroidAccuracy: 0.0049, recordedSamples: 2000 } })).toContain(
      '0.4 percent of them',
    );
    expect(said()).not.toMatch(/together|nearer/);
    expect(said({ measures: {} })).not.toMatch(/nearest/);
  });

  it('says that they move only where the last layer was measured to', () => {
    const travel = (last: number[]): Partial<ProjectionFacts> => ({ travel: [[], [0.2, 0.2], last] });
    expect(said({}, travel([0.01, 0]))).toContain('From epoch 0 to epoch 5, they move');
    for (const still of [travel([0, 0]), travel([]), { travel: undefined }])
      expect(said({}, still)).toMatch(/Epochs 0 to 5 go by/);
    expect(said({}, travel([0, 0]))).not.toMatch(/they move/);
  });

  it('counts one number as one', () => {
    const one = said({ widths: [5, 1, 1] });
    expect(one).toContain('1 number for each');
    expect(one).toContain('gives each 1 number.');
    expect(one).not.toContain('1 numbers');
  });

  it('does not speak of an axis that is left out where none is', () => {
    expect(said({ widths: [3, 2, 2] })).not.toMatch(/three axes/);
    expect(said()).toMatch(/three axes/);
  });

  const runs: [string, Partial<RecordingFacts>][] = [
    ['three classes', {}],
    ['one epoch', { epochs: [0] }],
    ['a single layer', { widths: [5, 3] }],
    ['planes', { widths: [2, 2, 2] }],
    ['thirteen layers', { widths: [16384, ...Array.from({ length: 12 }, (_, k) => 2 + k)] }],
    ['twenty classes', { classNames: Array.from({ length: 20 }, (_, i) => String(i)) }],
    ['an accuracy', { accuracy: [0.1, 0.5, 0.9] }],
  ];
  describe.each(runs)('with %s', (_, changes) => {
    it.each([
      [1920, 1080],
      [1080, 1920],
      [1080, 1080],
    ])('draws them at %d × %d without pictures, all words inside the content', async (width, height) => {
      const { given, marks } = await marksOf(changes, width, height);
      const { content, unit } = given.layout;
      expect(marks.filter(({ kind }) => kind === 'dot').length).toBeGreaterThan(10 * SAMPLES);
      expect(marks.filter(({ kind }) => kind === 'image')).toEqual([]);
      for (const { text, left, right, fontSize } of marks.filter(({ kind }) => kind === 'text')) {
        expect(fontSize).toBeGreaterThanOrEqual(24 * unit - 1e-9);
        expect(left, text).toBeGreaterThanOrEqual(content.x - 0.1);
        expect(right, text).toBeLessThanOrEqual(content.x + content.width + 0.1);
      }
    });
  });

  it('ends in the last layer before the scene does, however many there are', async () => {
    const widths = [16, ...Array.from({ length: 12 }, (_, k) => 2 + k)];
    const { given } = await marksOf({ widths });
    const { context, marks } = recorder();
    scene.draw(context, momentOf(given, given.duration - 1.2));
    expect(marks.filter(({ text, alpha }) => text.startsWith('Layer') && alpha > 0.5)).toMatchObject([
      { text: 'Layer 12' },
    ]);
  });

  it('calls classes what they were called', async () => {
    const { marks } = await marksOf({});
    const texts = new Set(marks.map(({ text }) => text));
    for (const name of ['-1', '7', '1000', 'Input', 'Layer 1', 'Layer 2']) expect(texts).toContain(name);
    for (const name of ['Pixels', 'Output', 'named right']) expect(texts).not.toContain(name);
  });
});

describe('legendPlaces(halves, box, unit, centred)', () => {
  const box = { x: 100, y: 0, width: 420, height: 100 };

  it('puts names side by side without touching, at the bottom of the box', () => {
    const chips = legendPlaces(Array<number>(10).fill(18), box, 1, false)!;
    expect(chips.map(({ y }) => y)).toEqual(Array(10).fill(82));
    expect(chips[0]!.x).toBe(118);
    chips.slice(1).forEach(({ x }, i) => expect(x - chips[i]!.x).toBeGreaterThanOrEqual(36));
    expect(chips.at(-1)!.x + 18).toBeLessThanOrEqual(520);
  });

  it('breaks into rows where one does not hold them', () => {
    const chips = legendPlaces(Array<number>(20).fill(18), box, 1, false)!;
    expect(new Set(chips.map(({ y }) => y)).size).toBe(2);
  });

  it('leaves the legend out where the box does not hold it', () => {
    expect(legendPlaces(Array<number>(20).fill(60), box, 1, false)).toBeUndefined();
  });

  it('stands in the middle where it is to', () => {
    const chips = legendPlaces([18, 18], box, 1, true)!;
    expect((chips[0]!.x + chips[1]!.x) / 2).toBeCloseTo(310, 9);
  });
});
