import { describe, expect, it } from 'vitest';
import { formulaPaths } from '../../remotion/render/tex';
import { drawFormula } from '../../remotion/stage/formula-draw';
import { drawMorph, partBox, type MorphOptions, type Placed } from '../../remotion/stage/formula-morph';
import { recordingContext, type Mark } from '../support/recording-context';

const sum: Placed = {
  formula: formulaPaths(String.raw`\class{a}{a} + \class{b}{b}`),
  x: 200,
  y: 150,
  style: { size: 80, color: '#ffffff', parts: { a: { color: '#ff0000' } } },
};
const image: Placed = {
  formula: formulaPaths(String.raw`g(\class{a}{a} \cdot \class{c}{b})`),
  x: 700,
  y: 400,
  style: { size: 50, color: '#ffffff', align: 'center', parts: { a: { color: '#0000ff' } } },
};

/** A block of marks is a call; its number is not the picture. */
const shown = (draw: (context: ReturnType<typeof recordingContext>['context']) => void): Mark[] => {
  const { context, marks } = recordingContext(1920, 1080);
  draw(context);
  return marks.map((mark) => ({ ...mark, block: 0 }));
};
const morph = (t: number, options?: MorphOptions) =>
  shown((context) => drawMorph(context, sum, image, t, options));
const plain = ({ formula, x, y, style }: Placed) =>
  shown((context) => drawFormula(context, formula, x, y, style));
const middle = ({ x0, x1, y0, y1 }: Mark): [number, number] => [(x0 + x1) / 2, (y0 + y1) / 2];

describe('a formula that becomes another', () => {
  it('is exactly the one at the start and the other at the end', () => {
    expect(morph(0)).toEqual(plain(sum));
    expect(morph(-1)).toEqual(plain(sum));
    expect(morph(1)).toEqual(plain(image));
    expect(morph(2)).toEqual(plain(image));
  });

  it('draws the same for the same share, and leaves the context as it found it', () => {
    const { context, marks } = recordingContext(1920, 1080);
    context.globalAlpha = 0.5;
    drawMorph(context, sum, image, 0.4);
    expect(context.globalAlpha).toBe(0.5);
    expect(marks.length).toBeGreaterThan(0);
    expect(morph(0.4)).toEqual(morph(0.4));
  });

  it('takes a part with the same glyphs along a straight line from its place to its new one', () => {
    const [start, end] = [partBox(sum, 'a'), partBox(image, 'a')];
    const half = morph(0.5).find(({ color }) => color !== '#ffffff')!;
    const [x, y] = middle(half);
    expect(x).toBeCloseTo((start.x + start.width / 2 + end.x + end.width / 2) / 2, 1);
    expect(y).toBeCloseTo((start.y + start.height / 2 + end.y + end.height / 2) / 2, 1);
    expect(half.size).toBeCloseTo(65);
    expect(half.alpha).toBe(1);
  });

  it('never jumps: a small step moves nothing far', () => {
    const at = (t: number): [number, number] => middle(morph(t).find(({ color }) => color !== '#ffffff')!);
    for (let t = 0.01; t < 0.99; t += 0.01) {
      const [a, b] = [at(t), at(t + 0.001)];
      expect(Math.hypot(a[0] - b[0], a[1] - b[1])).toBeLessThan(1);
    }
  });

  it('is near its ends when it has hardly begun, or has hardly anything left', () => {
    const close = (a: readonly Mark[], b: readonly Mark[]): void => {
      const visible = a.filter(({ alpha }) => alpha > 0.05);
      expect(visible).toHaveLength(b.length);
      visible.forEach((mark) => {
        const nearest = Math.min(...b.map((other) => Math.hypot(mark.x0 - other.x0, mark.y0 - other.y0)));
        expect(nearest).toBeLessThan(1);
      });
    };
    close(morph(0.001, { match: { a: 'a', b: 'c' } }), plain(sum));
    close(morph(0.999, { match: { a: 'a', b: 'c' } }), plain(image));
  });

  it('matches parts of different names where it is told to', () => {
    const travelling = morph(0.5, { match: { b: 'c' } }).filter(({ alpha }) => alpha === 1);
    expect(travelling).toHaveLength(1);
  });

  it('swings out of the line on its way, and only on its way', () => {
    expect(morph(0.5, { swing: 0.3 })).not.toEqual(morph(0.5));
    expect(morph(1, { swing: 0.3 })).toEqual(plain(image));
  });

  it('says which part is missing', () => {
    expect(() => partBox(sum, 'nothing')).toThrow(/"nothing"/);
  });
});
