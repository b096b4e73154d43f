import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cross,
  determinant3,
  polarPath3,
  rotation,
  withNormal,
  type Matrix3,
  type Matrix3x2,
  type Triple,
} from '../../remotion/motion/polar3';

/** Thousandths, because fast-check's doubles are mostly tiny and their matrices singular. */
const entry = fc.integer({ min: -5000, max: 5000 }).map((n) => n / 1000);
const triple = fc.tuple(entry, entry, entry);
const matrix = fc.tuple(triple, triple, triple).map((rows) => rows.flat() as unknown as Matrix3);
const sheet = fc.tuple(triple, entry, entry, entry).map((all) => all.flat() as unknown as Matrix3x2);
const unit = fc.double({ min: 0, max: 1, noNaN: true });
const axis = triple
  .filter((v) => Math.hypot(...v) > 0.1)
  .map(([x, y, z]): Triple => {
    const size = Math.hypot(x, y, z);
    return [x / size, y / size, z / size];
  });
const IDENTITY: Matrix3 = [1, 0, 0, 0, 1, 0, 0, 0, 1];

const expectClose = (actual: readonly number[], expected: readonly number[], tolerance = 1e-9): void =>
  actual.forEach((value, i) => expect(Math.abs(value - expected[i]!)).toBeLessThanOrEqual(tolerance));

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + value * b[i]!, 0);

/** Volume of the image of the unit cube in four dimensions: the root of the Gram determinant of its edges. */
function volume({ matrix: m, lift }: { readonly matrix: Matrix3; readonly lift: Triple }): number {
  const edges = [0, 1, 2].map((k) => [m[k]!, m[3 + k]!, m[6 + k]!, lift[k]!]);
  const gram = edges.flatMap((a) => edges.map((b) => dot(a, b))) as unknown as Matrix3;
  return Math.sqrt(Math.max(0, determinant3(gram)));
}

describe('the polar path in space', () => {
  it('begins at the identity and ends at W, within space', () => {
    fc.assert(
      fc.property(matrix, (W) => {
        const path = polarPath3(W);
        expectClose(path.at(0).matrix, IDENTITY, 1e-12);
        expectClose(path.at(1).matrix, W, 1e-12);
        for (const t of [0, 1]) expectClose(path.at(t).lift, [0, 0, 0], 0);
      }),
    );
  });

  it('comes to its ends without a jump', () => {
    fc.assert(
      fc.property(matrix, (W) => {
        const path = polarPath3(W);
        expectClose(path.at(1e-9).matrix, IDENTITY, 1e-6);
        expectClose(path.at(1 - 1e-9).matrix, W, 1e-6);
        for (const t of [1e-9, 1 - 1e-9]) expectClose(path.at(t).lift, [0, 0, 0], 1e-6);
      }),
    );
  });

  it('keeps the determinant positive all the way where det W > 0, and never leaves space', () => {
    fc.assert(
      fc.property(matrix, unit, (W, t) => {
        fc.pre(determinant3(W) > 1e-6);
        const path = polarPath3(W);
        expect(path.mirrored).toBe(false);
        expect(determinant3(path.at(t).matrix)).toBeGreaterThan(0);
        expectClose(path.at(t).lift, [0, 0, 0], 0);
      }),
    );
  });

  it('turns space over through a fourth dimension where det W < 0, and never lets it collapse there', () => {
    fc.assert(
      fc.property(matrix, unit, (W, t) => {
        fc.pre(determinant3(W) < -1e-3);
        const path = polarPath3(W);
        expect(path.mirrored).toBe(true);
        expect(path.stretches[2]).toBeLessThan(0);
        const ways = path.stretches.map((stretch) => 1 - t + t * Math.abs(stretch));
        const least = Math.min(1, -path.stretches[2]);
        const filled = volume(path.at(t)) / (ways[0]! * ways[1]!);
        expect(filled).toBeGreaterThan(0.05 * least ** 2);
        // Where the matrix is not nearly singular, its stretches alone decide the volume on the way.
        if (least >= 0.25) expect(Math.abs(filled / ways[2]! - 1)).toBeLessThan(1e-5);
      }),
    );
  });

  it('shows a mirror image flat just once, halfway unless it is nearly flat itself', () => {
    fc.assert(
      fc.property(matrix, (W) => {
        fc.pre(determinant3(W) < -1e-3);
        const path = polarPath3(W);
        const signs = Array.from({ length: 101 }, (_, i) =>
          Math.sign(determinant3(path.at(Math.min(1, (i + 0.37) / 100.3)).matrix)),
        );
        expect(signs[0]).toBe(1);
        expect(signs.at(-1)).toBe(-1);
        const turned = signs.indexOf(-1);
        expect(signs.slice(turned).every((sign) => sign === -1)).toBe(true);
        if (-path.stretches[2] >= 0.25) expect(turned).toBe(50);
      }),
    );
  });

  it('takes the turn nearest to the one asked for, and ends at W all the same', () => {
    fc.assert(
      fc.property(matrix, triple, (W, near) => {
        const [least, path] = [polarPath3(W), polarPath3(W, near)];
        const whole = (path.angle - least.angle) / (2 * Math.PI);
        expect(whole).toBeCloseTo(Math.round(whole), 9);
        const far = ({ angle, axis: about }: { angle: number; axis: Triple }): number =>
          Math.hypot(...about.map((x, i) => x * angle - near[i]!));
        expect(far(path)).toBeLessThanOrEqual(far(least) + 1e-9);
        expectClose(path.at(1).matrix, W, 1e-12);
        expectClose(path.at(1 - 1e-9).matrix, W, 1e-6);
      }),
    );
  });

  it('is a plain turn for a rotation, about its own axis and by its own angle', () => {
    fc.assert(
      fc.property(axis, fc.double({ min: 0.01, max: 3.13, noNaN: true }), unit, (about, angle, t) => {
        const path = polarPath3(rotation(about, angle));
        expect(path.angle).toBeCloseTo(angle, 9);
        expectClose(path.axis, about, 1e-7);
        expectClose(path.stretches, [1, 1, 1], 1e-9);
        expectClose(path.at(t).matrix, rotation(about, t * angle), 1e-7);
      }),
    );
  });

  it('takes half a turn about an axis as one, though it has two directions', () => {
    fc.assert(
      fc.property(axis, (about) => {
        const path = polarPath3(rotation(about, Math.PI));
        expect(path.angle).toBeCloseTo(Math.PI, 6);
        expect(Math.abs(dot(path.axis, about))).toBeCloseTo(1, 9);
      }),
    );
  });

  it('only stretches for a symmetric positive matrix', () => {
    const W: Matrix3 = [2, 0.5, 0, 0.5, 1, 0, 0, 0, 3];
    const path = polarPath3(W);
    expect(path.angle).toBeCloseTo(0, 7);
    expectClose(path.at(0.5).matrix, [1.5, 0.25, 0, 0.25, 1, 0, 0, 0, 2]);
  });

  it('takes the zero matrix and a projection to their ends without turning them over', () => {
    for (const W of [
      [0, 0, 0, 0, 0, 0, 0, 0, 0],
      [1, 0, 0, 0, 1, 0, 0, 0, 0],
    ] as const) {
      const path = polarPath3(W);
      expect(path.mirrored).toBe(false);
      expectClose(path.at(1).matrix, W, 1e-12);
      expect(path.at(0.5).matrix.every(Number.isFinite)).toBe(true);
    }
  });

  it('turns by no more than it must where a matrix leaves but a line or a point', () => {
    for (const W of [
      [0, 0, 0, 0, 0, 0, 0, 0, 0],
      [2, 0, 0, 0, 0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 0, 0, 0, 5],
    ] as const)
      expect(polarPath3(W).angle).toBeCloseTo(0, 9);
    fc.assert(
      fc.property(axis, axis, (from, to) => {
        const W = to.flatMap((x) => from.map((y) => 2 * x * y)) as unknown as Matrix3;
        const path = polarPath3(W);
        expect(path.angle).toBeCloseTo(Math.acos(Math.max(-1, Math.min(1, dot(from, to)))), 5);
        expectClose(path.at(1 - 1e-9).matrix, W, 1e-6);
      }),
    );
  });
});

