import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blendActivation } from '../../remotion/motion/blend';
import { layerMap, thirds, type PlaneLayer } from '../../remotion/motion/layer-path';
import { activations } from '../../training/network';

const entry = fc.double({ min: -3, max: 3, noNaN: true });
const unit = fc.double({ min: 0, max: 1, noNaN: true });
const point = (map: (x: number, y: number, out: Float64Array) => void, x: number, y: number): number[] => {
  const out = new Float64Array(3);
  map(x, y, out);
  return [...out];
};

describe('an activation on its way', () => {
  it.each(Object.entries(activations))('keeps the order of values at every instant: %s', (_, { apply }) => {
    const value = fc.double({ min: -8, max: 8, noNaN: true });
    fc.assert(
      fc.property(value, value, unit, (a, b, t) => {
        expect(blendActivation(apply, Math.min(a, b), t)).toBeLessThanOrEqual(
          blendActivation(apply, Math.max(a, b), t),
        );
      }),
    );
  });

  it('never lets two grid lines of one family cross, for tanh within |x| ≤ 8', () => {
    const value = fc.double({ min: -8, max: 8, noNaN: true });
    fc.assert(
      fc.property(value, fc.double({ min: 1e-6, max: 1, noNaN: true }), unit, (a, gap, t) => {
        fc.pre(a + gap <= 8);
        expect(blendActivation(Math.tanh, a, t)).toBeLessThan(blendActivation(Math.tanh, a + gap, t));
      }),
    );
  });
});

describe('a layer on its way', () => {
  const layer: PlaneLayer = { weights: [1, 2, -0.5, 0.3], bias: [0.1, -0.2], activation: Math.tanh };

  it('begins with nothing moved and ends at g(Wx + b)', () => {
    fc.assert(
      fc.property(entry, entry, (x, y) => {
        const [u, v] = point(layerMap(layer, { matrix: 0, bias: 0, activation: 0 }), x, y);
        expect(u).toBeCloseTo(x, 12);
        expect(v).toBeCloseTo(y, 12);
        const done = point(layerMap(layer, { matrix: 1, bias: 1, activation: 1 }), x, y);
        expect(done[0]).toBeCloseTo(Math.tanh(x + 2 * y + 0.1), 12);
        expect(done[1]).toBeCloseTo(Math.tanh(-0.5 * x + 0.3 * y - 0.2), 12);
        expect(done[2]).toBeCloseTo(0, 12);
      }),
    );
  });

  it('shares its progress out in thirds, one part after another', () => {
    expect(thirds(0)).toEqual({ matrix: 0, bias: 0, activation: 0 });
    expect(thirds(0.5)).toEqual({ matrix: 1, bias: 0.5, activation: 0 });
    expect(thirds(1)).toEqual({ matrix: 1, bias: 1, activation: 1 });
  });
});
