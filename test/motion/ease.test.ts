import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clamp01, easeCubicInOut, linear, smooth, thereAndBack } from '../../remotion/motion/ease';
import { lagged } from '../../remotion/motion/lagged';
import { mix, span, through, window } from '../../remotion/motion/span';

const unit = fc.double({ min: 0, max: 1, noNaN: true });
const seconds = fc.double({ min: -100, max: 100, noNaN: true });

describe('rate functions', () => {
  it.each([
    ['linear', linear],
    ['smooth', smooth],
    ['easeCubicInOut', easeCubicInOut],
  ])('%s begins at 0, ends at 1 and never turns back', (_, ease) => {
    expect(ease(0)).toBe(0);
    expect(ease(1)).toBeCloseTo(1, 12);
    fc.assert(fc.property(unit, unit, (a, b) => ease(Math.min(a, b)) <= ease(Math.max(a, b)) + 1e-12));
  });

  it('smooth rests at both ends: its first and second differences vanish there', () => {
    for (const h of [1e-3, 1e-4]) {
      expect(smooth(h) / h).toBeLessThan(11 * h * h);
      expect((1 - smooth(1 - h)) / h).toBeLessThan(11 * h * h);
    }
  });

  it('smooth is never steeper than 15/8', () => {
    fc.assert(
      fc.property(unit, unit, (a, b) => {
        expect(Math.abs(smooth(a) - smooth(b))).toBeLessThanOrEqual(1.875 * Math.abs(a - b) + 1e-12);
      }),
    );
  });

  it('thereAndBack is 0 at both ends and 1 in the middle', () => {
    expect([thereAndBack(0), thereAndBack(0.5), thereAndBack(1)]).toEqual([0, 1, 0]);
  });

  it('clamp01 holds any number between 0 and 1', () => {
    fc.assert(
      fc.property(seconds, (x) => {
        expect(clamp01(x)).toBeGreaterThanOrEqual(0);
        expect(clamp01(x)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('span', () => {
  it('is 0 before, 1 after, and in order between', () => {
    fc.assert(
      fc.property(seconds, seconds, seconds, seconds, (a, b, t, u) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const [early, late] = [span(from, to, Math.min(t, u)), span(from, to, Math.max(t, u))];
        expect(early).toBeLessThanOrEqual(late);
        expect(early).toBeGreaterThanOrEqual(0);
        expect(late).toBeLessThanOrEqual(1);
        expect(span(from, to, to)).toBe(1);
      }),
    );
  });

  it('is exactly 0 at its beginning and exactly 1 at its end, whatever the rate function', () => {
    fc.assert(
      fc.property(seconds, fc.double({ min: 1e-3, max: 50, noNaN: true }), (from, length) => {
        const to = from + length;
        for (const ease of [linear, smooth, easeCubicInOut, thereAndBack]) {
          expect(span(from, to, from, ease)).toBe(0);
          expect(span(from, to, to, ease)).toBe(1);
        }
      }),
    );
  });

  it('steps where it takes no time', () => {
    expect([span(2, 2, 1.99), span(2, 2, 2)]).toEqual([0, 1]);
  });

  it('does not depend on which frames are asked for: 24, 30 and 60 a second agree where they meet', () => {
    const at = (fps: number): number[] =>
      Array.from({ length: 7 }, (_, i) => span(0.3, 2.2, (i * fps * 0.5) / fps));
    expect(at(24)).toEqual(at(30));
    expect(at(60)).toEqual(at(30));
  });

  it('window rises, holds and is gone at its end', () => {
    expect([0, 1, 5, 9, 10].map((t) => window(0, 10, t, 1))).toEqual([0, 1, 1, 1, 0]);
  });

  it('mix is exact at both ends', () => {
    fc.assert(
      fc.property(seconds, seconds, (a, b) => {
        // Not toBe: 0 and −0 are the same end.
        expect(mix(a, b, 0) === a && mix(a, b, 1) === b).toBe(true);
      }),
    );
  });

  it('through holds each stop between moves', () => {
    const stops = [
      { from: 0, to: 0, value: 1 },
      { from: 1, to: 2, value: 3 },
      { from: 4, to: 5, value: -1 },
    ];
    expect([-1, 0.5, 1.5, 2, 3.9, 5, 9].map((t) => through(stops, t, mix))).toEqual([1, 1, 2, 3, 3, -1, -1]);
    expect(() => through([], 0, mix)).toThrow(RangeError);
  });
});

describe('lagged', () => {
  it('starts all at 0, ends all at 1, and no later one is ahead of an earlier one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        unit,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (count, t, lag) => {
          const all = Array.from({ length: count }, (_, i) => lagged(i, count, t, lag));
          all.slice(1).forEach((value, i) => expect(value).toBeLessThanOrEqual(all[i]! + 1e-12));
          expect(lagged(count - 1, count, 1, lag)).toBeCloseTo(1, 9);
          expect(lagged(0, count, 0, lag)).toBe(0);
        },
      ),
    );
  });

  it('never turns back while the whole goes on, and stays between 0 and 1', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(39), unit, unit, unit, (count, i, a, b, lag) => {
        const index = i % count;
        const [early, late] = [Math.min(a, b), Math.max(a, b)].map((t) => lagged(index, count, t, lag));
        expect(early).toBeLessThanOrEqual(late! + 1e-12);
        expect(early).toBeGreaterThanOrEqual(0);
        expect(late).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('with lag 0 all move together', () => {
    expect(lagged(0, 5, 0.4, 0)).toBe(lagged(4, 5, 0.4, 0));
  });
});
