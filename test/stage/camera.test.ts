import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dot,
  nearness,
  project,
  projectAll,
  screenFor,
  unproject,
  viewOf,
  type Camera,
  type Frame,
  type Vec3,
} from '../../remotion/stage/camera';

const coordinate = fc.double({ min: -2, max: 2, noNaN: true });
const point = fc.tuple(coordinate, coordinate, coordinate);
const angle = fc.double({ min: -7, max: 7, noNaN: true });
const camera: fc.Arbitrary<Camera> = fc.record({
  target: fc.constant([0, 0, 0] as Vec3),
  azimuth: angle,
  elevation: fc.double({ min: -1.4, max: 1.4, noNaN: true }),
  distance: fc.double({ min: 5, max: 20, noNaN: true }),
});
const frame: Frame = { centreX: 960, centreY: 400, pixelsPerUnit: 200 };

describe('viewOf(camera, frame)', () => {
  it('has three unit axes at right angles to each other', () => {
    fc.assert(
      fc.property(camera, (given) => {
        const { right, up, forward } = viewOf(given, frame);
        for (const axis of [right, up, forward]) expect(dot(axis, axis)).toBeCloseTo(1, 12);
        for (const [a, b] of [
          [right, up],
          [up, forward],
          [forward, right],
        ] as const)
          expect(dot(a, b)).toBeCloseTo(0, 12);
      }),
    );
  });

  it('keeps the horizon level: right has no part in z, and up never points down', () => {
    fc.assert(
      fc.property(camera, (given) => {
        const { right, up } = viewOf(given, frame);
        expect(right[2]).toBe(0);
        expect(up[2]).toBeGreaterThan(0);
      }),
    );
  });

  it('refuses a pole, where right and up are not defined, and a distance that is not positive', () => {
    const base = { target: [0, 0, 0] as Vec3, azimuth: 0, elevation: 0, distance: 5 };
    expect(() => viewOf({ ...base, elevation: Math.PI / 2 }, frame)).toThrow(RangeError);
    expect(() => viewOf({ ...base, distance: 0 }, frame)).toThrow(RangeError);
  });
});

describe('project(view, point)', () => {
  it('puts the target in the middle of the picture, at the camera’s distance', () => {
    fc.assert(
      fc.property(camera, point, (given, target) => {
        const image = project(viewOf({ ...given, target }, frame), target);
        expect(image.x).toBeCloseTo(frame.centreX, 6);
        expect(image.y).toBeCloseTo(frame.centreY, 6);
        expect(image.depth).toBeCloseTo(given.distance, 9);
        expect(image.scale).toBeCloseTo(frame.pixelsPerUnit, 6);
      }),
    );
  });

  it('is undone by unproject', () => {
    fc.assert(
      fc.property(camera, point, (given, p) => {
        const view = viewOf(given, frame);
        const back = unproject(view, project(view, p));
        p.forEach((value, axis) => expect(back[axis]).toBeCloseTo(value, 9));
      }),
    );
  });

  it('keeps straight lines straight', () => {
    fc.assert(
      fc.property(camera, point, point, fc.double({ min: 0, max: 1, noNaN: true }), (given, a, b, t) => {
        const view = viewOf(given, frame);
        const between = a.map((value, axis) => (1 - t) * value + t * b[axis]!) as unknown as Vec3;
        const [A, B, C] = [a, b, between].map((p) => project(view, p)) as [
          ReturnType<typeof project>,
          ReturnType<typeof project>,
          ReturnType<typeof project>,
        ];
        const area = (B.x - A.x) * (C.y - A.y) - (B.y - A.y) * (C.x - A.x);
        expect(Math.abs(area)).toBeLessThan(1e-4);
      }),
    );
  });

  it('makes what is nearer larger', () => {
    const view = viewOf({ target: [0, 0, 0], azimuth: 0, elevation: 0, distance: 6 }, frame);
    expect(project(view, [0, -1, 0]).scale).toBeGreaterThan(project(view, [0, 1, 0]).scale);
  });

  it('gives points at and behind the eye a place all the same', () => {
    const view = viewOf({ target: [0, 0, 0], azimuth: 0, elevation: 0, distance: 6 }, frame);
    for (const y of [-6, -60]) {
      const { x, y: screenY, depth } = project(view, [1, y, 1]);
      expect([x, screenY].every(Number.isFinite)).toBe(true);
      expect(depth).toBeGreaterThan(0);
    }
  });

  it('turns the world clockwise under a camera that goes anticlockwise', () => {
    const view = viewOf({ target: [0, 0, 0], azimuth: Math.PI / 2, elevation: 0, distance: 6 }, frame);
    expect(project(view, [0, 1, 0]).x).toBeGreaterThan(frame.centreX);
    expect(project(view, [1, 0, 0]).depth).toBeCloseTo(5, 12);
  });
});

describe('projectAll(view, points, screen)', () => {
  it('gives what project gives for each point', () => {
    fc.assert(
      fc.property(camera, fc.array(point, { maxLength: 6 }), (given, points) => {
        const view = viewOf(given, frame);
        const screen = projectAll(view, points.flat(), screenFor(points.length));
        points.forEach((p, i) => {
          const one = project(view, p);
          expect(screen.x[i]).toBeCloseTo(one.x, 9);
          expect(screen.y[i]).toBeCloseTo(one.y, 9);
          expect(screen.depth[i]).toBeCloseTo(one.depth, 9);
        });
      }),
    );
  });

  it('refuses a screen of another size', () => {
    const view = viewOf({ target: [0, 0, 0], azimuth: 0, elevation: 0, distance: 6 }, frame);
    expect(() => projectAll(view, [0, 0, 0], screenFor(2))).toThrow(RangeError);
  });
});

describe('nearness(view, depth, reach)', () => {
  it('is 1 before the target, ½ at it and 0 behind it', () => {
    const view = viewOf({ target: [0, 0, 0], azimuth: 0, elevation: 0, distance: 6 }, frame);
    expect([3, 5, 6, 7, 9].map((depth) => nearness(view, depth, 1))).toEqual([1, 1, 0.5, 0, 0]);
  });
});
