import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { i420Size, toI420 } from '../../remotion/render/canvas/yuv';

const channel = fc.integer({ min: 0, max: 255 });
const pixel = fc.tuple(channel, channel, channel);

const packed = ([r, g, b]: readonly number[]): number =>
  ((255 << 24) | ((b ?? 0) << 16) | ((g ?? 0) << 8) | (r ?? 0)) >>> 0;

/** Rec. ITU-R BT.709-6, items 3.2 to 3.4, in doubles. */
function formula([red = 0, green = 0, blue = 0]: readonly number[]): [number, number, number] {
  const [r, g, b] = [red / 255, green / 255, blue / 255];
  const y = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  return [16 + 219 * y, 128 + (224 * (b - y)) / 1.8556, 128 + (224 * (r - y)) / 1.5748];
}

function convert(pixels: readonly (readonly number[])[], width: number, height: number): Uint8Array {
  const out = new Uint8Array(i420Size(width, height));
  toI420(Uint32Array.from(pixels, packed), width, height, out);
  return out;
}

describe('toI420', () => {
  it('is within 0.51 levels of the formula for a flat colour', () => {
    fc.assert(
      fc.property(pixel, (color) => {
        const out = convert([color, color, color, color], 2, 2);
        const [y, u, v] = formula(color);
        for (const at of [0, 1, 2, 3]) expect(Math.abs((out[at] ?? 0) - y)).toBeLessThan(0.51);
        expect(Math.abs((out[4] ?? 0) - u)).toBeLessThan(0.51);
        expect(Math.abs((out[5] ?? 0) - v)).toBeLessThan(0.51);
      }),
    );
  });

  it('gives a block of four the chroma of their mean', () => {
    fc.assert(
      fc.property(fc.tuple(pixel, pixel, pixel, pixel), (block) => {
        const out = convert(block, 2, 2);
        const mean = [0, 1, 2].map((c) => block.reduce((sum, one) => sum + (one[c] ?? 0), 0) / 4);
        const [, u, v] = formula(mean);
        block.forEach((one, i) => expect(Math.abs((out[i] ?? 0) - formula(one)[0])).toBeLessThan(0.51));
        expect(Math.abs((out[4] ?? 0) - u)).toBeLessThan(0.51);
        expect(Math.abs((out[5] ?? 0) - v)).toBeLessThan(0.51);
      }),
    );
  });

  it('converts each block as if it stood alone, flat or not', () => {
    const few = fc.constantFrom([14, 20, 32], [238, 242, 248], [88, 166, 255]);
    fc.assert(
      fc.property(fc.array(few, { minLength: 24, maxLength: 24 }), (pixels) => {
        const [width, height] = [6, 4];
        const whole = convert(pixels, width, height);
        for (let by = 0; by < 2; by++)
          for (let bx = 0; bx < 3; bx++) {
            const at = [0, 1, 6, 7].map((offset) => by * 12 + bx * 2 + offset);
            const alone = convert(
              at.map((i) => pixels[i] ?? []),
              2,
              2,
            );
            expect(at.map((i) => whole[i])).toEqual([...alone.subarray(0, 4)]);
            expect(whole[24 + by * 3 + bx]).toBe(alone[4]);
            expect(whole[30 + by * 3 + bx]).toBe(alone[5]);
          }
      }),
    );
  });

  it('leaves grey without colour', () => {
    for (let grey = 0; grey < 256; grey++) {
      const out = convert(
        Array.from({ length: 4 }, () => [grey, grey, grey]),
        2,
        2,
      );
      expect([out[4], out[5]]).toEqual([128, 128]);
    }
  });

  it('finds the colours in either order of channels', () => {
    fc.assert(
      fc.property(fc.array(pixel, { minLength: 4, maxLength: 4 }), (pixels) => {
        const swapped = pixels.map(([r, g, b]) => [b, g, r]);
        const out = new Uint8Array(i420Size(2, 2));
        toI420(Uint32Array.from(swapped, packed), 2, 2, out, 'bgr');
        expect(out).toEqual(convert(pixels, 2, 2));
      }),
    );
  });
});
