import { readFileSync } from 'node:fs';
import { determinant, Matrix, QrDecomposition } from 'ml-matrix';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createRandom } from '../../data/random';
import { orthogonalProcrustes, residual, turnPoints } from '../../training/procrustes';

/** A random orthogonal matrix of the wanted determinant. */
function orthogonal(seed: number, sign: 1 | -1): number[] {
  const random = createRandom(seed);
  const q = new QrDecomposition(
    Matrix.from1DArray(
      3,
      3,
      Array.from({ length: 9 }, () => random.normal()),
    ),
  ).orthogonalMatrix;
  if (determinant(q) * sign < 0) q.mulColumn(0, -1);
  return q.to1DArray();
}

const points = (seed: number, samples: number): Float64Array => {
  const random = createRandom(seed).stream('points');
  return Float64Array.from({ length: 3 * samples }, () => random.normal());
};

const numbers = z.array(z.number());
const fixture = z
  .object({
    cases: z.array(
      z.object({
        name: z.string(),
        from: numbers,
        to: numbers,
        rotation: numbers,
        determinant: z.literal([1, -1]),
        residual: z.number(),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync(new URL('procrustes.fixture.json', import.meta.url), 'utf8')));

describe('orthogonalProcrustes', () => {
  it.each(fixture.cases)("finds numpy's matrix for $name (determinant $determinant)", (expected) => {
    const { name, from, to } = expected;
    const found = orthogonalProcrustes(from, to);
    const turned = turnPoints(found, from);
    expect(residual(turned, to)).toBeCloseTo(expected.residual, 12);
    turnPoints(expected.rotation, from).forEach((x, i) => expect(turned[i]).toBeCloseTo(x, 9));
    // Where the points lie in a plane, nothing decides which way its normal turns.
    if (name !== 'a cloud in a plane') {
      found.forEach((x, i) => expect(x).toBeCloseTo(expected.rotation[i] ?? NaN, 9));
      expect(determinant(Matrix.from1DArray(3, 3, found))).toBeCloseTo(expected.determinant, 9);
    }
  });

  it('takes reflections where they fit better: a mirrored cloud lies on its original', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.constantFrom(0, 1, 2), (seed, axis) => {
        const from = points(seed, 10);
        const mirrored = from.map((x, i) => (i % 3 === axis ? -x : x));
        const found = orthogonalProcrustes(from, mirrored);
        expect(determinant(Matrix.from1DArray(3, 3, found))).toBeCloseTo(-1, 9);
        expect(residual(turnPoints(found, from), mirrored)).toBeLessThan(1e-9);
      }),
    );
  });

  it('recovers any rotation and any reflection', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.constantFrom(1 as const, -1 as const), (seed, sign) => {
        const turn = orthogonal(seed, sign);
        const from = points(seed, 20);
        const found = orthogonalProcrustes(from, turnPoints(turn, from));
        turn.forEach((value, i) => expect(found[i]).toBeCloseTo(value, 9));
        expect(residual(turnPoints(found, from), turnPoints(turn, from))).toBeLessThan(1e-9);
      }),
    );
  });

  it('is never farther off than another orthogonal matrix', () => {
    fc.assert(
      fc.property(
        fc.nat(100_000),
        fc.nat(100_000),
        fc.constantFrom(1 as const, -1 as const),
        (a, b, sign) => {
          const [from, to] = [points(a, 12), points(b + 1, 12)];
          const best = residual(turnPoints(orthogonalProcrustes(from, to), from), to);
          expect(best).toBeLessThanOrEqual(residual(turnPoints(orthogonal(b, sign), from), to) + 1e-12);
        },
      ),
    );
  });

  it('keeps lengths, also of clouds that lie in a plane', () => {
    const flat = points(3, 10).map((x, i) => (i % 3 === 2 ? 0 : x));
    const turned = turnPoints(orthogonalProcrustes(flat, points(4, 10)), flat);
    for (let i = 0; i < flat.length; i += 3)
      expect(Math.hypot(...turned.subarray(i, i + 3))).toBeCloseTo(Math.hypot(...flat.subarray(i, i + 3)), 9);
  });
});
