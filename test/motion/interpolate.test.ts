import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { interpolateRow, interpolateSeries } from '../../remotion/motion/interpolate';

const series = fc
  .array(
    fc.tuple(fc.double({ min: 0.01, max: 5, noNaN: true }), fc.float({ min: -10, max: 10, noNaN: true })),
    { minLength: 1, maxLength: 12 },
  )
  .map((steps) => {
    let time = 0;
    return { times: steps.map(([step]) => (time += step)), values: steps.map(([, value]) => value) };
  });

describe('between recorded epochs', () => {
  it('every recorded value is met exactly at its epoch', () => {
    fc.assert(
      fc.property(series, ({ times, values }) => {
        times.forEach((time, k) => expect(interpolateSeries(times, values, time)).toBeCloseTo(values[k]!, 6));
      }),
    );
  });

  it('a value stays between its two neighbours: nothing overshoots', () => {
    fc.assert(
      fc.property(series, fc.double({ min: 0, max: 1, noNaN: true }), ({ times, values }, share) => {
        const at = times[0]! + share * (times.at(-1)! - times[0]!);
        const k = Math.max(
          0,
          Math.min(
            times.length - 2,
            times.findLastIndex((time) => time <= at),
          ),
        );
        const pair = [values[k]!, values[Math.min(k + 1, values.length - 1)]!];
        const value = interpolateSeries(times, values, at);
        expect(value).toBeGreaterThanOrEqual(Math.min(...pair) - 1e-5);
        expect(value).toBeLessThanOrEqual(Math.max(...pair) + 1e-5);
      }),
    );
  });

  it('its speed does not jump at a recorded epoch', () => {
    const [times, values] = [
      [0, 1, 3, 4, 8],
      [0, 2, 3, 7, 8],
    ];
    const h = 1e-4;
    for (const time of [1, 3, 4]) {
      const before =
        (interpolateSeries(times, values, time) - interpolateSeries(times, values, time - h)) / h;
      const after = (interpolateSeries(times, values, time + h) - interpolateSeries(times, values, time)) / h;
      expect(Math.abs(before - after)).toBeLessThan(0.02);
    }
  });

  it('is a straight line through values on a line', () => {
    expect(interpolateSeries([0, 1, 4, 5], [1, 3, 9, 11], 2.25)).toBeCloseTo(5.5, 6);
  });

  it('holds the first and the last value outside', () => {
    expect(interpolateSeries([1, 2], [5, 7], -3)).toBe(5);
    expect(interpolateSeries([1, 2], [5, 7], 30)).toBe(7);
  });

  it('works element by element on rows of an array, into a given one', () => {
    const tensor = { shape: [3, 2], data: Float32Array.from([0, 10, 1, 20, 2, 30]) };
    const out = new Float64Array(2);
    expect(interpolateRow([0, 1, 2], tensor, 1.5, out)).toBe(out);
    expect([...out]).toEqual([1.5, 25]);
  });

  it('refuses an array that was not recorded at these times', () => {
    expect(() => interpolateRow([0, 1], { shape: [3, 1], data: new Float32Array(3) }, 0)).toThrow(RangeError);
    expect(() => interpolateRow([], { shape: [0], data: new Float32Array(0) }, 0)).toThrow(RangeError);
  });
});
