import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlaneMap } from '../../remotion/motion/layer-path';
import { project, viewOf, type Vec3, type View } from '../../remotion/stage/camera';
import { sideOf, valueAt, type Separator } from '../../remotion/stage/separator';
import { sheetOf } from '../../remotion/stage/sheet';
import { lengthOf, pictureOf, pointOf, spaceCurve } from '../../remotion/stage/space-curve';
import { facing, spaceOrder, type SpacePiece } from '../../remotion/stage/space-order';
import { facetAt, leastAround, surfaceOf } from '../../remotion/stage/surface';
import { segmentDistance2 } from '../../remotion/motion/curve';

const frame = { centreX: 960, centreY: 540, pixelsPerUnit: 260 };
const viewAt = (azimuth: number, elevation = 0.4): View =>
  viewOf({ target: [0, 0, 0], azimuth, elevation, distance: 6 }, frame);

/** A sheet that bulges into a corner of the box, as a trained layer of three neurons bends it. */
const bulge: PlaneMap = (x, y, out) => {
  out[0] = Math.tanh(5.6 * x + 1.1 * y + 2.6);
  out[1] = Math.tanh(1.8 * x + 5.6 * y - 2.6);
  out[2] = Math.tanh(3.8 * x - 4.3 * y - 2.7);
};
const sheet = sheetOf(1.375, 0.25, 2);
const dots = Array.from({ length: 300 }, (_, i) => {
  const [radius, angle] = [1.3 * Math.sqrt(i / 300), 2.4 * i];
  return [radius * Math.cos(angle), radius * Math.sin(angle)] as const;
});
const on = dots.flat();
const points = dots.flatMap(([x, y]) => {
  const out = new Float64Array(3);
  bulge(x, y, out);
  return [...out];
});
const through: Separator = { normal: [-7.5, 7.8, 7.4], offset: 13.2 };

const placesOf = (piece: SpacePiece): Vec3[] => {
  if (piece.kind === 'dot') return [pointOf(points, piece.dot)];
  const path = piece.kind === 'facet' ? piece.outline : piece.path;
  return Array.from({ length: lengthOf(path) }, (_, i) => pointOf(path, i));
};

const angle = fc.double({ min: -Math.PI, max: Math.PI, noNaN: true });
const coordinate = fc.double({ min: -1, max: 1, noNaN: true });
const separator = fc.record({
  normal: fc.tuple(coordinate, coordinate, coordinate).filter((w) => Math.hypot(...w) > 0.2),
  offset: coordinate,
});

describe('spaceCurve(curve, view, tolerance)', () => {
  it('lies within its tolerance of the curve’s picture', () => {
    const view = viewAt(0.7);
    fc.assert(
      fc.property(coordinate, (y) => {
        const curve = (t: number, out: Float64Array): void => bulge(-1.375 + 2.75 * t, y, out);
        const drawn = pictureOf(view, spaceCurve(curve, view));
        const out = new Float64Array(3);
        for (let k = 0; k <= 400; k++) {
          curve(k / 400, out);
          const { x, y: down } = project(view, [out[0]!, out[1]!, out[2]!]);
          let least = Infinity;
          for (let i = 0; i + 3 < drawn.length; i += 2)
            least = Math.min(
              least,
              segmentDistance2(x, down, drawn[i]!, drawn[i + 1]!, drawn[i + 2]!, drawn[i + 3]!),
            );
          expect(Math.sqrt(least)).toBeLessThanOrEqual(0.5);
        }
      }),
      { numRuns: 12 },
    );
  });

  it('makes two points of what is straight', () => {
    const line = spaceCurve((t, out) => out.set([t, 2 * t, 1 - t]), viewAt(0));
    expect(line).toEqual([0, 0, 1, 1, 2, 0]);
  });
});

describe('surfaceOf(map, sheet, view)', () => {
  const surface = surfaceOf(bulge, sheet, viewAt(0.7));
  const cells = surface.knots.length - 1;

  it('has facets all over the sheet, whose corners are where the map takes them', () => {
    expect(surface.facets).toHaveLength(cells * cells);
    expect([surface.knots[0], surface.knots.at(-1)]).toEqual([-1.375, 1.375]);
    const out = new Float64Array(3);
    surface.facets.forEach(({ corners }, n) => {
      const [i, j] = [n % cells, Math.floor(n / cells)];
      const places = [
        [i, j],
        [i + 1, j],
        [i + 1, j + 1],
        [i, j + 1],
      ] as const;
      corners.forEach((corner, k) => {
        bulge(surface.knots[places[k]![0]]!, surface.knots[places[k]![1]]!, out);
        expect([...corner]).toEqual([...out]);
      });
    });
  });

  it('has every grid line in pieces from side to side, and all four sides of the border', () => {
    for (const line of sheet.lines)
      expect(surface.strands.filter((strand) => strand.line === line)).toHaveLength(cells);
    expect(surface.strands.filter(({ line }) => line === undefined)).toHaveLength(4 * cells);
  });

  it('finds the facet under a point, the outermost beyond the sheet', () => {
    const place = (x: number, y: number): readonly [number, number] => {
      const n = facetAt(surface.knots, x, y);
      return [n % cells, Math.floor(n / cells)];
    };
    const [i, j] = place(0.01, -0.6);
    expect(surface.knots[i]!).toBeLessThanOrEqual(0.01);
    expect(surface.knots[i + 1]!).toBeGreaterThan(0.01);
    expect(surface.knots[j]!).toBeLessThanOrEqual(-0.6);
    expect(surface.knots[j + 1]!).toBeGreaterThan(-0.6);
    expect(place(-9, 9)).toEqual([0, cells - 1]);
  });

  it('knows the least of the values around each facet', () => {
    const values = [5, 1, 5, 5, 5, 5, 5, 5, 3];
    expect([...leastAround(values, 3)]).toEqual([1, 1, 1, 1, 1, 1, 5, 3, 3]);
  });
});

