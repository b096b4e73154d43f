import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scene } from '../../remotion/scenes/manifolds';
import { curvature, fineLines, patchOf } from '../../remotion/scenes/manifolds/patch';
import {
  circle,
  CIRCLE,
  line,
  plane,
  pointOn,
  sphere,
  SPHERE,
  torus,
  TORUS,
} from '../../remotion/scenes/manifolds/shapes';
import { examples, MOST } from '../../remotion/scenes/manifolds/story';
import { paintScene } from '../support/paint-scene';
import { givenFor } from '../support/scene-given';
import { texts } from '../support/picture-rules';

const unit = fc.double({ min: -1, max: 1, noNaN: true });

describe('the shapes', () => {
  it('satisfy their equations everywhere', () => {
    fc.assert(
      fc.property(unit, unit, (u, v) => {
        const on = (shape: Parameters<typeof pointOn>[0]): readonly number[] => pointOn(shape, [u, v]);
        const [cx, cy, cz] = on(circle) as [number, number, number];
        expect(Math.hypot(cx, cz)).toBeCloseTo(CIRCLE.radius, 12);
        expect(cy).toBe(0);
        expect(Math.hypot(...on(sphere))).toBeCloseTo(SPHERE.radius, 12);
        const [tx, ty, tz] = on(torus) as [number, number, number];
        expect(Math.hypot(Math.hypot(tx, ty) - TORUS.ring, tz)).toBeCloseTo(TORUS.tube, 12);
        expect(on(plane)[2]).toBe(0);
        const [lx, ly, lz] = on(line) as [number, number, number];
        const [ex, , ez] = pointOn(line, [1]);
        expect([ly, lx * ez - lz * ex]).toEqual([0, expect.closeTo(0, 12)]);
      }),
    );
  });

  it.each([
    ['circle', circle, [0.3, 0]],
    ['sphere', sphere, [0.2, 0.3]],
    ['torus', torus, [0.1, 0.2]],
  ] as const)('look twice as flat from twice as near: the %s', (_, shape, at) => {
    for (const half of [0.2, 0.1, 0.05]) {
      const ratio = curvature(shape, at, half) / curvature(shape, at, half / 2);
      expect(ratio).toBeGreaterThan(1.9);
      expect(ratio).toBeLessThan(2.1);
    }
  });

  it('are flat from the first, line and plane', () => {
    expect(curvature(line, [0.1, 0], 0.5)).toBeLessThan(1e-9);
    expect(curvature(plane, [0.1, 0.1], 0.5)).toBeLessThan(1e-9);
  });

  it('bend by less than a twentieth of what one sees of them at the end of the zoom', () => {
    for (const { shape, at } of examples)
      if (shape) expect(curvature(shape, at, 1.2 / MOST)).toBeLessThan(0.05);
  });
});

describe('a patch', () => {
  it('is the shape itself: its middle is the place that one looks at, and its lines lie where the shape has them', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(sphere, torus, plane),
        fc.double({ min: -0.5, max: 0.5, noNaN: true }),
        fc.double({ min: -0.4, max: 0.4, noNaN: true }),
        fc.double({ min: 0.01, max: 0.3, noNaN: true }),
        (shape, u, v, half) => {
          const { map, lines } = patchOf(shape, [u, v], half, 20_000);
          const out = new Float64Array(3);
          map(0, 0, out);
          expect(
            [...out].map((x, i) => Math.abs(x - pointOn(shape, [u, v])[i]!)).every((d) => d < 1e-9),
          ).toBe(true);
          expect(lines.length).toBeGreaterThan(2);
          expect(lines.every(({ at }) => Math.abs(at) < 1)).toBe(true);
        },
      ),
    );
  });

  it('keeps every line that was there when finer ones come', () => {
    const coarse = fineLines(0.25, [-1, 1], 10);
    const fine = fineLines(0.25, [-1, 1], 2000);
    expect(coarse.length).toBe(8);
    expect(fine.length).toBeGreaterThan(3 * coarse.length);
    for (const { at } of coarse) expect(fine.some((other) => Math.abs(other.at - at) < 1e-12)).toBe(true);
    const gaps = [...fine].map(({ at }) => at).sort((a, b) => a - b);
    const apart = gaps.slice(1).map((at, i) => at - gaps[i]!);
    expect(Math.max(...apart) - Math.min(...apart)).toBeLessThan(1e-9);
  });
});

describe('the scene', () => {
  it('names each shape and its dimension', async () => {
    const given = await givenFor(scene);
    const said = texts(paintScene(scene, given, given.duration - 1.2).drawn).map(({ text }) => text);
    for (const name of ['dot', 'line', 'circle', 'plane', 'sphere', 'torus', 'digits'])
      expect(said).toContain(name);
    for (const heading of ['0 dimensions', '1 dimension', '2 dimensions', '? dimensions'])
      expect(said).toContain(heading);
  });
});
