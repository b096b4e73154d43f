import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shiftImage } from '../../data/shift';

const SIDE = 4;

describe('shiftImage', () => {
  it('moves every pixel right by dx and down by dy, and fills with 0', () => {
    fc.assert(
      fc.property(fc.integer({ min: -5, max: 5 }), fc.integer({ min: -5, max: 5 }), (dx, dy) => {
        const input = Float32Array.from({ length: SIDE * SIDE }, (_, i) => i + 1);
        const output = new Float32Array(SIDE * SIDE).fill(99);
        shiftImage(input, output, SIDE, dx, dy);
        output.forEach((value, i) => {
          const [x, y] = [(i % SIDE) - dx, Math.floor(i / SIDE) - dy];
          const inside = x >= 0 && x < SIDE && y >= 0 && y < SIDE;
          expect(value).toBe(inside ? input[y * SIDE + x] : 0);
        });
      }),
    );
  });
});
