import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { polyline, type Curve } from '../../remotion/motion/curve';
import { spaceNetwork } from '../../remotion/motion/space-path';
import { distance2, tanhLayers } from '../support/tanh-layers';

/** The greatest distance of a densely sampled curve from its polyline, in pixels. */
function deviation(curve: Curve, points: readonly number[], samples = 6000): number {
  const p = new Float64Array(3);
  let worst = 0;
  for (let i = 0; i <= samples; i++) {
    curve(i / samples, p);
    worst = Math.max(worst, distance2(p[0]!, p[1]!, points));
  }
  return Math.sqrt(worst);
}

describe('a grid line under a map', () => {
  it('is drawn within half a pixel, through up to four tanh layers and at any progress', () => {
    fc.assert(
      fc.property(
        tanhLayers(3),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: -2.75, max: 2.75, noNaN: true }),
        (layers, share, at) => {
          const map = spaceNetwork(layers).at(share * layers.length);
          const curve: Curve = (t, out) => {
            map(at, -2.75 + 5.5 * t, out);
            out[0] = 400 * out[0]!;
            out[1] = 400 * out[1]!;
          };
          expect(deviation(curve, polyline(curve))).toBeLessThanOrEqual(0.5);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('follows a step of gain 250', () => {
    const curve: Curve = (t, out) => {
      out[0] = 400 * Math.tanh(250 * (t - 0.437));
      out[1] = 400 * Math.tanh(60 * (t - 0.51));
    };
    expect(deviation(curve, polyline(curve), 40_000)).toBeLessThanOrEqual(0.5);
  });

  it('is two points where it is straight', () => {
    const points = polyline((t, out) => {
      out[0] = 10 + 900 * t;
      out[1] = 20 + 300 * t;
    });
    expect(points).toEqual([10, 20, 910, 320]);
  });

  it('begins and ends where the curve does', () => {
    const points = polyline((t, out) => {
      out[0] = Math.cos(6 * t) * 100;
      out[1] = Math.sin(6 * t) * 100;
    });
    expect(points.slice(0, 2)).toEqual([100, 0]);
    expect(points.slice(-2)).toEqual([Math.cos(6) * 100, Math.sin(6) * 100]);
  });

  it('keeps the turning point of a line that runs back on itself', () => {
    const points = polyline((t, out) => {
      out[0] = 100 * (1 - Math.abs(2 * t - 1));
      out[1] = 0;
    });
    expect(Math.max(...points)).toBe(100);
  });

  it('takes a curve that is a single point', () => {
    const points = polyline((_, out) => {
      out[0] = 3;
      out[1] = 4;
    });
    expect(points.slice(0, 2)).toEqual([3, 4]);
    expect(points.every(Number.isFinite)).toBe(true);
  });
});
