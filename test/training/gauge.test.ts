import { determinant, Matrix } from 'ml-matrix';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyGauge,
  chooseGauge,
  identity,
  type SignedPermutation,
  signedPermutations,
  turnOf,
  turnVector,
} from '../../training/gauge';
import { activationNames, activations, forward, layerOutputs, type Network } from '../../training/network';
import { randomNetwork } from './random-network';

/** Widths of 2 and 3 in any order: 2 → 2, 3 → 3, 2 → 3 and 3 → 2. */
const narrow = fc.array(fc.constantFrom(2, 3), { minLength: 2, maxLength: 6 });
const odd = activationNames.filter((name) => activations[name].odd);
const notOdd = activationNames.filter((name) => !activations[name].odd);
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

  it('makes every square layer of an odd network keep its orientation and turn by 45° at most for width 2, 63° for 3', () => {
    fc.assert(
      fc.property(narrow, fc.constantFrom(...odd), seeds, (widths, activation, seed) => {
        const network = randomNetwork([...widths, 1], activation, seed);
        for (const W of squares(applyGauge(network, chooseGauge(network)))) {
          const most = W.rows === 2 ? Math.PI / 4 : (63 * Math.PI) / 180;
          expect(determinant(W)).toBeGreaterThan(0);
          expect(turnOf(W)).toBeLessThanOrEqual(most + 1e-9);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('turns each layer as little as any signed permutation of its neurons can without turning it over', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(2, 3),
        fc.constantFrom(...activationNames),
        seeds,
        (width, activation, seed) => {
          const network = randomNetwork([width, width, 1], activation, seed);
          const [chosen] = chooseGauge(network);
          const turnIn = (candidate: SignedPermutation): number => {
            const [W] = squares(applyGauge(network, [candidate, identity(1)]));
            return W && determinant(W) > 0 ? turnOf(W) : Infinity;
          };
          const turns = signedPermutations(width, activations[activation].odd).map(turnIn);
          expect(turnIn(chosen!)).toBeCloseTo(Math.min(...turns), 6);
        },
      ),
    );
  });

  it('begins a layer from two neurons to three as a turn without turning over, its normal as third column', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const network = randomNetwork([2, 3, 1], 'tanh', seed);
        const [W] = applyGauge(network, chooseGauge(network)).weights;
        const [a, b] = [0, 1].map((col) => [0, 1, 2].map((row) => W!.data[2 * row + col]!));
        const normal = [1, 2, 0].map((i, k) => a![i]! * b![(k + 2) % 3]! - a![(k + 2) % 3]! * b![i]!);
        const length = Math.hypot(...normal);
        const square = new Matrix([0, 1, 2].map((row) => [a![row]!, b![row]!, normal[row]! / length]));
        expect(determinant(square)).toBeGreaterThan(0);
        expect(turnOf(square)).toBeLessThanOrEqual((63 * Math.PI) / 180 + 1e-9);
      }),
    );
  });

  it('has nothing left to choose in a network that is in its gauge', () => {
    fc.assert(
      fc.property(narrow, fc.constantFrom(...activationNames), seeds, (widths, activation, seed) => {
        const network = randomNetwork([...widths, 1], activation, seed);
        const again = chooseGauge(applyGauge(network, chooseGauge(network)));
        expect(again).toEqual([...widths.slice(1), 1].map(identity));
      }),
    );
  });

  it('changes no sign where the activation is not odd, and only the order', () => {
    expect(notOdd).toEqual(['sigmoid', 'relu', 'leakyRelu']);
    fc.assert(
      fc.property(narrow, fc.constantFrom(...notOdd), seeds, (widths, activation, seed) => {
        for (const { order, signs } of chooseGauge(randomNetwork([...widths, 1], activation, seed))) {
          expect(signs.every((sign) => sign === 1)).toBe(true);
          expect([...order].sort()).toEqual(order.map((_, i) => i));
        }
      }),
    );
  });

  it('is a choice for the trained network and leaves the function of every other epoch as it is, too', () => {
    fc.assert(
      fc.property(narrow, fc.constantFrom(...activationNames), seeds, (widths, activation, seed) => {
        const gauge = chooseGauge(randomNetwork([...widths, 1], activation, seed));
        const earlier = randomNetwork([...widths, 1], activation, seed + 1);
        const x = Array.from({ length: widths[0] ?? 0 }, (_, i) => Math.cos(seed + i));
        const [before] = forward(earlier, x);
        const [after] = forward(applyGauge(earlier, gauge), x);
        expect(Math.abs(before! - after!)).toBeLessThanOrEqual(1e-12);
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
