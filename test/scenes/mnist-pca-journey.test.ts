import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apartness, centroids, pickPerClass, spreadOf } from '../../remotion/scenes/mnist-pca/journey';
import { labelAlphas, spreadLabels } from '../../remotion/scenes/mnist-pca/labels';

describe('clouds', () => {
  it('centroids are means by class, and the origin where a class has no dot', () => {
    expect([...centroids([1, 0, 0, 3, 0, 0, 0, 7, 0], [0, 0, 2], 3)]).toEqual([2, 0, 0, 0, 0, 0, 0, 7, 0]);
  });

  it('pickPerClass takes dots of each class, and fewer where there are not as many', () => {
    const points = [0, 5, 1, 2, 6].flatMap((x) => [x, 0, 0]);
    const picked = pickPerClass(points, [1, 0, 1, 1, 0], 3, 2);
    expect(picked.map((i) => [1, 0, 1, 1, 0][i])).toEqual([0, 0, 1, 1]);
    expect(new Set(picked).size).toBe(4);
  });

  it('pickPerClass leaves out the middle and the fringe, and takes dots far from each other', () => {
    const xs = [0, 0.1, -0.1, 0.2, -0.2, 1, -1, 1.1, 8, -8];
    const picked = pickPerClass(
      xs.flatMap((x) => [x, 0, 0]),
      xs.map(() => 0),
      1,
      2,
    );
    expect(picked.map((i) => Math.abs(xs[i]!)).every((x) => x > 0.1 && x < 8)).toBe(true);
    expect(Math.sign(xs[picked[0]!]!)).toBe(-Math.sign(xs[picked[1]!]!));
  });

  it('apartness is 1 where each class is one point, and 0 where all have the same middle', () => {
    expect(apartness([0, 0, 0, 0, 0, 0, 2, 0, 0], [0, 0, 1], 2)).toBeCloseTo(1, 12);
    expect(apartness([-1, 0, 0, 1, 0, 0, -3, 0, 0, 3, 0, 0], [0, 0, 1, 1], 2)).toBeCloseTo(0, 12);
    expect(apartness([4, 4, 4], [0], 1)).toBe(0);
  });

  it('spreadOf is the RMS distance from the middle', () => {
    expect(spreadOf([3, 4, 0, 0, 0, 0])).toBeCloseTo(Math.sqrt(12.5), 12);
    expect(spreadOf([])).toBe(0);
  });
});

describe('labelAlphas(labels, room)', () => {
  const label = (digit: number, x: number, depth: number) => ({ digit, x, y: 0, depth, scale: 1 });

  it('shows labels that are apart and hides the further of two that are not', () => {
    expect(labelAlphas([label(0, 0, 5), label(1, 200, 6)], 40)).toEqual([1, 1]);
    expect(labelAlphas([label(0, 0, 5), label(1, 5, 6)], 40)).toEqual([1, 0]);
  });

  it('lets what weighs nothing hide nothing', () => {
    expect(labelAlphas([{ ...label(0, 0, 5), weight: 0 }, label(1, 5, 6)], 40)).toEqual([1, 1]);
  });

  it('never lets two labels that stand on each other both be read', () => {
    const coordinate = fc.double({ min: 0, max: 20, noNaN: true });
    const depth = fc.double({ min: 4, max: 8, noNaN: true });
    fc.assert(
      fc.property(coordinate, depth, depth, (x, a, b) => {
        const [first, second] = labelAlphas([label(0, 0, a), label(1, x, b)], 40);
        expect(Math.min(first!, second!)).toBeLessThanOrEqual(0.5 + 1e-9);
      }),
    );
  });
});

describe('spreadLabels(labels, room)', () => {
  const labels = (...xs: number[]) => xs.map((x, digit) => ({ digit, x, y: 0, depth: 5, scale: 1 }));
  const xs = (...given: number[]) => spreadLabels(labels(...given), 40).map(({ x }) => x);

  it('leaves labels where they are that have room', () => {
    expect(xs(0, 40, 100)).toEqual([0, 40, 100]);
  });

  it('moves two that are too near off each other, each as far as the other', () => {
    const [a, b] = xs(0, 10);
    expect(b! - a!).toBeGreaterThan(30);
    expect(b! - a!).toBeLessThanOrEqual(40);
    expect(a! + b!).toBeCloseTo(10, 9);
  });

  it('lets one pass far behind the other more slowly than one at its side', () => {
    const [front, back] = labels(1, 0);
    const apart = (depth: number): number => {
      const [a, b] = spreadLabels(
        [
          { ...front!, scale: 100 },
          { ...back!, depth, scale: 100 },
        ],
        40,
      );
      return a!.x - b!.x;
    };
    expect(apart(8)).toBeLessThan(apart(5) / 2);
    expect(apart(8)).toBeGreaterThan(1);
  });

  it('moves them little where their places move little', () => {
    fc.assert(
      fc.property(fc.double({ min: -60, max: 60, noNaN: true }), (x) => {
        const [[a], [b]] = [xs(x, 0), xs(x + 1e-3, 0)];
        expect(Math.abs(a! - b!)).toBeLessThan(0.01);
      }),
    );
  });
});
