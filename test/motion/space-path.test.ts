import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { determinant3 } from '../../remotion/motion/polar3';
import { matrixPath, spaceLayers, spaceNetwork, type SpaceWidth } from '../../remotion/motion/space-path';
import { layerOutputs, type Network } from '../../training/network';

const entry = fc.integer({ min: -3000, max: 3000 }).map((n) => n / 1000);
const unit = fc.double({ min: 0, max: 1, noNaN: true });
const numbers = (length: number) => fc.array(entry, { minLength: length, maxLength: length });
const width = fc.constantFrom<SpaceWidth>(2, 3);

/** Networks on points of the plane with one to five hidden layers of two and three neurons, and one output. */
const networks = fc.array(width, { minLength: 1, maxLength: 5 }).chain((hidden) => {
  const widths = [2, ...hidden, 1];
  return fc
    .tuple(
      ...hidden
        .concat(2)
        .map((_, k) => fc.tuple(numbers(widths[k]! * widths[k + 1]!), numbers(widths[k + 1]!))),
    )
    .map((layers): Network => ({
      activation: 'tanh',
      weights: layers.map(([data], k) => ({ rows: widths[k + 1]!, cols: widths[k]!, data })),
      biases: layers.map(([, bias]) => bias),
    }));
});

const point = (map: (x: number, y: number, out: Float64Array) => void, x: number, y: number): number[] => {
  const out = new Float64Array(3);
  map(x, y, out);
  return [...out];
};

describe('a network on its way through the plane and space', () => {
  it('is at every whole progress what the forward pass says, with no height where two neurons are', () => {
    fc.assert(
      fc.property(networks, entry, entry, (network, x, y) => {
        const moving = spaceNetwork(spaceLayers(network));
        const outputs = layerOutputs(network, [x, y]).slice(0, -1);
        expect(moving.layers).toHaveLength(outputs.length - 1);
        outputs.forEach((expected, k) => {
          expect(moving.widths[k]).toBe(expected.length);
          const [u, v, w] = point(moving.at(k), x, y);
          expect(Math.abs(u! - expected[0]!)).toBeLessThanOrEqual(1e-12);
          expect(Math.abs(v! - expected[1]!)).toBeLessThanOrEqual(1e-12);
          expect(Math.abs(w! - (expected[2] ?? 0))).toBeLessThanOrEqual(1e-12);
        });
      }),
    );
  });

  it('never jumps: from part to part and from layer to layer it goes on where the last one ended', () => {
    fc.assert(
      fc.property(networks, entry, entry, fc.integer({ min: 0, max: 15 }), (network, x, y, third) => {
        const moving = spaceNetwork(spaceLayers(network));
        const at = Math.min(third / 3, moving.layers.length);
        const [before, after] = [point(moving.at(at - 1e-9), x, y), point(moving.at(at + 1e-9), x, y)];
        before.forEach((value, i) => expect(Math.abs(value - after[i]!)).toBeLessThan(1e-5));
      }),
    );
  });

  it('holds the input before 0 and the last layer after its end', () => {
    const moving = spaceNetwork([
      { inputs: 2, outputs: 3, weights: [1, 0, 0, 1, 1, 1], bias: [1, 1, 0], activation: Math.tanh },
    ]);
    expect(point(moving.at(-1), 0.5, 0.5)).toEqual([0.5, 0.5, 0]);
    expect(point(moving.at(7), 0, 0)).toEqual([Math.tanh(1), Math.tanh(1), 0]);
  });

  it('stops before the first layer that is wider than space', () => {
    const wide: Network = {
      activation: 'tanh',
      weights: [
        { rows: 3, cols: 2, data: [1, 0, 0, 1, 1, 1] },
        { rows: 4, cols: 3, data: new Float64Array(12) },
        { rows: 1, cols: 4, data: [1, 1, 1, 1] },
      ],
      biases: [[0, 0, 0], [0, 0, 0, 0], [0]],
    };
    expect(spaceLayers(wide)).toHaveLength(1);
  });

  it('refuses layers that do not fit one another', () => {
    const layer = { inputs: 3, outputs: 3, weights: new Float64Array(9), bias: [0, 0, 0] } as const;
    expect(() => spaceNetwork([{ ...layer, activation: Math.tanh }])).toThrow(RangeError);
  });
});

describe('the way of a matrix from the plane into space', () => {
  it('begins flat, and keeps the sheet’s area and the determinant positive', () => {
    fc.assert(
      fc.property(numbers(6), unit, (weights, t) => {
        const [a, b, c, d, e, f] = weights as [number, number, number, number, number, number];
        fc.pre(Math.hypot(a * d - b * c, a * f - b * e, c * f - d * e) > 1e-3);
        const path = matrixPath({ inputs: 2, outputs: 3, weights });
        expect(path.at(0)).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 1]);
        expect(determinant3(path.at(t))).toBeGreaterThan(0);
      }),
    );
  });
});

describe('the way of a matrix from space onto the plane', () => {
  it('keeps space from collapsing before its end, and ends flat', () => {
    fc.assert(
      fc.property(numbers(6), fc.double({ min: 0, max: 0.99, noNaN: true }), (weights, t) => {
        const [a, b, c, d, e, f] = weights as [number, number, number, number, number, number];
        fc.pre(Math.hypot(b * f - c * e, c * d - a * f, a * e - b * d) > 1e-3);
        const path = matrixPath({ inputs: 3, outputs: 2, weights });
        expect(determinant3(path.at(t))).toBeGreaterThan(0);
        const end = path.at(1);
        weights.forEach((weight, i) => expect(end[i]!).toBeCloseTo(weight, 9));
        expect(end.slice(6).map(Math.abs)).toEqual([0, 0, 0]);
      }),
    );
  });
});
