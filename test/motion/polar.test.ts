import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { determinant, foreshorten, polarPath, type Matrix2 } from '../../remotion/motion/polar';

/** Thousandths, because fast-check's doubles are mostly tiny and their matrices singular. */
const entry = fc.integer({ min: -5000, max: 5000 }).map((n) => n / 1000);
const matrix = fc.tuple(entry, entry, entry, entry);
const unit = fc.double({ min: 0, max: 1, noNaN: true });

const expectClose = (actual: readonly number[], expected: readonly number[], tolerance = 1e-9): void =>
  actual.forEach((value, i) => expect(Math.abs(value - expected[i]!)).toBeLessThanOrEqual(tolerance));

/** Area of the image of the unit square in space. */
const areaInSpace = ({
  matrix: [a, b, c, d],
  lift: [p, q],
}: {
  matrix: Matrix2;
  lift: readonly [number, number];
}): number => Math.hypot(c * q - p * d, p * b - a * q, a * d - b * c);

describe('the polar path', () => {
  it('begins at the identity and ends at W, flat', () => {
    fc.assert(
      fc.property(matrix, (W) => {
        const path = polarPath(W);
        expectClose(path.at(0).matrix, [1, 0, 0, 1], 1e-12);
        expectClose(path.at(0).lift, [0, 0], 1e-12);
        expectClose(path.at(1).matrix, W, 1e-12);
        expectClose(path.at(1).lift, [0, 0], 1e-12);
      }),
    );
  });

  it('keeps the determinant positive all the way where det W > 0, and never leaves the plane', () => {
    fc.assert(
      fc.property(matrix, unit, (W, t) => {
        fc.pre(determinant(W) > 1e-6);
        const { matrix: moved, lift } = polarPath(W).at(t);
        expect(determinant(moved)).toBeGreaterThan(0);
        expectClose(lift, [0, 0], 0);
      }),
    );
  });

  it('turns the sheet over through space where det W < 0, and never lets it collapse', () => {
    fc.assert(
      fc.property(matrix, unit, (W, t) => {
        fc.pre(determinant(W) < -1e-3);
        const path = polarPath(W);
        expect(path.stretches[1]).toBeLessThan(0);
        const least = Math.min(1, -path.stretches[1]);
        const area = areaInSpace(path.at(t));
        expect(area).toBeGreaterThan(0.05 * least ** 2);
        expect(Math.hypot(...path.at(0.5).lift)).toBeGreaterThan(0);
        // Where the matrix is not nearly singular, its two stretches alone decide the area on the way.
        if (least < 0.25) return;
        const [along, across] = path.stretches.map((stretch) => 1 - t + t * Math.abs(stretch));
        expect(area).toBeCloseTo(along! * across!, 8);
      }),
    );
  });

  it('changes no more than W does where a sheet begins to turn over', () => {
    fc.assert(
      fc.property(fc.double({ min: -3, max: 3, noNaN: true }), unit, (angle, t) => {
        const [c, s] = [Math.cos(angle), Math.sin(angle)];
        const [before, after] = [1e-9, -1e-9].map((small) =>
          polarPath([2 * c, -s * small, 2 * s, c * small]).at(t),
        );
        expectClose(after!.matrix, before!.matrix, 1e-7);
        expectClose(after!.lift, before!.lift, 1e-7);
      }),
    );
  });

  it('takes the turn nearest to the one asked for, and ends at W all the same', () => {
    fc.assert(
      fc.property(matrix, fc.double({ min: -9, max: 9, noNaN: true }), (W, near) => {
        const path = polarPath(W, near);
        expect(Math.abs(path.angle - near)).toBeLessThanOrEqual(Math.PI + 1e-9);
        expectClose(path.at(1).matrix, W, 1e-12);
        const whole = (path.angle - polarPath(W).angle) / (2 * Math.PI);
        expect(whole).toBeCloseTo(Math.round(whole), 9);
      }),
    );
  });

  it('is a plain turn for a rotation, by its own angle', () => {
    fc.assert(
      fc.property(fc.double({ min: -3, max: 3, noNaN: true }), unit, (angle, t) => {
        const path = polarPath([Math.cos(angle), -Math.sin(angle), Math.sin(angle), Math.cos(angle)]);
        expect(path.angle).toBeCloseTo(angle, 9);
        const [c, s] = [Math.cos(t * angle), Math.sin(t * angle)];
        expectClose(path.at(t).matrix, [c, -s, s, c], 1e-8);
      }),
    );
  });

  it('only stretches for a symmetric positive matrix', () => {
    const path = polarPath([2, 0.5, 0.5, 1]);
    expect(path.angle).toBeCloseTo(0, 12);
    expectClose(path.at(0.5).matrix, [1.5, 0.25, 0.25, 1]);
  });

  it('takes the zero matrix and a projection to their ends', () => {
    expectClose(polarPath([0, 0, 0, 0]).at(1).matrix, [0, 0, 0, 0]);
    expectClose(polarPath([1, 0, 0, 0]).at(1).matrix, [1, 0, 0, 0]);
  });

  it('is the mirror’s half turn for a reflection: halfway the sheet stands upright', () => {
    const { matrix: moved, lift } = polarPath([1, 0, 0, -1]).at(0.5);
    expectClose(moved, [1, 0, 0, 0]);
    expectClose(lift, [0, 1]);
  });
});

describe('foreshortening', () => {
  it('leaves the plane as it is, enlarges what is nearer and stays finite', () => {
    expect(foreshorten(0, 5)).toBe(1);
    expect(foreshorten(1, 5)).toBeGreaterThan(1);
    expect(foreshorten(-1, 5)).toBeLessThan(1);
    expect(foreshorten(5, 5)).toBeLessThanOrEqual(10);
  });
});
