import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { Matrix, SingularValueDecomposition } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createRandom } from '../../data/random';
import { fitBasis, fixSign, project, variances, varianceShares } from '../../training/pca';

const numbers = z.array(z.number());
const fixture = z
  .object({
    samples: z.array(numbers),
    mean: numbers,
    axes: z.array(numbers),
    points: z.array(numbers),
    variance: numbers,
    totalVariance: z.number(),
  })
  .parse(JSON.parse(readFileSync(new URL('pca.fixture.json', import.meta.url), 'utf8')));

const wide = z
  .object({
    samples: z.int(),
    columns: z.int(),
    a: numbers,
    p: numbers,
    axes: z.array(numbers),
    variance: numbers,
    totalVariance: z.number(),
    firstPoints: z.array(numbers),
  })
  .parse(JSON.parse(readFileSync(new URL('pca-wide.fixture.json', import.meta.url), 'utf8')));

const cloud = { width: 6, data: Float64Array.from(fixture.samples.flat()) };

function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, digits = 9): void {
  expect(actual.length).toBe(expected.length);
  for (let i = 0; i < expected.length; i++) expect(actual[i]).toBeCloseTo(expected[i] ?? NaN, digits);
}

/** Widens a cloud with columns that hold almost nothing, so that the way for wide clouds is taken. */
function widened(width: number): { width: number; data: Float64Array } {
  const random = createRandom(1);
  const data = fixture.samples.flatMap((row) => [
    ...Array.from({ length: width - 6 }, (_, i) => (i === 0 ? 0 : 1e-7 * random.normal())),
    ...row,
  ]);
  return { width, data: Float64Array.from(data) };
}

describe('fitBasis', () => {
  it("finds numpy's axes, mean and coordinates", () => {
    const basis = fitBasis(cloud);
    expectClose(basis.mean, fixture.mean);
    basis.axes.forEach((axis, i) => expectClose(axis, fixture.axes[i] ?? []));
    expectClose(project(cloud, basis), fixture.points.flat());
  });

  it('finds the same axes in a cloud so wide that another method is taken, even if its first column never varies', () => {
    const { axes } = fitBasis(widened(300));
    axes.forEach((axis, i) => expectClose(axis.subarray(294), fixture.axes[i] ?? [], 5));
  });

  it('gives orthonormal axes by falling variance', () => {
    const { axes } = fitBasis(cloud);
    axes.forEach((a, i) =>
      axes.forEach((b, j) => {
        const dot = a.reduce((sum, x, k) => sum + x * (b[k] ?? 0), 0);
        expect(dot).toBeCloseTo(i === j ? 1 : 0, 9);
      }),
    );
    const along = variances({ width: 3, data: project(cloud, fitBasis(cloud)) });
    expectClose(along, fixture.variance);
  });

  it('has as many axes as the cloud has columns that vary, and the missing coordinates are 0', () => {
    const flat = { width: 3, data: Float64Array.of(1, 5, 0, 2, 5, 0, 4, 5, 0) };
    const basis = fitBasis(flat);
    expect(basis.axes).toHaveLength(1);
    expectClose(project(flat, basis), [-4 / 3, 0, 0, -1 / 3, 0, 0, 5 / 3, 0, 0]);
    expect(fitBasis({ width: 2, data: Float64Array.of(1, 1, 1, 1) }).axes).toEqual([]);
  });
});

/** A cloud of 300 columns, which is beyond what the covariance matrix is made for, by the fixture's formula. */
function wideCloud(): { width: number; data: Float64Array } {
  const { samples, columns, a, p } = wide;
  const data = Float64Array.from({ length: samples * columns }, (_, i) => {
    const [s, c] = [Math.floor(i / columns), i % columns];
    return a.reduce(
      (sum, size, k) =>
        sum + size * Math.cos((p[k] ?? NaN) * (s + 1) + k) * Math.sin(0.37 * (k + 1) * (c + 1)),
      0.1 * Math.sin(12.9898 * s + 78.233 * c + 0.5 * s * c) + 0.3 * Math.cos(c),
    );
  });
  return { width: columns, data };
}

