import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleNetwork, tableTanh } from '../../remotion/scenes/network-field';
import { latticeOf } from '../../remotion/stage/field';
import { planeOf } from '../../remotion/stage/plane';
import { activationNames, forward, type Network } from '../../training/network';

const plane = planeOf({ x: 0, y: 0, width: 60, height: 40 }, { x: 0.3, y: -0.2, half: 3 });
const weight = fc.double({ min: -3, max: 3, noNaN: true });

const network = fc
  .record({
    hidden: fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 4 }),
    activation: fc.constantFrom(...activationNames),
    values: fc.array(weight, { minLength: 200, maxLength: 200 }),
  })
  .map(({ hidden, activation, values }): Network => {
    const widths = [2, ...hidden, 1];
    let next = 0;
    const take = (count: number): number[] =>
      Array.from({ length: count }, () => values[next++ % values.length]!);
    return {
      activation,
      weights: widths.slice(1).map((rows, k) => ({ rows, cols: widths[k]!, data: take(rows * widths[k]!) })),
      biases: widths.slice(1).map((rows) => take(rows)),
    };
  });

describe('a network’s field', () => {
  it('is what the forward pass gives at every sample, whatever the network', () => {
    fc.assert(
      fc.property(network, (net) => {
        const { columns, values } = sampleNetwork(net, plane, { samples: 12 });
        const { xs, ys } = latticeOf(plane, { samples: 12 });
        values.forEach((value, i) => {
          const exact = forward(net, [xs[i % columns]!, ys[Math.floor(i / columns)]!])[0]!;
          expect(Math.abs(value - exact)).toBeLessThan(1e-4 * (1 + Math.abs(exact)));
        });
      }),
      { numRuns: 60 },
    );
  });

  it('refuses a network that is not from the plane to one number', () => {
    const wide: Network = {
      activation: 'tanh',
      weights: [{ rows: 2, cols: 2, data: [1, 0, 0, 1] }],
      biases: [[0, 0]],
    };
    expect(() => sampleNetwork(wide, plane)).toThrow(RangeError);
  });
});

describe('tanh from a table', () => {
  it('is within 4e-7 of tanh everywhere', () => {
    fc.assert(
      fc.property(fc.double({ min: -9, max: 9, noNaN: true }), (x) => {
        expect(Math.abs(tableTanh(x) - Math.tanh(x))).toBeLessThan(4e-7);
      }),
    );
    for (const x of [-Infinity, -1e9, -9.1, 9.1, 40, Infinity])
      expect(Math.abs(tableTanh(x) - Math.tanh(x))).toBeLessThan(4e-7);
  });
});
