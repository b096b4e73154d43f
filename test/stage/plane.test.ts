import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gridLines, mappedLine, mappedSquare, squareAt } from '../../remotion/stage/grid-lines';
import { layoutOf } from '../../remotion/stage/layout';
import { partOf } from '../../remotion/stage/path';
import { fitBox, mixViews, planeOf } from '../../remotion/stage/plane';

const box = { x: 40, y: 60, width: 900, height: 500 };
const coordinate = fc.double({ min: -10, max: 10, noNaN: true });

describe('a plane', () => {
  const plane = planeOf(box, { x: 1, y: -0.5, half: 2 });

  it('has its middle in the middle of its box and y upwards', () => {
    expect(plane.x(1)).toBeCloseTo(490, 9);
    expect(plane.y(-0.5)).toBeCloseTo(310, 9);
    expect(plane.y(0.5)).toBeLessThan(plane.y(0));
  });

  it('is as long on one axis as on the other', () => {
    expect(plane.x(1) - plane.x(0)).toBeCloseTo(plane.scale, 9);
    expect(plane.y(0) - plane.y(1)).toBeCloseTo(plane.scale, 9);
    expect(plane.scale).toBe(500 / 4);
  });

  it('projects points of the plane where its scales put them, and nearer ones further out', () => {
    fc.assert(
      fc.property(coordinate, coordinate, (x, y) => {
        const flat = Float64Array.of(x, y, 0);
        plane.project(flat);
        expect(flat[0]).toBeCloseTo(plane.x(x), 8);
        expect(flat[1]).toBeCloseTo(plane.y(y), 8);
        const near = Float64Array.of(x, y, 1);
        plane.project(near);
        expect(Math.abs(near[0]! - 490)).toBeGreaterThanOrEqual(Math.abs(flat[0]! - 490));
      }),
    );
  });

  it('shows between two views what blends between what they show', () => {
    const [a, b] = [
      { x: 0, y: 0, half: 8 },
      { x: 0, y: 0, half: 1 },
    ];
    fc.assert(
      fc.property(
        fc.double({ min: -8, max: 8, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (x, t) => {
          expect(Math.abs((1 - t) * x + t * Math.tanh(x))).toBeLessThanOrEqual(
            mixViews(a, b, t).half + 1e-12,
          );
        },
      ),
    );
  });

  it('fitBox keeps the aspect, inside and in the middle', () => {
    expect(fitBox(box)).toEqual({ x: 240, y: 60, width: 500, height: 500 });
    expect(fitBox(box, 3)).toEqual({ x: 40, y: 160, width: 900, height: 300 });
  });
});

describe('a grid', () => {
  it('has its lines symmetric about the origin, the border left out', () => {
    const lines = gridLines(1, 0.25, 2);
    expect(lines.filter(({ fixed }) => fixed === 'x').map(({ at }) => at)).toEqual([
      -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75,
    ]);
    expect(lines.filter(({ rank }) => rank === 'axis')).toHaveLength(2);
    expect(lines.filter(({ rank }) => rank === 'major')).toHaveLength(4);
  });

  it('lies where the plane puts it when nothing moves it', () => {
    const plane = planeOf(box, { x: 0, y: 0, half: 1 });
    const stay = (x: number, y: number, out: Float64Array): void => out.set([x, y, 0]);
    const points = mappedLine({ fixed: 'x', at: 0.5, from: -1, to: 1, rank: 'minor' }, stay, plane);
    expect(points).toHaveLength(4);
    expect(points[0]).toBeCloseTo(plane.x(0.5), 9);
    expect([points[1], points[3]]).toEqual([plane.y(-1), plane.y(1)]);
  });

  it('closes its border, corners included', () => {
    const plane = planeOf(box, { x: 0, y: 0, half: 1 });
    const border = mappedSquare(1, (x, y, out) => out.set([x, y, 0]), plane);
    expect(border.slice(0, 2)).toEqual(border.slice(-2));
    expect(border).toHaveLength(10);
    expect([0, 0.25, 0.5, 0.75, 1].map((t) => squareAt(2, t))).toEqual([
      [-2, -2],
      [2, -2],
      [2, 2],
      [-2, 2],
      [-2, -2],
    ]);
  });

  it('draws itself to a share of its length', () => {
    const corner = [0, 0, 10, 0, 10, 10];
    expect(partOf(corner, 0.75)).toEqual([0, 0, 10, 0, 10, 5]);
    expect(partOf(corner, 0)).toEqual([]);
    expect(partOf(corner, 1)).toEqual(corner);
  });
});

describe('the layout', () => {
  it.each([
    [1920, 1080, 'wide'],
    [1080, 1920, 'tall'],
    [1080, 1080, 'square'],
    [1280, 720, 'wide'],
  ])('of %d×%d is %s and leaves the caption band free', (width, height, name) => {
    const layout = layoutOf(width, height);
    expect(layout.name).toBe(name);
    expect(layout.unit).toBe(Math.min(width, height) / 1080);
    expect(layout.content.y + layout.content.height).toBeLessThan(layout.captionBand.y);
    expect(layout.captionBand.y + layout.captionBand.height).toBeCloseTo(
      layout.safe.y + layout.safe.height,
      6,
    );
  });
});