describe('spaceOrder(view, surface, dots, separator)', () => {
  it('never draws after the plane what is behind it, nor before it what is in front, seen from both sides', () => {
    const sides = new Set<number>();
    fc.assert(
      fc.property(angle, separator, (azimuth, plane) => {
        const view = viewAt(azimuth);
        const eye = sideOf(plane, view.eye);
        sides.add(eye);
        const { behind, before } = spaceOrder(view, surfaceOf(bulge, sheet, view, 4), { points, on }, plane);
        const least = (pieces: readonly SpacePiece[], side: number): number =>
          Math.min(0, ...pieces.flatMap(placesOf).map((at) => side * valueAt(plane, at)));
        expect(least(behind, -eye)).toBeGreaterThan(-1e-9);
        expect(least(before, eye)).toBeGreaterThan(-1e-9);
      }),
      { numRuns: 30 },
    );
    expect(sides.size).toBe(2);
  });

  it('has the trained plane’s dots on both sides of it, each where its own sign says', () => {
    for (const azimuth of [0.7, 0.7 + Math.PI]) {
      const view = viewAt(azimuth);
      const { behind, before } = spaceOrder(view, surfaceOf(bulge, sheet, view), { points, on }, through);
      const eye = sideOf(through, view.eye);
      const numbers = (pieces: readonly SpacePiece[]): number[] =>
        pieces.flatMap((piece) => (piece.kind === 'dot' ? [piece.dot] : [])).sort((a, b) => a - b);
      const own = (side: number): number[] =>
        dots.flatMap((_, i) => (sideOf(through, pointOf(points, i)) === side ? [i] : []));
      expect(numbers(before)).toEqual(own(eye));
      expect(numbers(behind)).toEqual(own(-eye));
      expect(Math.min(numbers(before).length, numbers(behind).length)).toBeGreaterThan(20);
    }
  });

  it('has all on one side of a plane that misses it', () => {
    const view = viewAt(1);
    const plane: Separator = { normal: [0, 0, 1], offset: 4 };
    const { behind, before } = spaceOrder(view, surfaceOf(bulge, sheet, view), { points, on }, plane);
    expect(behind).toEqual([]);
    expect(before.length).toBeGreaterThan(dots.length);
  });

  it('goes from back to front on either side, and without a plane all through', () => {
    const view = viewAt(-0.4);
    const surface = surfaceOf(bulge, sheet, view);
    const { behind, before } = spaceOrder(view, surface, { points, on }, through);
    const all = spaceOrder(view, surface, { points, on }, undefined);
    expect(all.behind).toEqual([]);
    for (const pieces of [behind, before, all.before])
      pieces.slice(1).forEach(({ depth }, i) => expect(depth).toBeLessThanOrEqual(pieces[i]!.depth));
  });

  it('draws a dot after the facet that it lies on and those around, by less than a facet before its own depth', () => {
    const view = viewAt(0.7);
    const surface = surfaceOf(bulge, sheet, view);
    const { before } = spaceOrder(view, surface, { points, on }, undefined);
    const place = new Map(before.map((piece, i) => [piece.kind === 'facet' ? piece.facet : piece, i]));
    before.forEach((piece, i) => {
      if (piece.kind !== 'dot') return;
      const cells = surface.knots.length - 1;
      const facet = facetAt(surface.knots, on[2 * piece.dot]!, on[2 * piece.dot + 1]!);
      const around = [-cells, 0, cells].flatMap((row) => [-1, 0, 1].map((column) => facet + row + column));
      for (const each of around) expect(place.get(surface.facets[each]!)).toBeLessThan(i);
      const own = project(view, pointOf(points, piece.dot)).depth;
      expect(own - piece.depth).toBeLessThan(1);
    });
  });

  it('draws a grid line after the facets that it is an edge of', () => {
    const view = viewAt(2);
    const surface = surfaceOf(bulge, sheet, view);
    const { before } = spaceOrder(view, surface, undefined, undefined);
    const facets = new Map(
      before.flatMap((piece, i) => (piece.kind === 'facet' ? [[piece.facet, i] as const] : [])),
    );
    before.forEach((piece, i) => {
      if (piece.kind !== 'line') return;
      const strand = surface.strands.find(({ path }) => path === piece.path)!;
      for (const facet of strand.facets) expect(facets.get(surface.facets[facet]!)).toBeLessThan(i);
    });
  });
});

describe('facing(facet, direction)', () => {
  it('is 1 across the facet, 0 along it, and the same from both faces', () => {
    const corners = [
      [0, 0, 0],
      [1, 0, 0],
      [1, 1, 0],
      [0, 1, 0],
    ] as const;
    const facet = { outline: corners.flat(), corners };
    expect(facing(facet, [0, 0, 1])).toBe(1);
    expect(facing(facet, [0, 0, -1])).toBe(1);
    expect(facing(facet, [1, 0, 0])).toBe(0);
  });
});
