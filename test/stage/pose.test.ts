import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dot, project, viewOf, type Vec3 } from '../../remotion/stage/camera';
import { cornersOf, edgeOn, fitFrame, mixPoses, viewFrom, type Pose } from '../../remotion/stage/pose';

const coordinate = fc.double({ min: -2, max: 2, noNaN: true });
const point = fc.tuple(coordinate, coordinate, coordinate);
const frame = { centreX: 0, centreY: 0, pixelsPerUnit: 1 };
const box = { x: 100, y: 50, width: 800, height: 600 };

describe('edgeOn(normal, elevation)', () => {
  it('finds two places from which the line of sight lies in the plane', () => {
    fc.assert(
      fc.property(
        point.filter((n) => Math.hypot(...n) > 0.05),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (normal, wanted) => {
          const { elevation, azimuths } = edgeOn(normal, wanted);
          expect(elevation).toBeGreaterThanOrEqual(0);
          expect(elevation).toBeLessThanOrEqual(wanted);
          for (const azimuth of azimuths) {
            const { forward } = viewOf({ target: [0, 0, 0], azimuth, elevation, distance: 5 }, frame);
            expect(dot(forward, normal) / Math.hypot(...normal)).toBeCloseTo(0, 7);
          }
        },
      ),
    );
  });

  it('comes down only where the plane is too flat for the elevation', () => {
    expect(edgeOn([1, 0, 0.1], 0.4).elevation).toBe(0.4);
    expect(edgeOn([0.1, 0, 1], 0.4).elevation).toBeLessThan(0.1);
    expect(edgeOn([0, 0, 1], 0.4).elevation).toBe(0);
  });
});

describe('fitFrame(camera, points, box)', () => {
  const camera = { target: [0.3, 0, -0.2] as Vec3, azimuth: 0.7, elevation: 0.4, distance: 7 };

  it('keeps every point in the box, and touches two sides of it that face each other', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 3, maxLength: 12 }), (points) => {
        fc.pre(points.some(([x, y]) => Math.hypot(x - points[0]![0], y - points[0]![1]) > 0.1));
        const view = viewOf(camera, fitFrame(camera, points.flat(), box));
        const seen = points.map((at) => project(view, at));
        const [xs, ys] = [seen.map(({ x }) => x), seen.map(({ y }) => y)];
        const room = [
          Math.min(...xs) - box.x,
          box.x + box.width - Math.max(...xs),
          Math.min(...ys) - box.y,
          box.y + box.height - Math.max(...ys),
        ] as const;
        for (const space of room) expect(space).toBeGreaterThanOrEqual(-1e-6);
        expect(Math.min(room[0] + room[1], room[2] + room[3])).toBeCloseTo(0, 6);
      }),
    );
  });

  it('refuses to frame one point', () => {
    expect(() => fitFrame(camera, [1, 1, 1], box)).toThrow(RangeError);
  });

  it('takes the corners of a box wherever that stands', () => {
    const corners = cornersOf({ centre: [1, 2, 3], half: 0.5 });
    expect(corners).toHaveLength(24);
    expect([Math.min(...corners), Math.max(...corners)]).toEqual([0.5, 3.5]);
  });
});

describe('mixPoses(a, b, t)', () => {
  const pose = (distance: number, pixelsPerUnit: number): Pose => ({
    camera: { target: [0, 0, 0], azimuth: 0, elevation: 0.4, distance },
    frame: { centreX: 0, centreY: 0, pixelsPerUnit },
  });

  it('is each pose at its own end', () => {
    const [a, b] = [pose(6, 300), pose(60, 30)];
    expect(mixPoses(a, b, 0)).toEqual(a);
    expect(mixPoses(a, b, 1)).toEqual(b);
  });

  it('sees what grows as the distance does as large all the way', () => {
    const [a, b] = [pose(6, 300), pose(60, 30)];
    for (const t of [0, 0.25, 0.5, 0.75, 1]) {
      const { x } = project(viewFrom(mixPoses(a, b, t)), [1 + 9 * t, 0, 0]);
      expect(x).toBeCloseTo(300, 6);
    }
  });
});
