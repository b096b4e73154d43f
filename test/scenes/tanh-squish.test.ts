import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { segmentDistance2 } from '../../remotion/motion/curve';
import { momentAt } from '../../remotion/film/moment';
import { scene } from '../../remotion/scenes/tanh-squish';
import { mapAt, stateAt, storyOf, viewAt, zoomedAt } from '../../remotion/scenes/tanh-squish/story';
import { movedLine, settledLine, traceOffWalls } from '../../remotion/scenes/tanh-squish/lines';
import { planeOf } from '../../remotion/stage/plane';
import type { Context2D, Given } from '../../remotion/stage/scene';
import { paintScene } from '../support/paint-scene';
import { givenFor } from '../support/scene-given';

describe('tanh-squish', () => {
  it('ends with every point of the plane inside the box from −1 to 1', async () => {
    const given = await givenFor(scene);
    const state = stateAt(momentAt(given, given.duration));
    expect(state).toEqual({ matrix: 1, x: 1, y: 1 });
    const map = mapAt(storyOf(given).path, state);
    const out = new Float64Array(3);
    for (let x = -100; x <= 100; x += 7)
      for (let y = -100; y <= 100; y += 7) {
        map(x, y, out);
        expect(Math.abs(out[0]!)).toBeLessThanOrEqual(1);
        expect(Math.abs(out[1]!)).toBeLessThanOrEqual(1);
      }
  });

  it('takes one coordinate after the other, and neither before the matrix is done', async () => {
    const given = await givenFor(scene);
    for (let time = 0; time < given.duration; time += 1 / 30) {
      const { matrix, x, y } = stateAt(momentAt(given, time));
      if (x > 0) expect(matrix).toBe(1);
      if (y > 0) expect(x).toBe(1);
    }
  });

  it('comes closer only after the squish, and then rests', async () => {
    const given = await givenFor(scene);
    const near = viewAt(momentAt(given, zoomedAt(momentAt(given, 0))));
    expect(viewAt(momentAt(given, given.cues.y!)).half).toBeGreaterThan(2);
    expect(near).toEqual(viewAt(momentAt(given, given.cues.far! - 0.3)));
    expect(near).toEqual(viewAt(momentAt(given, given.duration)));
  });

  it('looks into a corner of the box while far out is spoken of', async () => {
    const given = await givenFor(scene);
    const { x, y, half } = viewAt(momentAt(given, given.cues.box! - 0.5));
    expect(half).toBeLessThan(0.3);
    for (const middle of [x, y]) expect(Math.abs(1 - middle)).toBeLessThan(half);
  });

  it.each([[[1.1, 0.6, -0.5, 0.95]], [[-1.1, -0.6, 0.5, 1.2]]])(
    'ends with the followed point’s two numbers between the walls, with %j',
    async (matrix) => {
      for (const [width, height] of [
        [1920, 1080],
        [1080, 1920],
        [1080, 1080],
      ] as const) {
        const given = withMatrix(await givenFor(scene, { width, height }), matrix);
        const time = given.cues.zoom! - 0.4;
        const plane = planeOf(storyOf(given).places.plane, viewAt(momentAt(given, time)));
        const numbers = paintScene(scene, given, time).drawn.filter(
          ({ kind, size }) => kind === 'text' && size === 42 * given.layout.unit,
        );
        expect(numbers.length).toBeGreaterThanOrEqual(8);
        for (const { x0, x1, y0, y1 } of numbers) {
          expect(x0).toBeGreaterThan(plane.x(-1));
          expect(x1).toBeLessThan(plane.x(1));
          expect(y0).toBeGreaterThan(plane.y(1));
          expect(y1).toBeLessThan(plane.y(-1));
        }
      }
    },
  );

  it('stays in order however fast or slowly it is spoken', async () => {
    for (const slower of [0.5, 2]) {
      const given = await givenFor(scene, { slower });
      for (let time = 0; time < given.duration; time += 0.1) {
        const { x, y } = stateAt(momentAt(given, time));
        if (y > 0) expect(x).toBe(1);
      }
    }
  });
});

/** How far a point is from a polyline, in pixels. */
function distance(x: number, y: number, points: readonly number[]): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (let i = 2; i < points.length; i += 2)
    nearest = Math.min(
      nearest,
      segmentDistance2(x, y, points[i - 2]!, points[i - 1]!, points[i]!, points[i + 1]!),
    );
  return Math.sqrt(nearest);
}

const withMatrix = (given: Given, [a, b, c, d]: readonly number[]): Given => ({
  ...given,
  props: scene.props!.parse({
    matrix: [
      [a, b],
      [c, d],
    ],
  }),
});
const entry = fc.double({ min: -2.5, max: 2.5, noNaN: true });
const matrices = fc.tuple(entry, entry, entry, entry);
const progress = fc.double({ min: 0, max: 1, noNaN: true });

