import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Matrix2 } from '../../remotion/motion/polar';
import { arithmeticOf, exactSample } from '../../remotion/scenes/sample';
import { spiralsTensors } from '../support/spirals-network';

const points = spiralsTensors['dataset/spirals/points']!.data;
const trained = spiralsTensors['projection/spirals/weights-1']!.data;
const spirals: Matrix2 = [trained[0]!, trained[1]!, trained[2]!, trained[3]!];

const number = (limit: number) => fc.double({ min: -limit, max: limit, noNaN: true });
const anyWeights = fc.tuple(number(3), number(3), number(3), number(3));
const anyPoints = fc.array(fc.tuple(number(2), number(2)), { minLength: 1, maxLength: 60 });

/** A shown number in units of its last digit, from its text alone. */
const units = (value: number, decimals: number): number => Number(value.toFixed(decimals).replace('.', ''));

/** Checks by hand, in whole numbers, what a viewer could check with pencil and paper. */
function expectExact(point: readonly [number, number], weights: Matrix2, decimals: number): void {
  const shown = arithmeticOf(point, weights, decimals);
  const one = 10 ** decimals;
  const half = 1e-9;
  shown.products.forEach((product, k) => {
    const whole = units(shown.weights[k]!, decimals) * units(shown.values[k % 2]!, decimals);
    expect(Math.abs(whole / one - units(product, decimals))).toBeLessThan(0.5);
    expect(Math.abs(weights[k]! * point[k % 2]! * one - units(product, decimals))).toBeLessThanOrEqual(
      0.5 + half,
    );
  });
  for (const row of [0, 1] as const) {
    const sum = units(shown.products[2 * row]!, decimals) + units(shown.products[2 * row + 1]!, decimals);
    const exact = weights[2 * row]! * point[0] + weights[2 * row + 1]! * point[1];
    expect(units(shown.sums[row], decimals)).toBe(sum);
    expect(Math.abs(exact * one - sum)).toBeLessThanOrEqual(0.5 + half);
    const image = units(shown.images[row], decimals);
    expect(Math.abs(Math.tanh(shown.sums[row]) * one - image)).toBeLessThanOrEqual(0.5 + half);
    expect(Math.abs(Math.tanh(exact) * one - image)).toBeLessThanOrEqual(0.5 + half);
  }
}

describe('the sample that the scenes about one layer follow', () => {
  it('has, in the default run, arithmetic that is exact in two digits', () => {
    const { index, decimals, exact } = exactSample(points, spirals);
    expect(exact).toBe(true);
    expect(decimals).toBe(2);
    expectExact([points[2 * index]!, points[2 * index + 1]!], spirals, decimals);
  });

  it('is one that can be read: no coordinate near zero, a sum that tanh bends without flattening it, and a dot that is seen to move', () => {
    const { index } = exactSample(points, spirals);
    const { values, sums, images } = arithmeticOf([points[2 * index]!, points[2 * index + 1]!], spirals, 2);
    for (const value of values) expect(Math.abs(value)).toBeGreaterThan(0.25);
    expect(Math.max(...sums.map(Math.abs))).toBeGreaterThan(0.5);
    for (const sum of sums) expect(Math.abs(sum)).toBeLessThan(2);
    for (const end of [sums, images])
      expect(Math.hypot(end[0] - values[0], end[1] - values[1])).toBeGreaterThan(0.45);
  });

  it('is exact whenever it is called so', () => {
    fc.assert(
      fc.property(anyPoints, anyWeights, (list, weights) => {
        const { index, decimals, exact } = exactSample(list.flat(), weights);
        expect(index).toBeLessThan(list.length);
        if (exact) expectExact(list[index]!, weights, decimals);
      }),
    );
  });

  it('is called exact exactly where there is such a sample, in two digits or in three', () => {
    fc.assert(
      fc.property(anyPoints, anyWeights, (list, weights) => {
        const some = [2, 3].some((decimals) =>
          list.some((point) => arithmeticOf(point, weights, decimals).mistakes === 0),
        );
        expect(exactSample(list.flat(), weights).exact).toBe(some);
      }),
    );
  });

  it('takes a third digit where two are not enough', () => {
    const weights: Matrix2 = [1.3221, -1.6209, -0.1124, 0.4954];
    const found = Array.from(
      { length: points.length / 2 },
      (_, i) => [points[2 * i]!, points[2 * i + 1]!] as const,
    ).find(
      (point) =>
        arithmeticOf(point, weights, 2).mistakes > 0 && arithmeticOf(point, weights, 3).mistakes === 0,
    );
    expect(found).toBeDefined();
    expect(exactSample(found!, weights)).toEqual({ index: 0, decimals: 3, exact: true });
  });

  it('comes as close as it can where nothing is exact', () => {
    // tanh 0.56 is 0.51, and of the sum before rounding it is 0.50; with three digits a product is off.
    const weights: Matrix2 = [0.555, 0.5555, 0.555, 0.5555];
    expect(exactSample([0.5005, 0.5005], weights)).toMatchObject({ index: 0, decimals: 2, exact: false });
  });

  it('cannot be chosen from nothing', () => {
    expect(() => exactSample([], spirals)).toThrow(RangeError);
  });
});

describe('shown arithmetic', () => {
  it('counts a product that may be rounded either way as a mistake', () => {
    expect(arithmeticOf([0.1, 0], [1.35, 0, 0, 0], 2).mistakes).toBeGreaterThan(0);
  });

  it('has no negative zero', () => {
    const { products, sums, images } = arithmeticOf([-0.001, 0.001], [0.01, -0.01, 0.001, 0], 2);
    for (const value of [...products, ...sums, ...images]) expect(Object.is(value, -0)).toBe(false);
  });

  it('takes the activation it is given', () => {
    const { images } = arithmeticOf([1, 1], [-1, -1, 1, 1], 2, (x) => Math.max(0, x));
    expect(images).toEqual([0, 2]);
  });
});