describe('fitBasis of a cloud wider than 256 columns, where block Krylov iteration takes the place of the covariance matrix', () => {
  const cloud = wideCloud();
  const basis = fitBasis(cloud);

  it("finds numpy's axes with their signs, and its coordinates", () => {
    basis.axes.forEach((axis, i) => expectClose(axis, wide.axes[i] ?? [], 9));
    expectClose(project(cloud, basis).subarray(0, 15), wide.firstPoints.flat(), 9);
  });

  it("finds numpy's variances, and their share of the whole", () => {
    const points = project(cloud, basis);
    expectClose(variances({ width: 3, data: points }), wide.variance, 6);
    const shares = wide.variance.map((v) => v / wide.totalVariance);
    expectClose(varianceShares(cloud, points), shares, 8);
  });

  it('finds what the covariance matrix finds, given columns that hold next to nothing besides', () => {
    const part = { width: 200, data: cloud.data.filter((_, i) => i % 300 < 200) };
    const padded = {
      width: 300,
      data: Float64Array.from(cloud.data, (x, i) => (i % 300 < 200 ? x : 1e-9 * x)),
    };
    const [narrow, krylov] = [fitBasis(part), fitBasis(padded)];
    narrow.axes.forEach((axis, i) => expectClose(krylov.axes[i]?.subarray(0, 200) ?? [], axis, 6));
  });
});

describe('fitBasis of clouds that have no best axes', () => {
  const noise = (samples: number, width: number): { width: number; data: Float64Array } => {
    const random = createRandom(4);
    return { width, data: Float64Array.from({ length: samples * width }, () => random.uniform()) };
  };
  const orthonormal = (axes: readonly Float64Array[]): void =>
    axes.forEach((a, i) =>
      axes.forEach((b, j) => {
        expect(a.reduce((sum, x, k) => sum + x * b[k]!, 0)).toBeCloseTo(i === j ? 1 : 0, 12);
      }),
    );

  it.each([
    [500, 400],
    [60, 2000],
  ])('finds orthonormal axes in noise of %i × %i, nearly as long as the longest', (samples, width) => {
    const cloud = noise(samples, width);
    const { axes, mean } = fitBasis(cloud);
    orthonormal(axes);
    const found = variances({ width: 3, data: project(cloud, { axes, mean }) });
    const centred = new Matrix(samples, width);
    cloud.data.forEach((x, i) => centred.set(Math.floor(i / width), i % width, x - mean[i % width]!));
    const best = new SingularValueDecomposition(centred, {
      autoTranspose: true,
      computeLeftSingularVectors: false,
      computeRightSingularVectors: false,
    }).diagonal.map((size) => size ** 2 / samples);
    found.forEach((variance, i) => {
      expect(variance / best[i]!).toBeLessThan(1 + 1e-9);
      expect(variance / best[i]!).toBeGreaterThan(0.97);
    });
  });

  it('gives the same bytes again', () => {
    const cloud = noise(40, 300);
    expect(fitBasis(cloud)).toEqual(fitBasis(cloud));
  });

  it('takes wide clouds of one or two points, and of axes of equal length', () => {
    const pair = { width: 300, data: Float64Array.from({ length: 600 }, (_, i) => (i < 300 ? 1 : -1)) };
    const { axes, mean } = fitBasis(pair);
    orthonormal(axes);
    expectClose(project(pair, { axes, mean }), [Math.sqrt(300), 0, 0, -Math.sqrt(300), 0, 0]);
    expect(fitBasis({ width: 300, data: new Float64Array(300).fill(2) }).axes).toEqual([]);
    const cross = { width: 300, data: Float64Array.from({ length: 300 * 300 }, (_, i) => +(i % 301 === 0)) };
    orthonormal(fitBasis(cross).axes);
    expect(fitBasis(cross).axes).toHaveLength(3);
  });
});

describe('varianceShares', () => {
  it('are of the whole variance, and none of a single point', () => {
    expectClose(
      varianceShares(cloud, project(cloud, fitBasis(cloud))),
      fixture.variance.map((v) => v / fixture.totalVariance),
    );
    expect(varianceShares({ width: 2, data: [1, 2, 1, 2] }, [0, 0, 0, 0, 0, 0])).toEqual([0, 0, 0]);
  });
});

describe('fixSign', () => {
  it('gives an axis and its opposite the same sign', () => {
    const axes = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(axes, (axis) => {
        const fixed = fixSign(axis);
        fixSign(axis.map((x) => -x)).forEach((x, i) => expect(x).toBeCloseTo(fixed[i] ?? NaN, 15));
      }),
    );
  });

  it('makes the largest loading positive, the first of equals', () => {
    expect([...fixSign([1, -3, 2])]).toEqual([-1, 3, -2]);
    expect([...fixSign([1, 3, -2])]).toEqual([1, 3, -2]);
    expect([...fixSign([-1, 1])]).toEqual([1, -1]);
  });
});

describe('variances', () => {
  it('sum to the total variance that shares are taken of', () => {
    expect(variances(cloud).reduce((a, b) => a + b)).toBeCloseTo(fixture.totalVariance, 9);
  });
});
