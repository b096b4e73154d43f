import { describe, expect, it } from 'vitest';
import { formulaPaths } from '../../remotion/render/tex';
import { drawFormula } from '../../remotion/stage/formula-draw';
import { recordingContext, type Mark } from '../support/recording-context';

const formula = formulaPaths(String.raw`w_1 x_1 + w_2 x_2`);
const draw = (written?: number): readonly Mark[] => {
  const { context, marks } = recordingContext(1920, 1080);
  const style = { size: 80, color: '#ffffff', ...(written !== undefined && { written }) };
  drawFormula(context, formula, 100, 200, style);
  return marks;
};
const filled = (marks: readonly Mark[]): number =>
  marks.filter(({ painted }) => painted === 'fill').reduce((sum, { alpha }) => sum + alpha, 0);

describe('a formula that writes itself', () => {
  it('is nothing at first and the plain formula at the end', () => {
    expect(draw(0)).toEqual([]);
    expect(draw(1)).toEqual(draw());
    expect(draw(1)).toHaveLength(formula.shapes.length);
  });

  it('fills more and more of itself, and never less', () => {
    let before = 0;
    for (let t = 0; t <= 1; t += 0.02) {
      const now = filled(draw(t));
      expect(now).toBeGreaterThanOrEqual(before - 1e-9);
      before = now;
    }
  });

  it('goes from shape to shape: the first is whole when the last has not begun', () => {
    const [first, ...rest] = draw(0.5);
    expect(first).toMatchObject({ painted: 'fill', alpha: 1 });
    expect(rest.length).toBeLessThan(formula.shapes.length * 2 - 1);
    expect(draw(0.2).at(-1)!.x1).toBeLessThan(draw(1).at(-1)!.x0);
  });

  it('has no jump at its end: just before it, all is filled but for a trace', () => {
    expect(filled(draw(0.999))).toBeGreaterThan(formula.shapes.length - 0.1);
  });
});
