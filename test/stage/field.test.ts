import { describe, expect, it } from 'vitest';
import { regionAbove, sampleField } from '../../remotion/stage/field';
import { planeOf } from '../../remotion/stage/plane';

const plane = planeOf({ x: 100, y: 50, width: 800, height: 800 }, { x: 0, y: 0, half: 2 });

describe('a decision field', () => {
  it('has its contour within half a pixel of where the decision is', () => {
    const field = sampleField((x, y) => 1 - Math.hypot(x, y), plane);
    const [polygon] = regionAbove(field, 0, plane);
    expect(polygon).toHaveLength(1);
    for (const [x = 0, y = 0] of polygon![0]!) {
      const radius = Math.hypot(plane.x.invert(x), plane.y.invert(y));
      expect(Math.abs(radius - 1) * plane.scale).toBeLessThan(0.5);
    }
  });

  it('has a hole where what is inside is below', () => {
    const field = sampleField((x, y) => Math.abs(Math.hypot(x, y) - 1.2) * -1 + 0.3, plane);
    const region = regionAbove(field, 0, plane);
    expect(region).toHaveLength(1);
    expect(region[0]).toHaveLength(2);
  });

  it('is empty where the field is below everywhere', () => {
    expect(
      regionAbove(
        sampleField(() => -1, plane),
        0,
        plane,
      ),
    ).toEqual([]);
  });

  it('is sampled as densely on both axes of a box that is not square', () => {
    const wide = planeOf({ x: 0, y: 0, width: 1600, height: 400 }, { x: 0, y: 0, half: 1 });
    const { columns, rows, values } = sampleField((x) => x, wide, { samples: 80 });
    expect([columns, rows]).toEqual([80, 20]);
    expect(values[0]).toBeCloseTo(-values[columns - 1]!, 9);
  });
});
