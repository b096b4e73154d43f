import { describe, expect, it } from 'vitest';
import { boundsOf, transformPath } from '../../remotion/render/path-data';
import { formulaPaths, TexError } from '../../remotion/render/tex';
import { formulaPathsSchema } from '../../remotion/stage/formula';

describe('formulas as outlines', () => {
  it('have their extents in em, baseline at 0, y upwards', () => {
    const x = formulaPaths('x');
    expect(x.width).toBeCloseTo(0.572, 3);
    expect(x.height).toBeGreaterThan(0.4);
    const y = formulaPaths('y');
    expect(y.depth).toBeGreaterThan(0.15);
    const raised = formulaPaths(String.raw`x^{\class{up}{2}}`);
    expect(raised.boxes.up!.y).toBeGreaterThan(0.3);
  });

  it('keep named parts, inner ones inside outer ones', () => {
    const { shapes } = formulaPaths(String.raw`\class{outer}{a + \class{inner}{b}}`);
    expect(shapes.map(({ parts }) => parts)).toEqual([['outer'], ['outer'], ['outer', 'inner']]);
  });

  it('put the box of a part around its outlines, inside the formula', () => {
    const formula = formulaPaths(String.raw`a + \class{part}{b} + c`);
    const box = formula.boxes.part!;
    expect(box.x).toBeGreaterThan(1);
    expect(box.x + box.width).toBeLessThan(formula.width);
    expect(box.y + box.height).toBeLessThanOrEqual(formula.height + 0.01);
  });

  it('hold the rule of a fraction and of a root as path data', () => {
    const fraction = formulaPaths(String.raw`\frac{1}{2}`);
    expect(fraction.shapes).toHaveLength(3);
    const rule = boundsOf([fraction.shapes[2]!.d]);
    expect(rule.width).toBeGreaterThan(10 * rule.height);
    expect(formulaPaths(String.raw`\sqrt{2}`).shapes.length).toBeGreaterThanOrEqual(2);
  });

  it('cut the pieces of tall brackets to what is seen of them', () => {
    const tall = formulaPaths(String.raw`\left[\begin{matrix}1\\2\\3\\4\\5\\6\end{matrix}\right]`);
    const all = boundsOf(tall.shapes.map(({ d }) => d));
    expect(all.y + all.height).toBeLessThanOrEqual(tall.height + 0.02);
    expect(all.y).toBeGreaterThanOrEqual(-tall.depth - 0.02);
  });

  it('are what the film’s schema says', () => {
    const formula = formulaPaths(String.raw`\class{w}{W}\mathbf{x} + \vec b`);
    expect(formulaPathsSchema.parse(formula)).toEqual(formula);
  });

  it.each([String.raw`\frac{1`, String.raw`\nosuchmacro`, String.raw`\left( x`])(
    'refuse TeX with a mistake: %s',
    (tex) => {
      expect(() => formulaPaths(tex)).toThrow(TexError);
      try {
        formulaPaths(tex);
      } catch (error) {
        expect(error).toMatchObject({ exitCode: 2 });
        expect(String(error)).toContain(tex);
        expect(String(error)).not.toContain('\n');
        expect(String(error)).not.toContain('[object');
      }
    },
  );

  it('refuse characters without an outline, and name them', () => {
    expect(() => formulaPaths(String.raw`\text{ж}`)).toThrow(/"ж"/);
  });

  it('are the same every time', () => {
    expect(formulaPaths(String.raw`\tanh(Wx+b)`)).toEqual(formulaPaths(String.raw`\tanh(Wx+b)`));
  });
});

describe('path data', () => {
  it('is moved and scaled, horizontal and vertical commands too', () => {
    expect(transformPath('M0 0H10V20Q5 5 1 1Z', [2, -1, 1, 3])).toBe('M1 3H21V-17Q11 -2 3 2Z');
  });

  it('refuses what MathJax never writes', () => {
    expect(() => transformPath('m0 0a1 1 0 0 0 2 2', [1, 1, 0, 0])).toThrow(RangeError);
  });
});