describe('a sheet on its way into space', () => {
  it('gets the unit normal w1 × w2 of its image as third column, and a positive determinant', () => {
    fc.assert(
      fc.property(sheet, (W) => {
        const [a, b, c, d, e, f] = W;
        const area = cross([a, c, e], [b, d, f]);
        fc.pre(Math.hypot(...area) > 1e-3);
        const whole = withNormal(W);
        const normal: Triple = [whole[2], whole[5], whole[8]];
        expect([whole[0], whole[1], whole[3], whole[4], whole[6], whole[7]]).toEqual([...W]);
        expect(Math.hypot(...normal)).toBeCloseTo(1, 12);
        expectClose(cross(normal, area), [0, 0, 0], 1e-9);
        expect(determinant3(whole)).toBeCloseTo(Math.hypot(...area), 9);
      }),
    );
  });

  it('gets some unit normal where both columns are parallel, or nothing', () => {
    fc.assert(
      fc.property(triple, entry, ([x, y, z], k) => {
        const whole = withNormal([x, k * x, y, k * y, z, k * z]);
        const normal: Triple = [whole[2], whole[5], whole[8]];
        expect(Math.hypot(...normal)).toBeCloseTo(1, 12);
        expect(Math.abs(dot(normal, [x, y, z]))).toBeLessThanOrEqual(1e-9);
        expect(polarPath3(whole).at(0.5).matrix.every(Number.isFinite)).toBe(true);
      }),
    );
    expect(withNormal([0, 0, 0, 0, 0, 0])).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 1].with(8, 1));
  });

  it('lies flat at first, and never collapses on its way', () => {
    fc.assert(
      fc.property(sheet, unit, (W, t) => {
        const whole = withNormal(W);
        fc.pre(determinant3(whole) > 1e-3);
        const path = polarPath3(whole);
        const flat = path.at(0).matrix;
        expect([flat[6], flat[7]]).toEqual([0, 0]);
        const m = path.at(t).matrix;
        expect(Math.hypot(...cross([m[0], m[3], m[6]], [m[1], m[4], m[7]]))).toBeGreaterThan(0);
      }),
    );
  });
});
