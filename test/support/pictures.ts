import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SceneTimeline } from '../../remotion/film/timeline';
import type { DrawnScene, Given } from '../../remotion/stage/scene';
import { themes, type Theme } from '../../remotion/stage/theme';
import { curveErrors } from './curve-errors';
import { filmStore, type FilmStore } from './film-store';
import { paintScene } from './paint-scene';
import type { Mark } from './recording-context';
import { below, changes, faint, fastest, outside, overlaps, texts, tooSmall } from './picture-rules';

const layouts = { wide: [1920, 1080], tall: [1080, 1920], square: [1080, 1080] } as const;
const clouds = ['mnist-pca', 'bulge', 'manifolds', 'closing'];
/** Scenes in which hundreds of dots are to be followed, and those in which curves bend. */
const dotted = [
  'spirals',
  'boundary',
  'full-layer',
  'spirals-stretching',
  'linear-boundary',
  'disks',
  'chosen-transform',
  'disks-2d',
  'disks-training',
];
const curved = [
  'tanh-graph',
  'tanh-squish',
  'full-layer',
  'spirals-stretching',
  'weighted-sum',
  'linear-boundary',
  'disks',
  'chosen-transform',
  'disks-2d',
  'disks-training',
];
const FPS = 30;
/** At every cue and every third of a second between; a cloud of thousands of dots is looked at once a second. */
function momentsOf({ durationInFrames, cues }: SceneTimeline, step: number): number[] {
  const last = durationInFrames - 1;
  const frames = [
    ...Object.values(cues).map((at) => Math.min(last, Math.round(at * FPS))),
    ...Array.from({ length: Math.ceil(last / step) }, (_, i) => i * step),
    last,
  ];
  return [...new Set(frames)].sort((a, b) => a - b);
}

/**
 * Registers the tests that hold PICTURE.md's rules for scenes in every layout, with the default experiments as they train
 * and the voice as it speaks. The file that calls it must have `motion/curve` mocked by `watched` of curve-errors.
 */
