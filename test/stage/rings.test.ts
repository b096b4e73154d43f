import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spaceNetwork } from '../../remotion/motion/space-path';
import { layoutOf } from '../../remotion/stage/layout';
import { planeOf } from '../../remotion/stage/plane';
import { circleAt, drawRings, ringCurve } from '../../remotion/stage/rings';
import { night } from '../../remotion/stage/theme';
import { recordingContext } from '../support/recording-context';
import { distance2, tanhLayers } from '../support/tanh-layers';

const layout = layoutOf(1920, 1080);
const plane = planeOf(layout.content, { x: 0, y: 0, half: 1.6 });
const stay = (x: number, y: number, out: Float64Array): void => out.set([x, y, 0]);

describe('a ring', () => {
  it('is a circle of its radius where nothing moves it, closed exactly', () => {
    const points = ringCurve(1.25, stay, plane);
    expect(points.slice(0, 2)).toEqual(points.slice(-2));
    for (let i = 0; i < points.length; i += 2)
      expect(Math.hypot(points[i]! - plane.x(0), points[i + 1]! - plane.y(0))).toBeCloseTo(
        1.25 * plane.scale,
        6,
      );
    expect(circleAt(2, 0)).toEqual(circleAt(2, 1));
  });

  it('is drawn within half a pixel of where tanh layers take its circle', () => {
    fc.assert(
      fc.property(
        tanhLayers(2),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.1, max: 2, noNaN: true }),
        (layers, share, radius) => {
          const map = spaceNetwork(layers).at(share * layers.length);
          const points = ringCurve(radius, map, plane);
          const out = new Float64Array(3);
          for (let i = 0; i < 500; i++) {
            map(...circleAt(radius, i / 500), out);
            plane.project(out);
            expect(Math.sqrt(distance2(out[0]!, out[1]!, points))).toBeLessThanOrEqual(0.5);
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('rings', () => {
  const paint = (style: Parameters<typeof drawRings>[4]) => {
    const { context, marks } = recordingContext(1920, 1080);
    drawRings(context, { theme: night, layout }, plane, stay, style);
    return marks;
  };

  it('fill the largest first, so that what is inside lies on top, and draw their lines over all of it', () => {
    const marks = paint({ radii: [0.5, 1, 1.5] });
    const fills = marks.filter(({ painted }) => painted === 'fill');
    const widths = fills.map(({ x0, x1 }) => x1 - x0);
    expect(widths).toEqual([...widths].sort((a, b) => b - a));
    expect(marks.map(({ painted }) => painted)).toEqual([
      ...Array(3).fill('fill'),
      ...Array(3).fill('stroke'),
    ]);
  });

  it('draw themselves from the inside out, and are nothing before', () => {
    expect(paint({ radii: [0.5, 1, 1.5], drawn: 0 })).toEqual([]);
    const begun = paint({ radii: [1.5, 0.5, 1], drawn: 0.3 });
    expect(begun.length).toBeGreaterThan(0);
    expect(Math.max(...begun.map(({ x1 }) => x1))).toBeLessThan(plane.x(1.01));
  });

  it('have a colour each where the radius decides', () => {
    const [inner, outer] = night.classes;
    const marks = paint({ radii: [0.5, 1], color: (r) => (r < 0.7 ? inner : outer) });
    expect(new Set(marks.map(({ color }) => color))).toEqual(new Set([inner, outer]));
  });
});
