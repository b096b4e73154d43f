import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { planesOfPng, psnr } from '../../remotion/render/psnr';

const flat = (grey: number): Uint8Array => {
  const png = new PNG({ width: 4, height: 2 });
  png.data.fill(grey);
  return PNG.sync.write(png);
};

describe('psnr', () => {
  it('is infinite between equal pictures', () => {
    expect(psnr(planesOfPng(flat(90)), planesOfPng(flat(90)))).toBe(Infinity);
  });

  it('is 10·log10(255² over the mean square), over all samples of the three planes', () => {
    const a = { width: 2, height: 2, data: Uint8Array.of(10, 10, 10, 10, 128, 128) };
    const b = { width: 2, height: 2, data: Uint8Array.of(13, 10, 10, 10, 128, 125) };
    expect(psnr(a, b)).toBeCloseTo(10 * Math.log10((255 * 255) / (18 / 6)), 10);
  });

  it('refuses pictures of different sizes', () => {
    const a = { width: 2, height: 2, data: new Uint8Array(6) };
    expect(() => psnr(a, planesOfPng(flat(0)))).toThrow(RangeError);
  });
});
