import { beforeAll, describe, expect, it, vi } from 'vitest';
import { parseMarks, resolveSentences } from '../../remotion/narration/script';
import { scene } from '../../remotion/scenes/mnist-pca';
import { digitsAbout } from '../../remotion/scenes/mnist-pca/digits';
import { viewAt } from '../../remotion/scenes/mnist-pca/draw';
import { nearAt } from '../../remotion/scenes/mnist-pca/framing';
import { placesOf } from '../../remotion/scenes/mnist-pca/places';
import { placeAt, pointsAt, progressAt, storyOf as storyAbout } from '../../remotion/scenes/mnist-pca/story';
import { projectAll, screenFor } from '../../remotion/stage/camera';
import type { ExperimentFacts } from '../../remotion/stage/facts';
import type { Given } from '../../remotion/stage/scene';
import { recorder, SilentCanvas } from './mnist-pca-recorder';
import { EPOCHS, factsWith, givenFor, momentOf, SAMPLES } from './mnist-pca-run';

const SIZES = [
  [1920, 1080],
  [1080, 1920],
  [1080, 1080],
] as const;
const FPS = 30;
const told = digitsAbout('mnist', 'digits');
const storyOf = (given: Given) => storyAbout(given, 'mnist', 'digits');

beforeAll(() => vi.stubGlobal('OffscreenCanvas', SilentCanvas));

const timesOf = ({ duration }: Given, count: number): number[] =>
  Array.from({ length: count }, (_, i) => (duration * (i + 0.5)) / count);

function picture(given: Given, time: number) {
  const { context, marks, log } = recorder();
  scene.draw(context, momentOf(given, time));
  return { marks, log: log.join('\n') };
}

describe.each(SIZES)('mnist-pca at %i × %i', (width, height) => {
  let given: Given;
  beforeAll(async () => {
    given = await givenFor(width, height);
  });

  it('moves no dot by more than 4 % of the frame’s width in a frame at 30 fps', () => {
    const story = storyOf(given);
    let [before, furthest] = [screenFor(SAMPLES), 0];
    for (let frame = 0; frame < given.duration * FPS; frame++) {
      const time = frame / FPS;
      const screen = projectAll(
        viewAt(told(momentOf(given, time))),
        pointsAt(story, time),
        screenFor(SAMPLES),
      );
      if (frame > 0)
        for (let i = 0; i < SAMPLES; i++)
          furthest = Math.max(furthest, Math.hypot(screen.x[i]! - before.x[i]!, screen.y[i]! - before.y[i]!));
      before = screen;
    }
    expect(furthest / width).toBeGreaterThan(0);
    expect(furthest / width).toBeLessThan(0.04);
  });

  it('writes nothing smaller than 24 px at 1080p, nothing outside the safe area, nothing in the caption band', () => {
    const { content, unit } = given.layout;
    for (const time of timesOf(given, 40))
      for (const { text, left, right, top, bottom, fontSize } of picture(given, time).marks.filter(
        ({ kind }) => kind === 'text',
      )) {
        expect(fontSize, text).toBeGreaterThanOrEqual(24 * unit - 1e-9);
        expect(left, text).toBeGreaterThanOrEqual(content.x - 0.1);
        expect(right, text).toBeLessThanOrEqual(content.x + content.width + 0.1);
        expect(top, text).toBeGreaterThanOrEqual(content.y - 0.1);
        expect(bottom, text).toBeLessThanOrEqual(content.y + content.height + 0.1);
      }
  });

  it('keeps dots and thumbnails in the frame and out of the caption band', () => {
    const { captionBand } = given.layout;
    for (const time of timesOf(given, 40))
      for (const { left, right, bottom } of picture(given, time).marks.filter(
        ({ kind }) => kind !== 'text',
      )) {
        expect(left).toBeGreaterThanOrEqual(0);
        expect(right).toBeLessThanOrEqual(width);
        expect(bottom).toBeLessThanOrEqual(captionBand.y);
      }
  });

  it('lets its parts stand beside each other and not on each other', () => {
    const { strip, rows, legend, view } = placesOf(given.layout);
    const boxes = [strip, ...rows, legend, view];
    boxes.forEach((a, i) =>
      boxes.slice(i + 1).forEach((b) => {
        const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
        const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
        expect(Math.min(across, down)).toBeLessThanOrEqual(0.1);
      }),
    );
  });

  it('gives the same picture for the same moment, in any order', () => {
    const times = timesOf(given, 5);
    const forwards = times.map((time) => picture(given, time).log);
    const backwards = [...times].reverse().map((time) => picture(given, time).log);
    expect(backwards.reverse()).toEqual(forwards);
  });
});

