import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layoutOf } from '../../remotion/stage/layout';
import { drawNetwork, drawPulses, networkColumns, weightEdge } from '../../remotion/stage/network-diagram';
import { night } from '../../remotion/stage/theme';
import { recordingContext } from '../support/recording-context';

const look = { theme: night, layout: layoutOf(1920, 1080) };
const box = { x: 100, y: 50, width: 600, height: 400 };
const widths = fc.array(fc.integer({ min: 1, max: 16 }), { minLength: 2, maxLength: 9 });

describe('networkColumns', () => {
  it('keeps every neuron inside its box, the first and the last layer at its sides', () => {
    fc.assert(
      fc.property(widths, fc.boolean(), (layers, downwards) => {
        const columns = networkColumns(layers, box, { downwards });
        const [start, along, side, across] = downwards
          ? [box.y, box.height, box.x, box.width]
          : [box.x, box.width, box.y, box.height];
        expect(columns[0]!.x).toBeCloseTo(start, 9);
        expect(columns.at(-1)!.x).toBeCloseTo(start + along, 9);
        for (const y of columns.flatMap(({ ys }) => ys)) {
          expect(y).toBeGreaterThanOrEqual(side - 1e-9);
          expect(y).toBeLessThanOrEqual(side + across + 1e-9);
        }
        expect(columns.map(({ ys }) => ys.length)).toEqual(layers);
      }),
    );
  });

  it('puts neurons equally far apart in all layers, and no further than it is told', () => {
    fc.assert(
      fc.property(widths, fc.double({ min: 5, max: 300, noNaN: true }), (layers, spread) => {
        const gaps = networkColumns(layers, box, { spread }).flatMap(({ ys }) =>
          ys.slice(1).map((y, i) => y - ys[i]!),
        );
        for (const gap of gaps) {
          expect(gap).toBeCloseTo(gaps[0]!, 9);
          expect(gap).toBeLessThanOrEqual(spread + 1e-9);
        }
      }),
    );
  });

  it('puts a single neuron in the middle', () => {
    expect(networkColumns([1], box)).toEqual([{ x: 400, ys: [250] }]);
  });
});

describe('weightEdge', () => {
  it('is wider and stronger for a larger weight, between 1.5 and 7 units', () => {
    const weight = fc.double({ min: 0, max: 4, noNaN: true });
    fc.assert(
      fc.property(weight, weight, (a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)].map((w) => weightEdge(look, -w, 2));
        expect(less!.width!).toBeGreaterThanOrEqual(1.5);
        expect(more!.width!).toBeLessThanOrEqual(7);
        expect(less!.width!).toBeLessThanOrEqual(more!.width!);
        expect(less!.alpha).toBeLessThanOrEqual(more!.alpha);
        expect(more!.alpha).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('has the colour of its sign where it is strong, and none where it is nothing', () => {
    expect(weightEdge(look, -2, 2).color).toBe(night.signs[0]);
    expect(weightEdge(look, 2, 2).color).toBe(night.signs[1]);
    expect(weightEdge(look, 1e-12, 2).color).toBe(weightEdge(look, -1e-12, 2).color);
    expect(weightEdge(look, 1, 0)).toEqual(weightEdge(look, 0, 2));
  });
});

describe('drawNetwork', () => {
  const columns = networkColumns([2, 3, 1], box);
  const marks = (entered: number, differently: boolean): number => {
    const { context, marks: seen } = recordingContext(1920, 1080);
    drawNetwork(context, look, columns, {
      radius: 20,
      entered,
      edge: (_, from, to) => ({ color: night.axis, alpha: differently ? (1 + from + 4 * to) / 20 : 0.5 }),
      neuron: () => ({ ring: night.ink, fill: night.surface }),
    });
    return seen.filter(({ circles }) => !circles).length;
  };

  it('strokes edges that look the same at once, and others one by one', () => {
    expect(marks(1, false)).toBe(2);
    expect(marks(1, true)).toBe(6 + 3);
  });

  it('draws nothing before it enters', () => {
    expect(marks(0, true)).toBe(0);
  });

  it('leaves out what is not to be seen', () => {
    const { context, marks: seen } = recordingContext(1920, 1080);
    drawNetwork(context, look, columns, {
      radius: 20,
      entered: 1,
      edge: () => ({ color: night.axis, alpha: 0 }),
      neuron: (k) => ({ ring: night.ink, fill: night.surface, alpha: k === 1 ? 1 : 0 }),
    });
    expect(seen.filter(({ circles }) => circles)).toHaveLength(2 * 3);
    expect(seen.every(({ circles }) => circles)).toBe(true);
  });
});

describe('drawPulses', () => {
  const columns = networkColumns([2, 3], box);
  const heads = (progress: number, downwards = false): number[][] => {
    const { context, marks } = recordingContext(1920, 1080);
    drawPulses(context, look, columns, {
      layer: 0,
      progress,
      radius: 6,
      downwards,
      color: () => night.accent,
    });
    return marks.flatMap(({ circles }) => (circles ? [[circles[0]!, circles[1]!]] : []));
  };

  it('sends one along every edge, as far as its progress', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 0.99, noNaN: true }), fc.boolean(), (progress, downwards) => {
        const expected = columns[0]!.ys.flatMap((y0) =>
          columns[1]!.ys.map((y1) => {
            const [x, y] = [box.x + progress * box.width, y0 + progress * (y1 - y0)];
            return downwards ? [y, x] : [x, y];
          }),
        );
        heads(progress, downwards).forEach(([x, y], i) => {
          expect(x).toBeCloseTo(expected[i]![0]!, 6);
          expect(y).toBeCloseTo(expected[i]![1]!, 6);
        });
      }),
    );
    expect(heads(0.5)).toHaveLength(6);
  });

  it('draws none before it sets out and after it has arrived, nor in a layer that is not there', () => {
    expect([...heads(0), ...heads(1), ...heads(-2), ...heads(7)]).toEqual([]);
    const { context, marks } = recordingContext(1920, 1080);
    drawPulses(context, look, columns, { layer: 1, progress: 0.5, radius: 6, color: () => night.accent });
    expect(marks).toEqual([]);
  });
});
