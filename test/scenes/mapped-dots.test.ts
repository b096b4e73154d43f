import { describe, expect, it } from 'vitest';
import type { PlaneMap } from '../../remotion/motion/layer-path';
import { mappedDots, reachOf } from '../../remotion/scenes/mapped-dots';
import { planeOf } from '../../remotion/stage/plane';

const points = [1, 2, -3, 0.5];
const turned: PlaneMap = (x, y, out) => out.set([-2 * y, x, 0]);
const still: PlaneMap = (x, y, out) => out.set([x, y, 0]);

describe('mappedDots', () => {
  it('puts every dot where the map takes it, in the plane’s pixels, with its own class', () => {
    const plane = planeOf({ x: 100, y: 50, width: 400, height: 400 }, { x: 0, y: 0, half: 4 });
    const { x, y, classes } = mappedDots(points, [1, 0], turned, plane);
    expect([...x]).toEqual([plane.x(-4), plane.x(-1)]);
    expect([...y]).toEqual([plane.y(1), plane.y(-3)]);
    expect(classes).toEqual([1, 0]);
  });
});

describe('reachOf', () => {
  it('is how far the furthest of the points gets, across and up, under any of the maps', () => {
    expect(reachOf(points, [still])).toEqual([3, 2]);
    expect(reachOf(points, [turned])).toEqual([4, 3]);
    expect(reachOf(points, [still, turned])).toEqual([4, 3]);
    expect(reachOf(points, [])).toEqual([0, 0]);
  });
});
