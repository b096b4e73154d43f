import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { viewOf } from '../../remotion/stage/camera';
import { depthShades } from '../../remotion/stage/cloud';
import { backToFront, levelOf } from '../../remotion/stage/depth';
import { boxEdges, floorGrid } from '../../remotion/stage/solid';

const frame = { centreX: 0, centreY: 0, pixelsPerUnit: 100 };
const viewFrom = (azimuth: number, elevation = 0.3) =>
  viewOf({ target: [0, 0, 0], azimuth, elevation, distance: 6 }, frame);

describe('backToFront(depth)', () => {
  it('holds each point once, from the furthest to the nearest, and keeps the order of equals', () => {
    expect([...backToFront(Float64Array.of(2, 5, 2, 9))]).toEqual([3, 1, 0, 2]);
    fc.assert(
      fc.property(fc.array(fc.double({ min: 1, max: 9, noNaN: true })), (depths) => {
        const order = [...backToFront(Float64Array.from(depths))];
        expect([...order].sort((a, b) => a - b)).toEqual(depths.map((_, i) => i));
        for (let at = 1; at < order.length; at++)
          expect(depths[order[at]!]!).toBeLessThanOrEqual(depths[order[at - 1]!]!);
      }),
    );
  });
});

describe('levelOf(view, depth, reach, levels)', () => {
  it('numbers levels from the furthest to the nearest and keeps what lies beyond in the outermost', () => {
    const view = viewFrom(0);
    expect([99, 6.9, 6.1, 5.9, 5.1, 0.1].map((depth) => levelOf(view, depth, 1, 2))).toEqual([
      0, 0, 0, 1, 1, 1,
    ]);
  });
});

describe('depthShades(colors, background, slices)', () => {
  it('comes closer to the colour itself with every slice', () => {
    const [shades] = depthShades(['#ffffff'], '#000000', 5);
    const lightness = shades!.map((shade) => Number(/\d+/.exec(shade)![0]));
    expect([...lightness].sort((a, b) => a - b)).toEqual(lightness);
    expect(new Set(lightness).size).toBe(5);
  });
});

describe('boxEdges(view, half)', () => {
  it('gives twelve edges, each as long as the box is wide', () => {
    const edges = boxEdges(viewFrom(0.4), 1.5);
    expect(edges).toHaveLength(12);
    for (const { from, to } of edges)
      expect(Math.hypot(...from.map((value, axis) => value - to[axis]!))).toBeCloseTo(3, 12);
  });

  it('has the edges at the corner that faces the camera before, and those at the opposite corner behind', () => {
    // From azimuth 45° the camera stands over the corner (+, −, +).
    const edges = boxEdges(viewFrom(Math.PI / 4), 1);
    const touches = (corner: readonly number[]) =>
      edges.filter(({ from, to }) =>
        [from, to].some((end) => end.every((value, axis) => value === corner[axis])),
      );
    for (const { front } of touches([1, -1, 1])) expect(front).toBe(1);
    for (const { front } of touches([-1, 1, -1])) expect(front).toBe(0);
  });

  it('lets no edge jump between before and behind while the camera goes round', () => {
    let before = boxEdges(viewFrom(0), 1);
    for (let azimuth = 0.01; azimuth < 6.3; azimuth += 0.01) {
      const now = boxEdges(viewFrom(azimuth), 1);
      now.forEach(({ front }, i) => expect(Math.abs(front - before[i]!.front)).toBeLessThan(0.15));
      before = now;
    }
  });
});

describe('floorGrid(half, cells)', () => {
  it('rules the floor into equal cells and leaves its border to the box', () => {
    const lines = floorGrid(1, 4);
    expect(lines).toHaveLength(6);
    expect(lines.every(({ from, to }) => from[2] === -1 && to[2] === -1)).toBe(true);
    expect(lines.filter(({ from, to }) => from[0] === to[0]).map(({ from }) => from[0])).toEqual([
      -0.5, 0, 0.5,
    ]);
  });

  it('refuses a number of cells that is not whole and positive', () => {
    for (const cells of [0, 2.5, -1]) expect(() => floorGrid(1, cells)).toThrow(RangeError);
  });
});
