import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Vec3 } from '../../remotion/stage/camera';
import {
  cutLine,
  cutPolygon,
  distanceTo,
  footOf,
  separatorInBox,
  shifted,
  sideOf,
  valueAt,
  type Separator,
} from '../../remotion/stage/separator';
import { lengthOf, pointOf } from '../../remotion/stage/space-curve';
import { predictionsOf } from '../../training/measures';

const coordinate = fc.double({ min: -2, max: 2, noNaN: true });
const point = fc.tuple(coordinate, coordinate, coordinate);
const normal = point.filter((w) => Math.hypot(...w) > 0.1);
const separator: fc.Arbitrary<Separator> = fc.record({ normal, offset: coordinate });
const path = fc.array(point, { minLength: 3, maxLength: 9 }).map((points) => points.flat());

const pointsOf = (line: readonly number[]): Vec3[] =>
  Array.from({ length: lengthOf(line) }, (_, i) => pointOf(line, i));
const lengthAlong = (line: readonly number[]): number =>
  pointsOf(line)
    .slice(1)
    .reduce((sum, [x, y, z], i) => {
      const [a, b, c] = pointOf(line, i);
      return sum + Math.hypot(x - a, y - b, z - c);
    }, 0);
/** The vector area of a polygon: half the sum of its edges' cross products. */
const areaOf = (polygon: readonly number[]): Vec3 => {
  const corners = pointsOf(polygon);
  const sum: [number, number, number] = [0, 0, 0];
  corners.forEach(([a, b, c], i) => {
    const [x, y, z] = corners[(i + 1) % corners.length]!;
    sum[0] += (b * z - c * y) / 2;
    sum[1] += (c * x - a * z) / 2;
    sum[2] += (a * y - b * x) / 2;
  });
  return sum;
};

describe('a separator w·x + b = 0', () => {
  it('has its foot where the plane is nearest to a point: −b·w/|w|² for the origin', () => {
    fc.assert(
      fc.property(separator, point, (plane, at) => {
        const { normal: w, offset: b } = plane;
        const size2 = w[0] ** 2 + w[1] ** 2 + w[2] ** 2;
        const foot = footOf(plane);
        for (const axis of [0, 1, 2] as const) expect(foot[axis]).toBeCloseTo((-b * w[axis]) / size2, 9);
        const near = footOf(plane, at);
        expect(valueAt(plane, near)).toBeCloseTo(0, 9);
        expect(Math.hypot(near[0] - at[0], near[1] - at[1], near[2] - at[2])).toBeCloseTo(
          Math.abs(distanceTo(plane, at)),
          9,
        );
      }),
    );
  });

  it('moves along its normal by world units', () => {
    fc.assert(
      fc.property(separator, coordinate, point, (plane, distance, at) => {
        expect(distanceTo(shifted(plane, distance), at)).toBeCloseTo(distanceTo(plane, at) - distance, 9);
      }),
    );
  });

  it('takes a point on the plane for class 0, as the training does a logit of 0', () => {
    const plane: Separator = { normal: [0, 0, 2], offset: -2 };
    for (const [z, taken] of [
      [0.999, 0],
      [1, 0],
      [1.001, 1],
    ] as const) {
      const logit = valueAt(plane, [5, 5, z]);
      expect([...predictionsOf(Float32Array.of(logit), 1)]).toEqual([taken]);
      expect(sideOf(plane, [5, 5, z])).toBe(taken === 1 ? 1 : -1);
    }
  });

  it('has what lies in the plane on the side that its points are on', () => {
    const square = [0, 0, 1, 1, 0, 1, 1, 1, 1];
    const plane: Separator = { normal: [0, 0, 2], offset: -2 };
    expect(cutPolygon(plane, square)).toEqual({ below: square, above: [] });
    expect(cutLine(plane, square)).toEqual({ below: [square], above: [] });
  });
});

