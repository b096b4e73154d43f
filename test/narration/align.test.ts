import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignPhones, alignWords, PAUSE, type Phone } from '../../remotion/narration/align';

const names = ['aa', 'ax', 'iy', 't', 'd', 's', 'n', 'l'];
const name = fc.constantFrom(...names);
const phonesOf = (list: readonly string[]): Phone[] =>
  list.map((phone, i) => ({ name: phone, start: i / 10, end: (i + 1) / 10 }));

describe('alignPhones', () => {
  it('matches equal sequences one to one', () => {
    fc.assert(
      fc.property(fc.array(name), (list) => {
        expect(alignPhones(list, list)).toEqual(list.map((_, i) => i));
      }),
    );
  });

  it('matches in order, whatever the sequences', () => {
    fc.assert(
      fc.property(fc.array(name), fc.array(name), (a, b) => {
        const matched = alignPhones(a, b).filter((index) => index >= 0);
        expect(matched).toEqual([...new Set(matched)].sort((x, y) => x - y));
      }),
    );
  });

  it('takes a reduced vowel for the full one', () => {
    expect(alignPhones(['dh', 'iy', 'p'], ['dh', 'ax', 'p'])).toEqual([0, 1, 2]);
  });
});

describe('alignWords', () => {
  it('cuts a sentence where its words meet, at pauses too', () => {
    const phones = phonesOf([PAUSE, 'dh', 'ax', 'p', 'l', 'ey', 'n', PAUSE, 't', 'er', 'n', 'z', PAUSE]);
    const spans = alignWords(phones, [
      ['dh', 'iy'],
      ['p', 'l', 'ey', 'n'],
      ['t', 'er', 'n', 'z'],
    ]);
    const ends = spans.flatMap(({ start, end }) => [start, end]);
    [0.1, 0.3, 0.3, 0.7, 0.8, 1.2].forEach((time, i) => expect(ends[i]).toBeCloseTo(time, 9));
  });

  it('gives a sound that belongs to no word to the word before it, or after a pause to the one after it', () => {
    const phones = phonesOf(['s', 'iy', 'r', PAUSE, 'ax', 't', 'uw']);
    const spans = alignWords(phones, [
      ['s', 'iy'],
      ['t', 'uw'],
    ]);
    expect(spans.map(({ start, end }) => [start, end])).toEqual([
      [0, 0.3],
      [0.4, 0.7],
    ]);
  });

  it('gives a word that is not heard an empty span at its place', () => {
    const [, silent] = alignWords(phonesOf(['s', 'iy', 't', 'uw']), [['s', 'iy'], [], ['t', 'uw']]);
    expect(silent).toEqual({ start: 0.2, end: 0.2 });
  });

  it('keeps words in order, apart and inside the sentence, whatever was heard', () => {
    const sentence = fc.array(fc.oneof(name, fc.constant(PAUSE)), { maxLength: 30 });
    const words = fc.array(fc.array(name, { maxLength: 5 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(sentence, words, (list, expected) => {
        const spans = alignWords(phonesOf(list), expected);
        expect(spans).toHaveLength(expected.length);
        let last = 0;
        for (const { start, end } of spans) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThanOrEqual(start);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(list.length / 10);
      }),
    );
  });
});
