import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spreadOf } from '../../training/spread';

/** Points on the axes at ±a and ±b: variances a²/2 and b²/2. */
const cross = (a: number, b: number): number[] => [a, 0, -a, 0, 0, b, 0, -b];

describe('spreadOf', () => {
  it('is the ratio of the narrow to the wide extent, however the cloud is turned, shifted and scaled', () => {
    const number = fc.double({ min: 0.05, max: 20, noNaN: true });
    fc.assert(
      fc.property(
        number,
        number,
        fc.double({ min: 0, max: 7, noNaN: true }),
        number,
        (a, b, angle, scale) => {
          const [c, s] = [Math.cos(angle), Math.sin(angle)];
          const flat = cross(a, b);
          const turned = [0, 2, 4, 6].flatMap((i) => [
            scale * (c * flat[i]! - s * flat[i + 1]!) + 3,
            scale * (s * flat[i]! + c * flat[i + 1]!) - 5,
          ]);
          expect(spreadOf(turned, 2)).toBeCloseTo(Math.min(a, b) / Math.max(a, b), 6);
        },
      ),
    );
  });

  it('is 0 for a line, for a sheet in space and for a single point', () => {
    expect(spreadOf([0, 0, 1, 2, 2, 4], 2)).toBeCloseTo(0, 6);
    expect(spreadOf([0, 0, 1, 1, 0, 1, 0, 1, 1], 3)).toBeCloseTo(0, 6);
    expect(spreadOf([3, 3], 2)).toBe(0);
  });
});
