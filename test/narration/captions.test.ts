import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  captionPages,
  LINE_CHARACTERS,
  PAGE_SECONDS,
  type TimedSentence,
} from '../../remotion/narration/captions';

/** Words spoken one after another at so many characters a second. */
function say(text: string, start = 0, rate = 15): TimedSentence {
  let time = start;
  return {
    words: text.split(' ').map((word) => {
      const begin = time;
      time += (word.length + 1) / rate;
      return { text: word, start: begin, end: time - 0.3 / rate };
    }),
  };
}
const endOf = ({ words }: TimedSentence): number => words.at(-1)?.end ?? 0;

const word = fc.string({ unit: fc.constantFrom(...'abcdefgh,.'), minLength: 1, maxLength: 14 });
const scene = fc
  .array(
    fc.record({
      words: fc.array(word, { minLength: 1, maxLength: 40 }),
      rate: fc.double({ min: 8, max: 18, noNaN: true }),
      rest: fc.double({ min: 0.1, max: 3, noNaN: true }),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((list) => {
    let time = 0.8;
    const sentences = list.map(({ words, rate, rest }) => {
      const sentence = say(words.join(' '), time, rate);
      time = endOf(sentence) + rest;
      return sentence;
    });
    return { sentences, duration: time + 1 };
  });

describe('caption pages', () => {
  it('show every word once, in order, and never words of two sentences', () => {
    fc.assert(
      fc.property(scene, ({ sentences, duration }) => {
        const pages = captionPages(sentences, duration).map(({ lines }) => lines.join(' '));
        for (const { words } of sentences) {
          let left = words.map(({ text }) => text).join(' ');
          while (left !== '') {
            const page = pages.shift() ?? '?';
            expect(left.startsWith(page)).toBe(true);
            left = left.slice(page.length).trimStart();
          }
        }
        expect(pages).toEqual([]);
      }),
    );
  });

  it('have at most two lines of 42 characters', () => {
    fc.assert(
      fc.property(scene, ({ sentences, duration }) => {
        for (const { lines } of captionPages(sentences, duration)) {
          expect(lines.length).toBeLessThanOrEqual(2);
          for (const line of lines) expect(line.length).toBeLessThanOrEqual(LINE_CHARACTERS);
        }
      }),
    );
  });

  it('do not overlap, end with the scene, and are there while their words are spoken', () => {
    fc.assert(
      fc.property(scene, ({ sentences, duration }) => {
        const pages = captionPages(sentences, duration);
        const words = sentences.flatMap((sentence) => sentence.words);
        let next = 0;
        pages.forEach(({ lines, start, end }, i) => {
          expect(start).toBeGreaterThanOrEqual(pages[i - 1]?.end ?? 0);
          expect(end).toBeLessThanOrEqual(duration);
          const own = words.slice(next, (next += lines.join(' ').split(' ').length));
          expect(start).toBeLessThanOrEqual(own[0]?.start ?? NaN);
          expect(end).toBeGreaterThanOrEqual((own.at(-1)?.end ?? NaN) - 1e-9);
        });
      }),
    );
  });

  it('stay between one and seven seconds where the voice leaves the time', () => {
    fc.assert(
      fc.property(scene, ({ sentences, duration }) => {
        for (const { start, end, lines } of captionPages(sentences, duration)) {
          expect(end - start).toBeLessThanOrEqual(
            Math.max(PAGE_SECONDS.most, lines.join(' ').length / 8) + 1e-9,
          );
          expect(end).toBeGreaterThan(start);
        }
      }),
    );
    const short = captionPages([say('No.', 2), say('The next one follows after a rest.', 3.1)], 8);
    for (const { start, end } of short) expect(end - start).toBeGreaterThanOrEqual(1);
  });

  it('break where a reader pauses', () => {
    const text = 'First the matrix turns and stretches the plane, and after it the bias shifts everything.';
    const pages = captionPages([say(text)], 20).map(({ lines }) => lines);
    expect(pages.flat().some((line) => line.endsWith('plane,'))).toBe(true);
    for (const line of pages.flat()) expect(line).not.toMatch(/ (the|a|of|and)$/);
  });

  it('keep a formula on one line', () => {
    const text = 'Here the point with both coordinates at x = 3 moves along the line a little.';
    expect(
      captionPages([say(text)], 20)
        .flatMap(({ lines }) => lines)
        .some((line) => line.includes('x = 3')),
    ).toBe(true);
  });

  it('do not flicker between sentences that follow closely', () => {
    const first = say('This one is followed closely.');
    const [one, two] = captionPages([first, say('And this one follows.', endOf(first) + 0.41)], 10);
    expect(one?.end).toBe(two?.start);
  });

  it('are none where nothing is said', () => {
    expect(captionPages([], 3)).toEqual([]);
    expect(captionPages([{ words: [] }], 3)).toEqual([]);
  });
});
