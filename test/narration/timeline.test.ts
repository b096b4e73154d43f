import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sceneTimelineSchema, type SceneTimeline } from '../../remotion/film/timeline';
import { readingOf } from '../../remotion/narration/lexicon';
import type { CuePlace } from '../../remotion/narration/script';
import { filmCaptions, srtOf, vttOf } from '../../remotion/narration/subtitles';
import { QUIET, timelineOf, type ClipTimes } from '../../remotion/narration/timeline-of';

const sentence = (text: string, rest?: number) => ({ index: 0, text, reading: readingOf(text), rest });
/** A word every half second. */
const clip = (text: string): ClipTimes => {
  const words = readingOf(text).tokens.map((token, i) => ({
    text: token.text,
    start: i / 2,
    end: i / 2 + 0.4,
  }));
  return { duration: words.length / 2, words, estimated: false };
};
const scene = { id: 'demo', lead: 1, tail: 2 };
const timeline = (texts: readonly string[], cues: CuePlace[] = [], fps = 30): SceneTimeline =>
  timelineOf({
    scene,
    fps,
    clips: texts.map(clip),
    script: { cues, sentences: texts.map((text) => sentence(text)) },
  });

describe('the timeline of a scene', () => {
  it('is lead, sentences with their rests, tail', () => {
    const { sentences, durationInFrames } = timeline(['One two.', 'Three four.']);
    expect(sentences.map(({ start, end }) => [start, end])).toEqual([
      [1, 2],
      [2.35, 3.35],
    ]);
    expect(durationInFrames).toBe(Math.ceil(5.35 * 30));
  });

  it('keeps the rest that the script gives, after the last sentence too', () => {
    const script = { cues: [], sentences: [sentence('One two.', 2), sentence('Three four.', 1)] };
    const { sentences, durationInFrames } = timelineOf({
      scene: { id: 'demo' },
      fps: 10,
      clips: [clip('One two.'), clip('Three four.')],
      script,
    });
    expect(sentences[1]?.start).toBe(QUIET.lead + 1 + 2);
    expect(durationInFrames).toBe(Math.round((QUIET.lead + 1 + 2 + 1 + 1 + QUIET.tail) * 10));
  });

  it('puts a cue at its word, and one of a sentence left out where that would have begun', () => {
    const cues = [
      { name: 'two', sentence: 0, word: 1 },
      { name: 'gone', sentence: 1, word: 0 },
      { name: 'last', sentence: 2, word: 0 },
    ];
    expect(timeline(['One two.', 'Three four.'], cues).cues).toEqual({ two: 1.5, gone: 2.35, last: 3.7 });
  });

  it('has its cues inside the scene even where nothing is said', () => {
    const { cues, durationInFrames, captions } = timeline([], [{ name: 'only', sentence: 0, word: 0 }]);
    expect(cues).toEqual({ only: 1 });
    expect(durationInFrames).toBe(90);
    expect(captions).toEqual([]);
  });

  it('lasts whole frames, as few as hold all of it, at any rate', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('One two.', 'tanh, σ and W.', 'Three.'), { maxLength: 5 }),
        fc.constantFrom(24, 25, 30, 60, 30000 / 1001),
        (texts, fps) => {
          const result = sceneTimelineSchema.parse(timeline(texts, [], fps));
          const last = result.sentences.at(-1)?.end ?? scene.lead;
          const seconds = result.durationInFrames / fps;
          expect(seconds).toBeGreaterThanOrEqual(last + scene.tail - 1e-3);
          expect(seconds).toBeLessThan(last + scene.tail + 1 / fps + 1e-3);
          for (const { words, start, end } of result.sentences)
            for (const word of words) {
              expect(word.start).toBeGreaterThanOrEqual(start);
              expect(word.end).toBeLessThanOrEqual(end);
            }
        },
      ),
    );
  });
});

describe('subtitles', () => {
  const pages = [
    { lines: ['Here x < 3 & y > 2,', 'at once.'], start: 0.5, end: 2.25 },
    { lines: ['Later.'], start: 3661.0004, end: 3662.9996 },
  ];

  it('are SubRip with commas and numbers', () => {
    expect(srtOf(pages)).toBe(
      '1\n00:00:00,500 --> 00:00:02,250\nHere x < 3 & y > 2,\nat once.\n\n2\n01:01:01,000 --> 01:01:03,000\nLater.\n',
    );
  });

  it('are WebVTT with a header, points and escapes', () => {
    expect(vttOf(pages)).toBe(
      'WEBVTT\n\n00:00:00.500 --> 00:00:02.250\nHere x &lt; 3 &amp; y &gt; 2,\nat once.\n\n01:01:01.000 --> 01:01:03.000\nLater.\n',
    );
  });

  it('of a film start each scene where its first frame is', () => {
    const one = timeline(['One two.']);
    const { srt, vtt } = filmCaptions([one, one, one]);
    const starts = [...srt.matchAll(/(\d\d):(\d\d):(\d\d),(\d{3}) -->/g)].map(
      ([, , , seconds, ms]) => Number(seconds) + Number(ms) / 1000,
    );
    const length = one.durationInFrames / one.fps;
    expect(starts).toHaveLength(3);
    starts.forEach((start, i) => expect(start).toBeCloseTo(1 + i * length, 3));
    expect(vtt.match(/-->/g)).toHaveLength(3);
  });
});
