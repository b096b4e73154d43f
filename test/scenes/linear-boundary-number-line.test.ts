import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberLine, placeOn } from '../../remotion/scenes/linear-boundary/number-line';

describe('numberLine', () => {
  const number = fc.double({ min: -5, max: 5, noNaN: true });
  const dots = fc.array(fc.tuple(number, number), { minLength: 2, maxLength: 20 });

  it('says at each dot’s foot what w·x + b is at the dot, and has room for all of them', () => {
    fc.assert(
      fc.property(number, number, number, dots, (w0, w1, b, points) => {
        fc.pre(Math.hypot(w0, w1) > 0.05);
        const line = numberLine({ w: [w0, w1], b }, points.flat());
        fc.pre(line !== undefined);
        for (const [x, y] of points) {
          const value = w0 * x + w1 * y + b;
          expect(value).toBeGreaterThanOrEqual(line!.low);
          expect(value).toBeLessThanOrEqual(line!.high);
          const [u, v] = placeOn(line!, value);
          // The foot of a perpendicular: from there to the dot it goes along the line w·x + b = 0.
          expect((x - u) * w0 + (y - v) * w1).toBeCloseTo(0, 8);
          expect(w0 * u + w1 * v + b).toBeCloseTo(value, 8);
        }
        expect(line!.low).toBeLessThanOrEqual(0);
        expect(line!.high).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('is not there where the last layer’s weights are zero, or where there is no dot', () => {
    expect(numberLine({ w: [0, 0], b: 1 }, [1, 2])).toBeUndefined();
    expect(numberLine({ w: [1, 0], b: 1 }, [])).toBeUndefined();
  });

  it('reaches to both sides of 0 where every dot is at 0: there is a line all the same', () => {
    const line = numberLine({ w: [3, -4], b: 0 }, [0, 0, 4, 3])!;
    expect([line.low, line.high]).toEqual([-5, 5]);
    expect(line.ticks).toContain(0);
  });

  it('leaves the dots in the order of their values', () => {
    const line = numberLine({ w: [1, 2], b: 0 }, [0, 0, 1, 1, -1, -1])!;
    const along = (value: number): number => {
      const [x, y] = placeOn(line, value);
      return x * line.normal[0] + y * line.normal[1];
    };
    expect(along(-3)).toBeLessThan(along(0));
    expect(along(0)).toBeLessThan(along(3));
  });
});
