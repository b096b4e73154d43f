import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatNumber, formatPercent } from '../../remotion/stage/number';

describe('numbers on screen', () => {
  it('have a true minus sign and fixed decimals', () => {
    expect(formatNumber(-1.5)).toBe('\u22121.50');
    expect(formatNumber(2, 0)).toBe('2');
  });

  it('have no minus before a zero', () => {
    expect(formatNumber(-0.001)).toBe('0.00');
    expect(formatNumber(-0)).toBe('0.00');
  });

  it('say 100 % only of all', () => {
    expect(formatPercent(1)).toBe('100 %');
    expect(formatPercent(0.9999)).toBe('99 %');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 0, max: 5000 }), (total, right) => {
        const share = Math.min(right, total) / total;
        expect(formatPercent(share, 1) === '100.0 %').toBe(share === 1);
      }),
    );
  });

  it('keep percentages that binary fractions would lose', () => {
    expect([0.57, 0.29, 0.58, 0.07].map((share) => formatPercent(share))).toEqual([
      '57 %',
      '29 %',
      '58 %',
      '7 %',
    ]);
  });
});
