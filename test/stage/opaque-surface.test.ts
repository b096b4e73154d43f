import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dot, project, viewOf, type Vec3, type View } from '../../remotion/stage/camera';
import { opaqueOrder } from '../../remotion/stage/opaque-surface';
import { pictureOf } from '../../remotion/stage/space-curve';
import { sheetOf } from '../../remotion/stage/sheet';
import { surfaceOf, type Facet } from '../../remotion/stage/surface';
import { sphere, torus } from '../../remotion/scenes/manifolds/shapes';

const views = fc
  .record({
    azimuth: fc.double({ min: -Math.PI, max: Math.PI, noNaN: true }),
    elevation: fc.double({ min: -1.4, max: 1.4, noNaN: true }),
  })
  .map(({ azimuth, elevation }) =>
    viewOf(
      { target: [0, 0, 0], azimuth, elevation, distance: 7 },
      { centreX: 400, centreY: 400, pixelsPerUnit: 250 },
    ),
  );
const places = fc.tuple(
  fc.double({ min: -1, max: 1, noNaN: true }),
  fc.double({ min: -0.95, max: 0.95, noNaN: true }),
);

/** Whether a polygon [x₀, y₀, x₁, …] holds the point, by the even–odd rule. */
function holds(polygon: readonly number[], x: number, y: number): boolean {
  let inside = false;
  const n = polygon.length / 2;
  for (let i = 0, j = n - 1; i < n; j = i++) {
    const [xi, yi, xj, yj] = [polygon[2 * i]!, polygon[2 * i + 1]!, polygon[2 * j]!, polygon[2 * j + 1]!];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

/** Of the line of sight through a point of space, how far away it meets a facet's plane. */
function met({ eye }: View, through: Vec3, { corners: [a, b, c, d] }: Facet): number {
  const minus = (p: Vec3, q: Vec3): Vec3 => [p[0] - q[0], p[1] - q[1], p[2] - q[2]];
  const [p, q] = [minus(c, a), minus(d, b)];
  const normal: Vec3 = [p[1] * q[2] - p[2] * q[1], p[2] * q[0] - p[0] * q[2], p[0] * q[1] - p[1] * q[0]];
  const sight = minus(through, eye);
  return (Math.hypot(...sight) * dot(minus(a, eye), normal)) / dot(sight, normal);
}

describe('opaqueOrder', () => {
  it('draws last, of the facets of a torus in one place of the picture, the one nearest to the eye', () => {
    let compared = 0;
    fc.assert(
      fc.property(views, places, (view, [u, v]) => {
        const surface = surfaceOf(torus.map, sheetOf(1, 1 / 8), view);
        const out = new Float64Array(3);
        torus.map(u, v, out);
        const point: Vec3 = [out[0]!, out[1]!, out[2]!];
        const { x, y } = project(view, point);
        const here = opaqueOrder(view, surface, true)
          .map(({ facet }) => surface.facets[facet]!)
          .filter((facet) => holds(pictureOf(view, facet.outline), x, y));
        if (here.length < 2) return;
        compared++;
        const distances = here.map((facet) => met(view, point, facet));
        expect(distances.at(-1)!).toBeLessThanOrEqual(Math.min(...distances) + 0.08);
      }),
      { numRuns: 150 },
    );
    expect(compared).toBeGreaterThan(10);
  });

  it('draws of a closed surface only what turns its outside to the eye, or lies at its edge, and of an open one everything', () => {
    fc.assert(
      fc.property(views, (view) => {
        const surface = surfaceOf(sphere.map, sheetOf(1, 1 / 8), view);
        const closed = opaqueOrder(view, surface, true);
        const open = opaqueOrder(view, surface, false);
        expect(closed.every(({ outside }) => outside)).toBe(true);
        expect(open.length).toBeGreaterThan(1.6 * closed.length);
        // A sphere’s outside is where its own direction is towards the eye.
        for (const { middle, normal, depth } of closed) {
          expect(dot(middle, normal)).toBeGreaterThan(0);
          const toEye: Vec3 = [view.eye[0] - middle[0], view.eye[1] - middle[1], view.eye[2] - middle[2]];
          expect(dot(normal, toEye) / depth).toBeGreaterThan(-0.16);
        }
      }),
      { numRuns: 30 },
    );
  });
});