describe('cutPolygon(separator, polygon)', () => {
  it('leaves nothing of either half on the other side', () => {
    fc.assert(
      fc.property(separator, path, (plane, polygon) => {
        const { below, above } = cutPolygon(plane, polygon);
        for (const at of pointsOf(below)) expect(valueAt(plane, at)).toBeLessThanOrEqual(1e-9);
        for (const at of pointsOf(above)) expect(valueAt(plane, at)).toBeGreaterThanOrEqual(-1e-9);
      }),
    );
  });

  it('loses nothing: the halves have the area of the whole', () => {
    fc.assert(
      fc.property(separator, path, (plane, polygon) => {
        const { below, above } = cutPolygon(plane, polygon);
        const [whole, low, high] = [areaOf(polygon), areaOf(below), areaOf(above)];
        // The cut's edges are run through once in each direction only where the polygon is cut twice.
        const cuts = pointsOf(polygon).filter((at, i, all) => {
          const next = all[(i + 1) % all.length]!;
          return Math.sign(valueAt(plane, at)) * Math.sign(valueAt(plane, next)) < 0;
        });
        fc.pre(cuts.length <= 2);
        for (const axis of [0, 1, 2] as const) expect(low[axis] + high[axis]).toBeCloseTo(whole[axis], 8);
      }),
    );
  });

  it('hands a polygon on one side back as it was', () => {
    const square = [0, 0, 1, 1, 0, 1, 1, 1, 1, 0, 1, 1];
    expect(cutPolygon({ normal: [0, 0, 1], offset: 0 }, square)).toEqual({ below: [], above: square });
    expect(cutPolygon({ normal: [0, 0, 1], offset: -3 }, square)).toEqual({ below: square, above: [] });
  });
});

describe('cutLine(separator, line)', () => {
  it('parts a line into pieces on their own sides that are as long as the whole', () => {
    fc.assert(
      fc.property(separator, path, (plane, line) => {
        const { below, above } = cutLine(plane, line);
        for (const piece of below)
          for (const at of pointsOf(piece)) expect(valueAt(plane, at)).toBeLessThanOrEqual(1e-9);
        for (const piece of above)
          for (const at of pointsOf(piece)) expect(valueAt(plane, at)).toBeGreaterThanOrEqual(-1e-9);
        const parts = [...below, ...above].reduce((sum, piece) => sum + lengthAlong(piece), 0);
        expect(parts).toBeCloseTo(lengthAlong(line), 8);
      }),
    );
  });

  it('cuts as often as the line goes through', () => {
    const { below, above } = cutLine(
      { normal: [0, 0, 1], offset: 0 },
      [0, 0, -1, 1, 0, 1, 2, 0, -1, 3, 0, 1],
    );
    expect(below).toEqual([
      [0, 0, -1, 0.5, 0, 0],
      [1.5, 0, 0, 2, 0, -1, 2.5, 0, 0],
    ]);
    expect(above).toEqual([
      [0.5, 0, 0, 1, 0, 1, 1.5, 0, 0],
      [2.5, 0, 0, 3, 0, 1],
    ]);
  });
});

describe('separatorInBox(separator, box)', () => {
  it('is a polygon of three to six corners on the plane and on the box', () => {
    let seen = 0;
    fc.assert(
      fc.property(separator, point, fc.double({ min: 0.5, max: 2, noNaN: true }), (plane, centre, half) => {
        const corners = pointsOf(separatorInBox(plane, { centre, half }));
        for (const at of corners) {
          expect(valueAt(plane, at)).toBeCloseTo(0, 8);
          const away = Math.max(...at.map((x, axis) => Math.abs(x - centre[axis]!)));
          expect(away).toBeCloseTo(half, 8);
        }
        const distinct = corners.filter((a, i) => {
          const b = corners[(i + 1) % corners.length]!;
          return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]) > 1e-9;
        });
        if (distinct.length > 2) seen++;
        expect(distinct.length).toBeLessThanOrEqual(6);
      }),
    );
    expect(seen).toBeGreaterThan(20);
  });

  it('is nothing where the plane misses the box', () => {
    expect(separatorInBox({ normal: [1, 1, 1], offset: -4 }, { half: 1 })).toEqual([]);
    expect(separatorInBox({ normal: [0, 0, 1], offset: 0 }, { centre: [0, 0, 3], half: 1 })).toEqual([]);
  });

  it('is the square through the middle for a plane along two axes', () => {
    const corners = pointsOf(separatorInBox({ normal: [0, 0, 3], offset: 0 }, { half: 1 }));
    expect(new Set(corners.map(([x, y]) => `${Math.round(x)} ${Math.round(y)}`))).toEqual(
      new Set(['1 1', '1 -1', '-1 1', '-1 -1']),
    );
  });
});
