import { determinant, Matrix } from 'ml-matrix';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyGauge, chooseGauge, signedPermutations, turnOf, turnVector } from '../../training/gauge';
import { activationNames, layerOutputs, type Network } from '../../training/network';
import { randomNetwork } from './random-network';

const narrow = fc.array(fc.constantFrom(2, 3), { minLength: 2, maxLength: 6 });
const seeds = fc.nat(100_000);
const squares = (network: Network) =>
  network.weights
    .slice(0, -1)
    .filter(({ rows, cols }) => rows === cols)
    .map(({ rows, cols, data }) => Matrix.from1DArray(rows, cols, [...Array.from(data)]));

describe('gauge', () => {
  it('leaves the function as it is, to 1e-12 in float64', () => {
    fc.assert(
      fc.property(narrow, fc.constantFrom(...activationNames), seeds, (widths, activation, seed) => {
        const network = randomNetwork([...widths, 1], activation, seed);
        const gauge = chooseGauge(network);
        const turned = applyGauge(network, gauge);
        const x = Array.from({ length: widths[0] ?? 0 }, (_, i) => Math.sin(seed + i));
        const before = layerOutputs(network, x);
        const after = layerOutputs(turned, x);
        before.slice(1).forEach((values, k) => {
          const expected = turnVector(values, gauge[k]!);
          expected.forEach((value, i) =>
            expect(Math.abs(value - after[k + 1]![i]!)).toBeLessThanOrEqual(1e-12),
          );
        });
        expect(Math.abs(before.at(-1)![0]! - after.at(-1)![0]!)).toBeLessThanOrEqual(1e-12);
      }),
    );
  });

  it('makes every square layer of an odd network keep its orientation and turn as little as any choice can', () => {
    fc.assert(
      fc.property(fc.constantFrom(2, 3), seeds, (width, seed) => {
        const network = randomNetwork([width, width, width, width, 1], 'tanh', seed);
        const turned = applyGauge(network, chooseGauge(network));
        const most = width === 2 ? Math.PI / 4 : (63 * Math.PI) / 180;
        for (const W of squares(turned)) {
          expect(determinant(W)).toBeGreaterThan(0);
          expect(turnOf(W)).toBeLessThanOrEqual(most + 1e-9);
        }
      }),
    );
  });

  it('changes no sign where the activation is not odd', () => {
    fc.assert(
      fc.property(fc.constantFrom('sigmoid' as const, 'relu' as const), seeds, (activation, seed) => {
        const gauge = chooseGauge(randomNetwork([2, 2, 3, 3, 1], activation, seed));
        for (const { signs } of gauge) expect(signs.every((sign) => sign === 1)).toBe(true);
      }),
    );
  });

  it('leaves the logits and layers wider than three as they are', () => {
    const gauge = chooseGauge(randomNetwork([2, 8, 8, 10], 'tanh', 1));
    for (const { order, signs } of gauge) {
      expect(order).toEqual(order.map((_, i) => i));
      expect(signs.every((sign) => sign === 1)).toBe(true);
    }
  });

  it('knows 8 signed permutations of two neurons and 48 of three, the identity first', () => {
    expect(signedPermutations(2)).toHaveLength(8);
    expect(signedPermutations(3)).toHaveLength(48);
    expect(signedPermutations(3, false)).toHaveLength(6);
    expect(signedPermutations(2)[0]).toEqual({ order: [0, 1], signs: [1, 1] });
  });

  it('keeps a layer without a determinant', () => {
    const flat: Network = {
      activation: 'tanh',
      weights: [
        { rows: 2, cols: 2, data: [1, 1, 1, 1] },
        { rows: 1, cols: 2, data: [1, 1] },
      ],
      biases: [[0, 0], [0]],
    };
    expect(chooseGauge(flat)[0]).toEqual({ order: [0, 1], signs: [1, 1] });
  });
});
