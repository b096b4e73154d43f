import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convexHull } from '../../remotion/stage/hull';

describe('convexHull(points)', () => {
  it('is a square without what lies within it or on its sides', () => {
    const hull = convexHull([1, 1, 0, 0, 0.5, 0.5, 1, 0, 0, 1, 0.5, 0]);
    expect(hull).toEqual([0, 0, 1, 0, 1, 1, 0, 1]);
  });

  it('of less than three points is these points, and nothing of none', () => {
    expect(convexHull([])).toEqual([]);
    expect(convexHull([3, 4, 1, 2])).toEqual([1, 2, 3, 4]);
  });

  it('holds every point, and has none that was not given', () => {
    const coordinate = fc.integer({ min: -50, max: 50 });
    fc.assert(
      fc.property(fc.array(fc.tuple(coordinate, coordinate), { minLength: 3 }), (points) => {
        const hull = convexHull(points.flat());
        for (let i = 0; i < hull.length; i += 2) {
          const [ax, ay] = [hull[i]!, hull[i + 1]!];
          const [bx, by] = [hull[(i + 2) % hull.length]!, hull[(i + 3) % hull.length]!];
          expect(points).toContainEqual([ax, ay]);
          for (const [x, y] of points)
            expect((bx - ax) * (y - ay) - (by - ay) * (x - ax)).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});