export function pictureTests(scenes: readonly DrawnScene[]): void {
  const cases = scenes.flatMap((scene) =>
    Object.entries(layouts).map(
      ([layout, [width, height]]) => [scene.id, layout, width, height, scene] as const,
    ),
  );
  let store: FilmStore | undefined;
  beforeAll(async () => {
    store = await filmStore(scenes);
  }, 180_000);
  afterAll(() => store?.close());

  describe.each(cases)('%s, %s', (_, __, width, height, scene) => {
    let given: Given;
    let timeline: SceneTimeline;
    let frames: { readonly frame: number; readonly picture: ReturnType<typeof paintScene> }[];
    let worst: { readonly error: number; readonly curves: number };
    beforeAll(async () => {
      timeline = await store!.timeline(scene);
      given = await store!.given(scene, { width, height });
      curveErrors.reset();
      frames = momentsOf(timeline, clouds.includes(scene.id) ? FPS : FPS / 3).map((frame) => ({
        frame,
        picture: paintScene(scene, given, frame / FPS),
      }));
      worst = curveErrors.worst();
    });

    /** What breaks a rule, with the second at which it does. */
    const broken = (rule: (picture: (typeof frames)[number]['picture']) => string[]): string[] => {
      expect(frames.length).toBeGreaterThan(10);
      // A rule that is broken once is often broken for seconds: a few lines tell enough.
      return frames
        .flatMap(({ frame, picture }) =>
          rule(picture).map((what) => `${(frame / FPS).toFixed(2)} s: ${what}`),
        )
        .slice(0, 12);
    };

    it('draws something in most of its moments', () => {
      expect(frames.filter(({ picture }) => picture.drawn.length > 3).length).toBeGreaterThan(
        frames.length / 2,
      );
    });

    it('leaves the caption band to captions', () => {
      expect(broken(({ drawn }) => below(drawn, given.layout.captionBand.y))).toEqual([]);
    });

    it('keeps captions inside their band', () => {
      expect(frames.some(({ picture }) => picture.caption.length > 0)).toBe(true);
      expect(broken(({ caption }) => outside(caption, given.layout.captionBand))).toEqual([]);
    });

    it('keeps texts and formulas, and all that is not meant to bleed, inside the safe area', () => {
      const bound = scene.bleeds ? texts : (marks: readonly Mark[]): readonly Mark[] => marks;
      expect(broken(({ drawn }) => outside(bound(drawn), given.layout.safe, 14 * given.layout.unit))).toEqual(
        [],
      );
    });

    it('lays no text on another', () => {
      expect(broken(({ drawn }) => overlaps(drawn, 3 * given.layout.unit))).toEqual([]);
    });

    it('writes nothing smaller than 24 pixels at 1080p', () => {
      expect(broken(({ drawn }) => tooSmall(drawn, 24 * given.layout.unit))).toEqual([]);
    });

    it.each(Object.values(themes))(
      'writes nothing that does not stand out in the theme $name',
      async ({ name }: Theme) => {
        const themed = await store!.given(scene, { width, height }, { theme: name });
        const faintAt = frames
          .filter((_frame, i) => i % 4 === 0)
          .flatMap(({ frame }) =>
            faint(paintScene(scene, themed, frame / FPS).drawn, themed.theme.background),
          );
        expect(faintAt).toEqual([]);
      },
    );

    it('changes its picture with every sentence', () => {
      const still = timeline.sentences.filter(({ start }, i) => {
        const next = timeline.sentences[i + 1]?.start ?? timeline.durationInFrames / FPS - 0.7;
        const before = paintScene(scene, given, Math.max(0, start - 0.1)).drawn;
        const steps = Array.from({ length: 8 }, (_step, k) => start + ((next - start) * (k + 1)) / 8 - 0.05);
        return steps.every((time) => changes(before, paintScene(scene, given, time).drawn) < 2);
      });
      expect(still.map(({ text }) => text)).toEqual([]);
    });

    it('changes its picture at every cue', () => {
      const still = Object.entries(timeline.cues).filter(([, at]) => {
        // A move may begin a little before its word.
        const before = paintScene(scene, given, Math.max(0, at - 0.4)).drawn;
        return [0.2, 0.6, 1].every(
          (after) => changes(before, paintScene(scene, given, at + after).drawn) < 2,
        );
      });
      expect(still.map(([cue]) => cue)).toEqual([]);
    });

    // Drawn from back to front, the dots of a cloud change their order; mnist-pca.test.ts follows each by its number.
    if (!clouds.includes(scene.id))
      it('moves no dot by more than 4 % of the width in a frame', () => {
        let followed = 0;
        for (const { frame, picture } of frames) {
          const next = paintScene(scene, given, (frame + 1) / FPS).dots;
          const moved = fastest(picture.dots, next, 16 * given.layout.unit);
          followed += moved.followed;
          expect(moved.furthest / width, `at ${(frame / FPS).toFixed(2)} s`).toBeLessThanOrEqual(0.04);
        }
        if (dotted.includes(scene.id)) expect(followed).toBeGreaterThan(100 * frames.length);
      });

    it('draws curves within half a pixel', () => {
      expect(worst.error).toBeLessThanOrEqual(0.5);
      if (curved.includes(scene.id)) expect(worst.curves).toBeGreaterThan(5);
    });

    it('draws the same for the same moment, in any order, whatever was drawn before', async () => {
      const again = await store!.given(scene, { width, height });
      for (const { frame, picture } of frames.filter((_frame, i) => i % 12 === 0).reverse())
        expect(paintScene(scene, again, frame / FPS).drawn).toEqual(picture.drawn);
    });
  });

  describe.each(scenes.map((scene) => [scene.id, scene] as const))('%s', { timeout: 120_000 }, (_, scene) => {
    it.each([24, 60])('shows the same at the same second at 30 and at %d frames a second', async (fps) => {
      const size = { width: 1920, height: 1080 };
      const [usual, other] = [await store!.given(scene, size), await store!.given(scene, size, { fps })];
      // At another rate a scene is a fraction of a frame longer or shorter, and cues stand where they stood.
      expect(other.cues).toEqual(usual.cues);
      const times = Array.from({ length: Math.floor(usual.duration - 2) }, (_second, i) => i);
      expect(times.length).toBeGreaterThan(3);
      for (const time of times)
        expect(paintScene(scene, other, time).drawn, `${time} s`).toEqual(
          paintScene(scene, usual, time).drawn,
        );
    });
  });

  it('curves were drawn, and measured', () => {
    expect(curveErrors.measured()).toBeGreaterThan(100);
  });
}