describe('the grid of tanh-squish', () => {
  it('lies within half a pixel of the map wherever the frame shows it, for any matrix', async () => {
    const given = await givenFor(scene);
    fc.assert(
      fc.property(matrices, progress, progress, progress, fc.nat(), (matrix, t, line, along, pick) => {
        const own = withMatrix(given, matrix);
        const { path, lines, places } = storyOf(own);
        const state = t < 0.5 ? { matrix: 1, x: 2 * t, y: 0 } : { matrix: 1, x: 1, y: 2 * t - 1 };
        const plane = planeOf(places.plane, { x: 0, y: 0, half: 2.6 });
        const map = mapAt(path, state);
        const chosen = lines[(pick + Math.floor(line * lines.length)) % lines.length]!;
        const points = movedLine(chosen, path.at(1).matrix, map, state, plane, places.region, false);
        const s = -12 + 24 * along;
        const out = new Float64Array(3);
        map(...(chosen.fixed === 'x' ? ([chosen.at, s] as const) : ([s, chosen.at] as const)), out);
        plane.project(out);
        const [x, y] = [out[0]!, out[1]!];
        const { region } = places;
        if (x < 0 || x > region.width || y < 0 || y > region.height) return;
        expect(distance(x, y, points)).toBeLessThan(0.5);
      }),
      { numRuns: 300 },
    );
  });

  it('is the same within half a pixel when it has been worked out once for all', async () => {
    const given = await givenFor(scene);
    const { path, lines, places } = storyOf(given);
    const map = mapAt(path, { matrix: 1, x: 1, y: 1 });
    const out = new Float64Array(3);
    for (const at of [given.cues.near!, given.cues.box! - 0.5]) {
      const plane = planeOf(places.plane, viewAt(momentAt(given, at)));
      lines.forEach((line, index) => {
        const points = settledLine(given, index, plane);
        for (const s of [-7.3, -1.9, -0.4, 0.2, 1.1, 3.7]) {
          map(...(line.fixed === 'x' ? ([line.at, s] as const) : ([s, line.at] as const)), out);
          plane.project(out);
          expect(distance(out[0]!, out[1]!, points)).toBeLessThan(0.5);
        }
      });
    }
  });

  it('leaves out only what the sides of the box hide', async () => {
    const given = await givenFor(scene);
    const { lines, places } = storyOf(given);
    const plane = planeOf(places.plane, viewAt(momentAt(given, zoomedAt(momentAt(given, 0)))));
    const hidden = 1.5;
    const byWall = (x: number, y: number): number =>
      Math.min(x - plane.x(-1), plane.x(1) - x, y - plane.y(1), plane.y(-1) - y);
    let left = 0;
    lines.forEach((_, index) => {
      const points = settledLine(given, index, plane);
      const drawn = new Set<string>();
      const see = (x: number, y: number): void => void drawn.add(`${x} ${y}`);
      traceOffWalls({ moveTo: see, lineTo: see } as unknown as Context2D, points, plane, hidden);
      for (let i = 0; i < points.length; i += 2) {
        if (drawn.has(`${points[i]!} ${points[i + 1]!}`)) continue;
        left++;
        expect(byWall(points[i]!, points[i + 1]!)).toBeLessThan(hidden);
      }
    });
    expect(left).toBeGreaterThan(100);
  });
});

describe('tanh-squish with another matrix', () => {
  it('moves the small square at the centre so little that it may be called hardly anything', async () => {
    const given = await givenFor(scene);
    fc.assert(
      fc.property(matrices, (matrix) => {
        const { path, centre } = storyOf(withMatrix(given, matrix));
        const [linear, squished] = [new Float64Array(3), new Float64Array(3)];
        for (const x of [-centre, centre])
          for (const y of [-centre, centre]) {
            mapAt(path, { matrix: 1, x: 0, y: 0 })(x, y, linear);
            mapAt(path, { matrix: 1, x: 1, y: 1 })(x, y, squished);
            for (const axis of [0, 1]) expect(Math.abs(linear[axis]! - squished[axis]!)).toBeLessThan(0.02);
          }
      }),
    );
  });

  it('follows a point that is seen after the matrix', async () => {
    const given = await givenFor(scene);
    fc.assert(
      fc.property(matrices, (matrix) => {
        const { path, tracer } = storyOf(withMatrix(given, matrix));
        const out = new Float64Array(3);
        mapAt(path, { matrix: 1, x: 0, y: 0 })(...tracer.before, out);
        for (const axis of [0, 1] as const) {
          expect(out[axis]!).toBeCloseTo(tracer.after[axis], 6);
          expect(Math.abs(out[axis]!)).toBeLessThan(2);
        }
      }),
    );
  });

  it.each([
    [[1, 0.4, 0.3, -1.1]],
    [[1, 2, 0.5, 1]],
    [[0, 0, 0, 0]],
    [[0.05, 0, 0, 0.05]],
    [[-2.5, 0, 0, -2.5]],
  ])('draws %j in every layout with its numbers in the safe area', async (matrix) => {
    for (const [width, height] of [
      [1920, 1080],
      [1080, 1920],
      [1080, 1080],
    ] as const) {
      const given = withMatrix(await givenFor(scene, { width, height }), matrix);
      const { safe } = given.layout;
      for (let time = 1; time < given.duration; time += 3.1)
        for (const { kind, x0, x1, y0, y1 } of paintScene(scene, given, time).drawn)
          if (kind === 'text') {
            expect(x0).toBeGreaterThanOrEqual(safe.x - 0.5);
            expect(x1).toBeLessThanOrEqual(safe.x + safe.width + 0.5);
            expect(y0).toBeGreaterThanOrEqual(safe.y - 0.5);
            expect(y1).toBeLessThanOrEqual(safe.y + safe.height + 0.5);
          }
    }
  });
});
