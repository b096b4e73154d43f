import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { denseDisks, disks, type DisksShape } from '../../data/disks';
import type { LabelledPoints } from '../../data/spirals';

const lesson = { seed: 1, samplesPerClass: 500, innerRadius: 0.5, ringRadii: [0.75, 1.25] } as const;
/** float32's rounding of a coordinate, in radii up to 4. */
const ROUNDING = 1e-6;

const radii = ({ points, labels }: LabelledPoints, label: number): number[] =>
  [...labels.keys()]
    .filter((i) => labels[i] === label)
    .map((i) => Math.hypot(points[2 * i] ?? NaN, points[2 * i + 1] ?? NaN));
const angles = ({ points, labels }: LabelledPoints, label: number): number[] =>
  [...labels.keys()]
    .filter((i) => labels[i] === label)
    .map((i) => Math.atan2(points[2 * i + 1] ?? NaN, points[2 * i] ?? NaN));
const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

const shapes: fc.Arbitrary<DisksShape> = fc
  .array(fc.double({ min: 0.01, max: 1.3, noNaN: true }), { minLength: 3, maxLength: 3 })
  .map(([a = 1, b = 1, c = 1]) => ({ innerRadius: a, ringRadii: [a + b, a + b + c] }));

describe('disks', () => {
  it('puts class 0 into the disk and class 1 into the ring, and nothing into the gap', () => {
    fc.assert(
      fc.property(shapes, fc.nat(), fc.integer({ min: 1, max: 60 }), (shape, seed, samplesPerClass) => {
        const data = disks({ ...shape, seed, samplesPerClass });
        expect(radii(data, 0)).toHaveLength(samplesPerClass);
        expect(radii(data, 1)).toHaveLength(samplesPerClass);
        expect(Math.max(...radii(data, 0))).toBeLessThanOrEqual(shape.innerRadius + ROUNDING);
        expect(Math.min(...radii(data, 1))).toBeGreaterThanOrEqual(shape.ringRadii[0] - ROUNDING);
        expect(Math.max(...radii(data, 1))).toBeLessThanOrEqual(shape.ringRadii[1] + ROUNDING);
      }),
    );
  });

  it('is a pair of evenly filled rectangles in polar coordinates', () => {
    const data = disks({ ...lesson, samplesPerClass: 5000 });
    expect(mean(radii(data, 0))).toBeCloseTo(0.25, 2);
    expect(mean(radii(data, 1))).toBeCloseTo(1, 2);
    for (const label of [0, 1])
      for (let quarter = 0; quarter < 4; quarter++) {
        const from = -Math.PI + (quarter * Math.PI) / 2;
        const share = angles(data, label).filter((x) => x >= from && x < from + Math.PI / 2).length / 5000;
        expect(Math.abs(share - 0.25)).toBeLessThan(0.02);
      }
  });

  it('alternates between the classes, so that both draw themselves', () => {
    expect([...disks(lesson).labels]).toEqual(Array.from({ length: 1000 }, (_, i) => i % 2));
  });

  it('is decided by its seed, and more samples leave the first ones where they are', () => {
    expect(disks(lesson)).toEqual(disks(lesson));
    expect(disks({ ...lesson, seed: 2 }).points).not.toEqual(disks(lesson).points);
    const fewer = disks({ ...lesson, samplesPerClass: 10 }).points;
    expect(disks(lesson).points.subarray(0, fewer.length)).toEqual(fewer);
  });
});

describe('denseDisks', () => {
  it('lays 5,000 points a class evenly by area', () => {
    fc.assert(
      fc.property(shapes, fc.double({ min: 0, max: 1, noNaN: true }), (shape, share) => {
        const data = denseDisks(shape);
        const ranges = [[0, shape.innerRadius], shape.ringRadii] as const;
        ranges.forEach(([from, to], label) => {
          const found = radii(data, label);
          expect(found).toHaveLength(5000);
          const upTo = Math.sqrt(from ** 2 + share * (to ** 2 - from ** 2));
          const inside = found.filter((radius) => radius <= upTo).length / 5000;
          // A thin ring has a quarter of its points on each edge.
          const coarse = Math.min(
            0.25,
            (2 * Math.PI * to) / Math.sqrt(5000 * Math.PI * (to ** 2 - from ** 2)),
          );
          expect(Math.abs(inside - share)).toBeLessThan(0.01 + coarse);
        });
      }),
      { numRuns: 40 },
    );
  });

  it('turns as evenly', () => {
    for (const label of [0, 1]) {
      const found = angles(denseDisks(lesson), label);
      for (let sector = 0; sector < 12; sector++) {
        const from = -Math.PI + (sector * Math.PI) / 6;
        const inside = found.filter((x) => x >= from && x < from + Math.PI / 6).length;
        expect(Math.abs(inside - 5000 / 12)).toBeLessThan(8);
      }
    }
  });

  it('leaves no hole: whoever stands on the disk or the ring has a point near', () => {
    const { points, labels } = denseDisks(lesson);
    const ranges = [[0, 0.5], lesson.ringRadii] as const;
    ranges.forEach(([from, to], label) => {
      const side = Math.sqrt((Math.PI * (to ** 2 - from ** 2)) / 5000);
      for (let place = 0; place < 200; place++) {
        const [radius, angle] = [from + ((to - from) * (place % 20)) / 19, place * 0.7];
        const [x, y] = [radius * Math.cos(angle), radius * Math.sin(angle)];
        let nearest = Infinity;
        labels.forEach((other, i) => {
          if (other !== label) return;
          nearest = Math.min(nearest, Math.hypot((points[2 * i] ?? NaN) - x, (points[2 * i + 1] ?? NaN) - y));
        });
        expect(nearest).toBeLessThan(1.3 * side);
      }
    });
  });

  it('includes all three boundaries, all around', () => {
    const data = denseDisks(lesson);
    const edges = [
      [0, 0.5],
      [1, 0.75],
      [1, 1.25],
    ] as const;
    for (const [label, radius] of edges) {
      const found = radii(data, label);
      const on = angles(data, label).filter((_, i) => Math.abs((found[i] ?? NaN) - radius) < ROUNDING);
      const sorted = on.sort((a, b) => a - b);
      const gaps = sorted.map((angle, i) => (sorted[i + 1] ?? (sorted[0] ?? NaN) + 2 * Math.PI) - angle);
      expect(on.length).toBeGreaterThan(80);
      expect(Math.max(...gaps)).toBeLessThan(0.08);
    }
  });

  it('is the same whatever the seed', () => {
    expect(denseDisks({ ...lesson })).toEqual(denseDisks({ innerRadius: 0.5, ringRadii: [0.75, 1.25] }));
  });
});

describe('disks and denseDisks', () => {
  const wrong: readonly (readonly [number, number, number])[] = [
    [0.75, 0.75, 1.25],
    [0.5, 1.25, 0.75],
    [0.5, 1, 1],
    [0, 1, 2],
    [NaN, 1, 2],
    [0.5, 1, NaN],
  ];
  for (const [innerRadius, from, to] of wrong)
    it(`refuse a disk of radius ${innerRadius} with a ring from ${from} to ${to}`, () => {
      const shape = { innerRadius, ringRadii: [from, to] } as const;
      expect(() => disks({ ...lesson, ...shape })).toThrow(RangeError);
      expect(() => denseDisks(shape)).toThrow(/0 < innerRadius < ringRadii\[0\] < ringRadii\[1\]/);
    });
});
