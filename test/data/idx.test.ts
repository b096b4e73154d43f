import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IdxError, parseIdxImages, parseIdxLabels } from '../../data/idx';
import { idx } from './idx-bytes';

const pixels = (count: number): Uint8Array =>
  Uint8Array.from({ length: count * 784 }, (_, i) => (i * 31) % 256);

describe('parseIdxImages', () => {
  it('gives the grey values of every image in their order', () => {
    fc.assert(
      fc.property(fc.nat(5), (count) => {
        const values = pixels(count);
        expect(parseIdxImages(idx([count, 28, 28], values))).toEqual(values);
      }),
    );
  });

  it('reads bytes that lie within a larger buffer', () => {
    const file = idx([1, 28, 28], pixels(1));
    const larger = new Uint8Array(file.length + 7);
    larger.set(file, 3);
    expect(parseIdxImages(larger.subarray(3, 3 + file.length))).toEqual(pixels(1));
  });

  const whole = idx([2, 28, 28], pixels(2));
  const wrong: readonly (readonly [what: string, bytes: Uint8Array, message: RegExp])[] = [
    ['nothing', new Uint8Array(), /images: it starts with nothing, expected 00 00 08 03/],
    ['labels', idx([2], new Uint8Array(2)), /it starts with 00 00 08 01, expected 00 00 08 03/],
    ['floats', whole.with(2, 0x0d), /it starts with 00 00 0d 03/],
    ['half a header', whole.subarray(0, 10), /ends within its header, after 10 of 16 bytes/],
    ['a truncated file', whole.subarray(0, -1), /1583 bytes, expected 1584 for 2×28×28 pixels/],
    ['extra bytes', Uint8Array.from([...whole, 0]), /1585 bytes, expected 1584/],
    ['images of another size', idx([2, 14, 28], pixels(1)), /images of 14×28 pixels, expected 28×28/],
    ['more images than memory', idx([0xffffffff, 28, 28], pixels(1)), /800 bytes, expected 3367254359296/],
  ];
  for (const [what, bytes, message] of wrong)
    it(`refuses ${what}`, () => {
      expect(() => parseIdxImages(bytes)).toThrow(IdxError);
      expect(() => parseIdxImages(bytes)).toThrow(message);
    });
});

describe('parseIdxLabels', () => {
  it('gives every label in its order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9)), (labels) => {
        expect([...parseIdxLabels(idx([labels.length], Uint8Array.from(labels)))]).toEqual(labels);
      }),
    );
  });

  it('refuses a label above 9, images, and a truncated file', () => {
    expect(() => parseIdxLabels(idx([2], Uint8Array.of(9, 10)))).toThrow(/label 10 at 1, expected 0 … 9/);
    expect(() => parseIdxLabels(idx([1, 28, 28], pixels(1)))).toThrow(/expected 00 00 08 01/);
    expect(() => parseIdxLabels(idx([3], new Uint8Array(3)).subarray(0, 10))).toThrow(
      /10 bytes, expected 11/,
    );
  });
});
