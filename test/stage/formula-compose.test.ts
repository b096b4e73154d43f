import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundsOf, transformPath } from '../../remotion/render/path-data';
import { formulaPaths } from '../../remotion/render/tex';
import { formulaPathsSchema, type FormulaBox } from '../../remotion/stage/formula';
import { composed, filled, inPart, inRow, numberFormula } from '../../remotion/stage/formula-compose';
import { formatNumber } from '../../remotion/stage/number';
import { numeralFormulas, placeholder } from '../../remotion/stage/numerals';
import { movedOutline, outlineLength } from '../../remotion/stage/outline-data';

const formulas = Object.fromEntries(
  Object.entries(numeralFormulas).map(([name, tex]) => [name, formulaPaths(tex)]),
);
const right = ({ x, width }: FormulaBox): number => x + width;

describe('outlines of formulas', () => {
  const { shapes } = formulaPaths(String.raw`\frac{1}{2} + \sqrt{g(x)}`);

  it('move as a whole, all commands alike', () => {
    for (const { d } of shapes) expect(movedOutline(d, 0.3, -1.2)).toBe(transformPath(d, [1, 1, 0.3, -1.2]));
  });

  it('are never longer than they are taken to be', () => {
    expect(outlineLength('M0 0H3V4H0Z')).toBeCloseTo(14);
    expect(outlineLength('M0 0H1V1H0ZM0 0L3 4Z')).toBeCloseTo(10);
    for (const { d } of shapes) {
      const { width, height } = boundsOf([d]);
      expect(outlineLength(d)).toBeGreaterThanOrEqual(Math.max(width, height));
    }
  });
});

describe('formulas put together', () => {
  it('stand side by side, each as wide as it is, with the gaps between', () => {
    const [a, b] = [formulaPaths(String.raw`\class{a}{a}`), formulaPaths(String.raw`\class{b}{b}`)];
    const row = inRow([a, 0.5, b]);
    expect(row.width).toBeCloseTo(a.width + 0.5 + b.width);
    expect(row.boxes.b!.x).toBeCloseTo(a.width + 0.5 + b.boxes.b!.x);
    expect(formulaPathsSchema.parse(row)).toEqual(row);
  });

  it('keep the box of a part that stands in several pieces around all of it', () => {
    const a = formulaPaths(String.raw`\class{a}{a}`);
    const { boxes, depth } = composed([
      { formula: a, x: 0, y: 0 },
      { formula: a, x: 2, y: -1 },
    ]);
    expect(boxes.a!.width).toBeCloseTo(2 + a.boxes.a!.width);
    expect(depth).toBeCloseTo(1 + a.depth);
  });

  it('need at least one piece', () => {
    expect(() => inRow([0.5])).toThrow(RangeError);
  });

  it('can be named as a whole, and their parts keep their names', () => {
    const whole = inPart(
      inRow([formulaPaths(String.raw`\class{a}{a}`), formulaPaths(String.raw`\class{b}{b}`)]),
      'both',
    );
    expect(whole.shapes.map(({ parts }) => parts)).toEqual([
      ['both', 'a'],
      ['both', 'b'],
    ]);
    expect(whole.boxes.both!.x).toBeCloseTo(whole.boxes.a!.x);
    expect(right(whole.boxes.both!)).toBeCloseTo(right(whole.boxes.b!));
  });
});

describe('a number as a formula', () => {
  it('has a shape for each character, in one part, whose box holds them all', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -99, max: 99, noNaN: true }),
        fc.integer({ min: 1, max: 3 }),
        (value, decimals) => {
          const number = numberFormula(formulas, value, { decimals, part: 'n' });
          expect(number.shapes).toHaveLength(formatNumber(value, decimals).length);
          const ink = boundsOf(number.shapes.map(({ d }) => d));
          const box = number.boxes.n!;
          expect(box.x).toBeLessThanOrEqual(ink.x + 0.1);
          expect(right(box)).toBeGreaterThanOrEqual(right(ink) - 1e-3);
        },
      ),
    );
  });

  it('takes the place of its placeholder, right edges aligned, and leaves all else', () => {
    const template = formulaPaths(String.raw`\left[\class{row}{${placeholder('a')}}\right]`);
    const made = filled(formulas, template, { a: 1.5 });
    expect(right(made.boxes.a!)).toBeCloseTo(right(template.boxes.a!), 3);
    expect(made.boxes.a!.y).toBeCloseTo(template.boxes.a!.y, 2);
    expect(made.width).toBe(template.width);
    const numbers = made.shapes.filter(({ parts }) => parts.includes('a'));
    expect(numbers).toHaveLength('1.50'.length);
    for (const { parts } of numbers) expect([...parts].sort()).toEqual(['a', 'row']);
    expect(made.shapes.length - numbers.length).toBe(
      template.shapes.filter(({ parts }) => !parts.includes('a')).length,
    );
  });

  it('says what is missing', () => {
    expect(() => numberFormula({}, 1)).toThrow(/numeralFormulas/);
    expect(() => filled(formulas, formulaPaths('x'), { a: 1 })).toThrow(/"a"/);
  });
});