describe('what mnist-pca shows', () => {
  it('changes the picture with every sentence', async () => {
    const given = await givenFor(1920, 1080);
    for (const { text } of scene.sentences(given.facts)) {
      const cue = parseMarks(text, text).cues.at(-1);
      const at = given.cues[cue!.name]!;
      expect(picture(given, at - 0.2).log, text).not.toBe(picture(given, at + 1.2).log);
    }
  });

  it('learns in the last layer, goes straight back to the pixels, and comes forward layer by layer', async () => {
    const given = await givenFor(1920, 1080);
    const story = storyOf(given);
    const at = (name: string, after = 0): [place: number, progress: number] => {
      const time = given.cues[name]! + after;
      return [placeAt(story, time), progressAt(story, time)];
    };
    expect(at('dots')).toEqual([3, 0]);
    expect(at('heap', 0.5)).toEqual([3, 0]);
    expect(at('end')[0]).toBe(3);
    expect(at('around')).toEqual([3, 1]);
    expect(at('layer-1', -0.2)).toEqual([0, 1]);
    for (const layer of [1, 2]) expect(at(`layer-${layer + 1}`, -0.16)).toEqual([layer, 1]);
    expect(at('close', 1.5)).toEqual([3, 1]);
  });

  it('fits no basis anew: at recorded epochs and in layers the dots are where the cache has them', async () => {
    const given = await givenFor(1920, 1080);
    const { states, run, last } = storyOf(given);
    const cached = (layer: number, row: number): number[] => {
      const { data, shape } = given.tensor('projection', 'mnist', `points-${layer}`);
      const at = Math.min(row, shape[0]! - 1) * 3 * SAMPLES;
      return [...data.subarray(at, at + 3 * SAMPLES)];
    };
    run.knots.forEach((knot, epoch) => expect([...states.state(knot, last)]).toEqual(cached(last, epoch)));
    for (let layer = 0; layer <= last; layer++)
      expect([...states.state(1, layer)]).toEqual(cached(layer, EPOCHS.length - 1));
  });

  it('goes from the last layer to the pixels along straight lines', async () => {
    const given = await givenFor(1920, 1080);
    const story = storyOf(given);
    const { from, to } = story.plot.back;
    const [start, half, end] = [from, (from + to) / 2, to].map((time) => pointsAt(story, time));
    expect(half![7]).toBeCloseTo((start![7]! + end![7]!) / 2, 12);
  });

  it('pins pictures to their dots', async () => {
    const given = await givenFor(1920, 1080);
    const moment = told(momentOf(given, given.cues['around']! - 0.5));
    const screen = projectAll(viewAt(moment), pointsAt(moment.digits.story, moment.time), screenFor(SAMPLES));
    const pictures = moment.digits.pictures();
    expect(pictures.length).toBe(20);
    const images = picture(given, moment.time).marks.filter(({ kind }) => kind === 'image');
    expect(images.length).toBeGreaterThan(3);
    for (const { left, right, top, bottom } of images) {
      const off = pictures.map((sample) =>
        Math.hypot((left + right) / 2 - screen.x[sample]!, (top + bottom) / 2 - screen.y[sample]!),
      );
      expect(Math.min(...off)).toBeLessThan(1e-6);
    }
  });

  it('begins near to the heap, and draws back before it learns', async () => {
    const given = await givenFor(1920, 1080);
    const { story, framing } = told(momentOf(given, 0)).digits;
    expect(framing.near).toBeGreaterThan(1.5);
    expect(nearAt(story, framing, given.cues['heap']! - 0.5)).toBeCloseTo(framing.near, 12);
    expect(nearAt(story, framing, given.cues['learn']!)).toBe(1);
  });

  it('keeps the dots where they are recorded at rest', async () => {
    const given = await givenFor(1920, 1080);
    const story = storyOf(given);
    const end = pointsAt(story, given.duration);
    expect([...end]).toEqual([...given.tensor('projection', 'mnist', 'points-3').data.slice(-3 * SAMPLES)]);
    expect([...pointsAt(story, 0)]).toEqual([
      ...given.tensor('projection', 'mnist', 'points-3').data.slice(0, 3 * SAMPLES),
    ]);
  });

  it('never moves the camera and the dots at once', async () => {
    const given = await givenFor(1920, 1080);
    const story = storyOf(given);
    for (let time = 0; time < given.duration; time += 0.05) {
      const turns = story.plot.legs.some(({ from, to }) => time > from + 0.3 && time < to - 0.3);
      if (turns) expect([...pointsAt(story, time)]).toEqual([...pointsAt(story, time + 0.01)]);
    }
  });

  it('comes round once', async () => {
    const { legs } = storyOf(await givenFor(1920, 1080)).plot;
    expect(legs.reduce((sum, { angle }) => sum + angle, 0)).toBeCloseTo(2 * Math.PI, 12);
  });

  it('takes its layers from the run', async () => {
    for (const widths of [
      [784, 10],
      [784, 32, 16, 16, 8, 10],
    ]) {
      const given = await givenFor(1080, 1080, factsWith({ widths }));
      expect(storyOf(given).last).toBe(widths.length - 1);
      for (const time of timesOf(given, 6)) expect(picture(given, time).marks.length).toBeGreaterThan(0);
    }
  });
});

