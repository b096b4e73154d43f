import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { polarPath, type Matrix2 } from '../../remotion/motion/polar';
import { basisColors, basisTips, drawBasis } from '../../remotion/stage/basis';
import { layoutOf } from '../../remotion/stage/layout';
import { planeOf } from '../../remotion/stage/plane';
import { night } from '../../remotion/stage/theme';
import { recordingContext } from '../support/recording-context';

const layout = layoutOf(1920, 1080);
const look = { theme: night, layout };
const plane = planeOf(layout.content, { x: 0.5, y: -0.25, half: 4 });
const entry = fc.integer({ min: -3000, max: 3000 }).map((n) => n / 1000);
const matrix = fc.tuple(entry, entry, entry, entry);

describe('a basis', () => {
  it('ends its arrows at the columns of the matrix, and begins both at the plane’s origin', () => {
    fc.assert(
      fc.property(matrix, (W: Matrix2) => {
        const { origin, tips } = basisTips(plane, W);
        const expected = [
          [0, 0, ...origin],
          [W[0], W[2], ...tips[0]],
          [W[1], W[3], ...tips[1]],
        ] as const;
        for (const [x, y, px, py] of expected) {
          expect(px).toBeCloseTo(plane.x(x), 9);
          expect(py).toBeCloseTo(plane.y(y), 9);
        }
      }),
    );
  });

  it('shows arrows longer that a turn-over lifts towards the viewer', () => {
    const mirror: Matrix2 = [1, 0, 0, -1];
    const centred = planeOf(layout.content, { x: 0, y: 0, half: 4 });
    const { matrix: moved, lift } = polarPath(mirror).at(0.3);
    const seen = basisTips(centred, moved, lift).tips[1];
    const flat = basisTips(centred, moved).tips[1];
    expect(Math.abs(seen[1] - centred.y(0))).toBeGreaterThan(Math.abs(flat[1] - centred.y(0)));
  });

  it('leaves the context’s opacity as it found it', () => {
    const { context, marks } = recordingContext(1920, 1080);
    drawBasis(context, look, plane, [1, 0, 0, 1], { alpha: 0.5, ghost: 1 });
    expect(context.globalAlpha).toBe(1);
    expect(marks.length).toBeGreaterThan(0);
  });

  it('draws nothing where it is not there, or has not grown', () => {
    const { context, marks } = recordingContext(1920, 1080);
    drawBasis(context, look, plane, [2, 1, 0, 1], { alpha: 0 });
    drawBasis(context, look, plane, [2, 1, 0, 1], { grown: [0, 0] });
    drawBasis(context, look, plane, [0, 0, 0, 0], {});
    expect(marks).toEqual([]);
  });

  it('has an arrow of each family’s hue, told apart from each other', () => {
    const [first, second] = basisColors(look);
    expect(new Set([first, second, ...night.families]).size).toBe(4);
  });
});
