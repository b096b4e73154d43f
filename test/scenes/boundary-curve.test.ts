import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spaceLayers, spaceNetwork } from '../../remotion/motion/space-path';
import { segmentDistance2 } from '../../remotion/motion/curve';
import {
  boundaryCurves,
  denserCurve,
  seenCurve,
  zeroAlong,
  type Seen,
} from '../../remotion/scenes/boundary-curve';
import { planeOf } from '../../remotion/stage/plane';
import { forward, networkAt, type Network } from '../../training/network';
import { spiralsTensors } from '../support/spirals-network';

const layers = [1, 2, 3, 4, 5];
const trained = networkAt(
  layers.map((k) => spiralsTensors[`projection/spirals/weights-${k}`]!),
  layers.map((k) => spiralsTensors[`projection/spirals/biases-${k}`]!),
  -1,
  'tanh',
);
const HALF = 2.25;
const logit = (network: Network, x: number, y: number): number => forward(network, [x, y])[0]!;
const pairs = (curve: readonly number[]): [number, number][] =>
  Array.from({ length: curve.length / 2 }, (_, i) => [curve[2 * i]!, curve[2 * i + 1]!]);

/** One layer only: the boundary is the line ax + by + c = 0 itself. */
const straight = (a: number, b: number, c: number): Network => ({
  activation: 'tanh',
  weights: [{ rows: 1, cols: 2, data: [a, b] }],
  biases: [[c]],
});

const number = fc.double({ min: -4, max: 4, noNaN: true });

describe('boundaryCurves', () => {
  it('finds points where the trained network is undecided to the last digits', () => {
    const curves = boundaryCurves(trained, HALF);
    expect(curves).toHaveLength(1);
    for (const [x, y] of pairs(curves[0]!)) expect(Math.abs(logit(trained, x, y))).toBeLessThanOrEqual(1e-10);
  });

  it('ends at the border of the square, and nowhere leaves it', () => {
    const points = pairs(boundaryCurves(trained, HALF)[0]!);
    const reach = ([x, y]: [number, number]): number => Math.max(Math.abs(x), Math.abs(y));
    expect(reach(points[0]!)).toBe(HALF);
    expect(reach(points.at(-1)!)).toBe(HALF);
    expect(Math.max(...points.map(reach))).toBeLessThanOrEqual(HALF);
  });

  it('of a network without hidden layers is the straight line through the square', () => {
    fc.assert(
      fc.property(number, number, fc.double({ min: -0.9, max: 0.9, noNaN: true }), (a, b, share) => {
        const size = Math.hypot(a, b);
        fc.pre(size > 0.1);
        const c = share * size * HALF;
        const curves = boundaryCurves(straight(a, b, c), HALF, 64);
        expect(curves).toHaveLength(1);
        for (const [x, y] of pairs(curves[0]!))
          expect(Math.abs(a * x + b * y + c)).toBeLessThanOrEqual(1e-10);
      }),
      { numRuns: 40 },
    );
  });

  it('of a network that is sure of one class everywhere is empty', () => {
    expect(boundaryCurves(straight(0.1, 0.2, 3), HALF)).toEqual([]);
    expect(boundaryCurves(straight(0, 0, -1), HALF)).toEqual([]);
  });

  it('is the boundary of what lies on either side of it', () => {
    const points = pairs(boundaryCurves(trained, HALF)[0]!);
    points.slice(1, -1).forEach(([x, y], i) => {
      const [before, after] = [points[i]!, points[i + 2]!];
      const [dx, dy] = [after[0] - before[0], after[1] - before[1]];
      const size = Math.hypot(dx, dy);
      const side = (s: number): number => logit(trained, x - (s * dy) / size, y + (s * dx) / size);
      expect(side(1e-3) * side(-1e-3)).toBeLessThan(0);
    });
  });
});

describe('zeroAlong', () => {
  it('finds the zero on a line that is given, and none where the sign stays', () => {
    const network = straight(1, 0, -0.5);
    expect(zeroAlong(network, [0.3, 1], [1, 0], 1)![0]).toBeCloseTo(0.5, 14);
    expect(zeroAlong(network, [0.3, 1], [-1, 0], 1)![0]).toBeCloseTo(0.5, 14);
    expect(zeroAlong(network, [0.3, 1], [0, 1], 1)).toBeUndefined();
    expect(zeroAlong(network, [0.3, 1], [1, 0], 0.1)).toBeUndefined();
  });
});

describe('denserCurve', () => {
  const space = spaceNetwork(spaceLayers(trained));
  const seenAt = (progress: number, half = 1.3): Seen => {
    const map = space.at(progress);
    const plane = planeOf({ x: 0, y: 0, width: 900, height: 900 }, { x: 0, y: 0, half });
    return (x, y, out) => {
      map(x, y, out);
      plane.project(out);
    };
  };

  it('is within half a pixel of the boundary in every picture, from the input to the last space', () => {
    const found = boundaryCurves(trained, HALF)[0]!;
    // So few points to begin with that halving has to do it.
    const few = pairs(found).filter((_, i, all) => i % 40 === 0 || i === all.length - 1);
    const progress = Array.from({ length: 49 }, (_, i) => i / 12);
    const curve = denserCurve(
      trained,
      few.flat(),
      progress.map((p) => seenAt(p)),
    );
    expect(curve.length).toBeGreaterThan(2 * few.length);
    const out = new Float64Array(3);
    for (const at of [0, 0.4, 0.9, 1.37, 2, 2.21, 2.95, 3.5, 4]) {
      const seen = seenAt(at);
      const line = seenCurve(curve, seen);
      let worst = 0;
      for (const [x, y] of pairs(found).filter((_, i) => i % 7 === 3)) {
        seen(x, y, out);
        let nearest = Infinity;
        for (let k = 2; k < line.length; k += 2)
          nearest = Math.min(
            nearest,
            segmentDistance2(out[0]!, out[1]!, line[k - 2]!, line[k - 1]!, line[k]!, line[k + 1]!),
          );
        worst = Math.max(worst, Math.sqrt(nearest));
      }
      expect(worst).toBeLessThanOrEqual(0.5);
    }
  });

  it('adds only points of the boundary, and keeps those that it was given', () => {
    const few = pairs(boundaryCurves(trained, HALF)[0]!).filter(
      (_, i, all) => i % 60 === 0 || i === all.length - 1,
    );
    const curve = pairs(denserCurve(trained, few.flat(), [seenAt(0), seenAt(4)]));
    for (const [x, y] of curve) expect(Math.abs(logit(trained, x, y))).toBeLessThanOrEqual(1e-8);
    for (const point of few) expect(curve).toContainEqual(point);
  });
});
