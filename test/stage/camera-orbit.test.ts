import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { project, viewOf, type Vec3 } from '../../remotion/stage/camera';
import {
  fitOrbit,
  orbitAngle,
  orbiting,
  ringsOfBox,
  ringsOfPoints,
  type Leg,
} from '../../remotion/stage/orbit';

const legs: readonly Leg[] = [
  { from: 1, to: 3, angle: 2 },
  { from: 5, to: 9, angle: 4 },
];

describe('orbitAngle(legs, time)', () => {
  it('rests before, between and after its legs', () => {
    expect([0, 1].map((t) => orbitAngle(legs, t))).toEqual([0, 0]);
    expect([3, 4, 5].map((t) => orbitAngle(legs, t))).toEqual([2, 2, 2]);
    expect([9, 20].map((t) => orbitAngle(legs, t))).toEqual([6, 6]);
  });

  it('never goes back when all legs turn the same way', () => {
    const time = fc.double({ min: 0, max: 10, noNaN: true });
    fc.assert(
      fc.property(time, time, (a, b) => {
        expect(orbitAngle(legs, Math.max(a, b))).toBeGreaterThanOrEqual(
          orbitAngle(legs, Math.min(a, b)) - 1e-12,
        );
      }),
    );
  });

  it('moves the camera and nothing else of it', () => {
    const base = { target: [1, 2, 3] as Vec3, azimuth: 0.5, elevation: 0.2, distance: 4 };
    expect(orbiting(base, legs, 4)).toEqual({ ...base, azimuth: 2.5 });
  });
});

describe('fitOrbit(rings, camera, box)', () => {
  const box = { x: 100, y: 50, width: 800, height: 500 };
  const camera = { elevation: 0.3, distance: 8 };
  const coordinate = fc.double({ min: -1.4, max: 1.4, noNaN: true });
  const inside = (points: readonly Vec3[], rings: Parameters<typeof fitOrbit>[0]): void => {
    const frame = fitOrbit(rings, camera, box);
    for (let azimuth = 0; azimuth < 7; azimuth += 0.37) {
      const view = viewOf({ target: [0, 0, 0], azimuth, ...camera }, frame);
      for (const point of points) {
        const { x, y } = project(view, point);
        // Rings are probed at a few angles: between two of them less than half a percent is missed.
        expect(x).toBeGreaterThan(box.x - 4);
        expect(x).toBeLessThan(box.x + box.width + 4);
        expect(y).toBeGreaterThan(box.y - 4);
        expect(y).toBeLessThan(box.y + box.height + 4);
      }
    }
  };

  it('keeps every corner of the box in the picture at every azimuth', () => {
    const signs = [-1, 1];
    const corners = signs.flatMap((x) =>
      signs.flatMap((y) => signs.map((z): Vec3 => [x * 1.3, y * 1.3, z * 1.3])),
    );
    inside(corners, ringsOfBox(1.3));
  });

  it('keeps every point in the picture at every azimuth', () => {
    const points = fc.array(fc.tuple(coordinate, coordinate, coordinate), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(points, (given) => {
        fc.pre(given.some(([x, y]) => Math.hypot(x, y) > 0.1));
        inside(given, ringsOfPoints(given.flat()));
      }),
      { numRuns: 30 },
    );
  });

  it('fills the box in one direction', () => {
    const wide = fitOrbit(ringsOfBox(1), camera, box);
    const tall = fitOrbit(ringsOfBox(1), camera, { ...box, height: 5000 });
    expect(tall.pixelsPerUnit).toBeGreaterThan(wide.pixelsPerUnit);
    expect(fitOrbit(ringsOfBox(2), camera, box).pixelsPerUnit).toBeLessThan(wide.pixelsPerUnit);
  });

  it('refuses to frame one point, or nothing', () => {
    expect(() => fitOrbit([], camera, box)).toThrow(RangeError);
    expect(() => fitOrbit([{ radius: 0, z: 0 }], camera, box)).toThrow(RangeError);
  });
});
