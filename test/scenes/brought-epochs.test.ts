import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { epochDecimals } from '../../remotion/scenes/spirals-stretching/brought-epochs';

const written = (epoch: number, range: number): string => epoch.toFixed(epochDecimals(epoch, range));

describe('epochs that were brought, as they are written', () => {
  it.each([
    [0, 5, '0'],
    [10, 10, '10'],
    [2.5, 10, '2.5'],
    [0.25, 10, '0.25'],
    [0.003, 0.003, '0.003'],
    [Math.fround(0.1), 1, '0.1'],
    [1 / 3, 1 / 3, '0.33'],
    [1e9, 1e9, '1000000000'],
  ])('%d of a range of %d is “%s”', (epoch, range, text) => {
    expect(written(epoch, range)).toBe(text);
  });

  it('keep the first and the last recorded epoch apart', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1000, noNaN: true }),
        fc.double({ min: 1e-7, max: 1000, noNaN: true }),
        (first, range) => {
          const last = first + range;
          expect(written(last, last - first)).not.toBe(written(first, last - first));
        },
      ),
    );
  });

  it('take no decimals where they are whole', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (epoch, range) => {
        expect(epochDecimals(epoch, range)).toBe(0);
      }),
    );
  });
});