describe('what mnist-pca says', () => {
  it('says every number from the facts', () => {
    const said = (accuracy: number[]): string =>
      scene
        .sentences(factsWith({ accuracy }))
        .map(({ text }) => text)
        .join(' ');
    expect(said([0.1, 0.5, 0.8, 0.9, 0.92, 0.95])).toMatch(/\D95 percent/);
    expect(said([0.1, 0.5, 0.8, 0.9, 0.92, 0.9377])).toMatch(/\D93 percent/);
    expect(said([0.1, 0.5, 0.8, 0.9, 0.92, 0.95])).toContain(`${SAMPLES} digits`);
  });

  it('gives a tenth of a percent only where there are samples enough to know it', () => {
    const said = (recordedSamples: number): string =>
      scene
        .sentences(factsWith({ measures: { recordedSamples } }))
        .map(({ text }) => text)
        .join(' ');
    expect(said(50)).toMatch(/\D95 percent/);
    expect(said(999)).toMatch(/\D95 percent/);
    expect(said(2000)).toContain('95.0 percent');
  });

  it('claims nothing that the run does not show, and keeps its cues', () => {
    const good = resolveSentences(scene, factsWith());
    const bad = resolveSentences(
      scene,
      factsWith({
        accuracy: [0.5, 0.5, 0.5, 0.5, 0.55, 0.6],
        loss: EPOCHS.map(() => 2),
        measures: { heldOutAccuracy: 0.6 },
      }),
    );
    expect(good.claims.every(({ holds }) => holds)).toBe(true);
    expect(bad.claims.every(({ holds }) => !holds)).toBe(true);
    expect(bad.sentences.map(({ text }) => text).join(' ')).not.toMatch(
      /its place|found each other|mixes|learns/,
    );
    expect(new Set(bad.cues.map(({ name }) => name))).toEqual(new Set(good.cues.map(({ name }) => name)));
  });

  it('bends nothing with a network that has no activation', () => {
    const said = (activation: ExperimentFacts['activation']): string =>
      scene
        .sentences(factsWith({ activation }))
        .map(({ text }) => text)
        .join(' ');
    expect(said('relu')).toContain('bends');
    expect(said('linear')).not.toContain('bends');
  });
});
