import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberWords, ordinalWords, sizeWords } from '../../remotion/narration/numbers';

describe('numberWords', () => {
  it.each([
    ['0', 'zero'],
    ['13', 'thirteen'],
    ['40', 'forty'],
    ['784', 'seven hundred eighty four'],
    ['10,000', 'ten thousand'],
    ['60001', 'sixty thousand one'],
    ['1000000', 'one million'],
    ['96.4', 'ninety six point four'],
    ['0.05', 'zero point zero five'],
    ['007', 'zero zero seven'],
  ])('reads %s as "%s"', (text, words) => {
    expect(numberWords(text)).toBe(words);
  });

  it('gives different whole numbers different words, of plain letters', () => {
    const number = fc.integer({ min: 0, max: 1e12 });
    fc.assert(
      fc.property(number, number, (a, b) => {
        expect(numberWords(String(a))).toMatch(/^[a-z]+( [a-z]+)*$/);
        expect(numberWords(String(a)) === numberWords(String(b))).toBe(a === b);
      }),
    );
  });

  it('spells what is too long to have a name', () => {
    expect(numberWords('1'.repeat(16))).toBe('one '.repeat(16).trim());
  });
});

describe('sizeWords', () => {
  it.each([
    ['784', 'seven eighty four'],
    ['128', 'one twenty eight'],
    ['200', 'two hundred'],
    ['105', 'one hundred five'],
    ['64', 'sixty four'],
    ['1024', 'one thousand twenty four'],
  ])('reads %s as "%s"', (text, words) => {
    expect(sizeWords(text)).toBe(words);
  });
});

describe('ordinalWords', () => {
  it.each([
    ['1', 'first'],
    ['12', 'twelfth'],
    ['20', 'twentieth'],
    ['21', 'twenty first'],
    ['100', 'one hundredth'],
  ])('reads %s as "%s"', (text, words) => {
    expect(ordinalWords(text)).toBe(words);
  });
});
