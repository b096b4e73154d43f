import { describe, expect, it } from 'vitest';
import type { SceneTimeline } from '../../remotion/film/timeline';
import { sheetMoments } from '../../remotion/render/sheet';

const timeline: SceneTimeline = {
  voice: null,
  scene: 'motion',
  fps: 30,
  durationInFrames: 300,
  cues: { W: 2, b: 6 },
  sentences: [{ text: 'First the matrix.', start: 1.5, end: 3, words: [], estimated: false }],
  captions: [],
};

describe('sheetMoments', () => {
  it('shows both ends, every cue and the middles between them, labelled with time, cue and sentence', () => {
    const moments = sheetMoments(timeline);
    expect(moments.map(({ frame }) => frame)).toEqual([0, 30, 60, 120, 180, 240, 299]);
    expect(moments[2]?.label).toBe('2.00 s  {W}  First the matrix.');
    expect(moments[3]?.label).toBe('4.00 s');
  });

  it('shows no more than it may, ends included', () => {
    const cues = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`c${i}`, i / 7]));
    const frames = sheetMoments({ ...timeline, cues }, 12).map(({ frame }) => frame);
    expect(frames.length).toBeLessThanOrEqual(12);
    expect(frames[0]).toBe(0);
    expect(frames.at(-1)).toBe(299);
  });

  it('shows a scene without cues too', () => {
    expect(sheetMoments({ ...timeline, cues: {}, durationInFrames: 1 }).map(({ frame }) => frame)).toEqual([
      0,
    ]);
  });
});
