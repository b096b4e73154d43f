import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createRandom } from '../../data/random';
import { fitBasis, fixSign, project, variances } from '../../training/pca';

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
    const wide = widened(300);
    const { axes } = fitBasis(wide);
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

describe('fixSign', () => {
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
