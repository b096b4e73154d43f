import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spaceLayers, spaceNetwork } from '../../remotion/motion/space-path';
import { fieldShare, movedField, restOf, unbent } from '../../remotion/scenes/moved-field';
import { latticeOf } from '../../remotion/stage/field';
import { planeOf } from '../../remotion/stage/plane';
import { activations, forward, type ActivationName, type Network } from '../../training/network';

const weight = fc.double({ min: -2.5, max: 2.5, noNaN: true });
const bendsAll = ['tanh', 'sigmoid', 'leakyRelu'] as const;

const networkOf = (activation: ActivationName, hidden: number, values: readonly number[]): Network => {
  let next = 0;
  const take = (count: number): number[] => Array.from({ length: count }, () => values[next++]!);
  const widths = [...Array<number>(hidden + 1).fill(2), 1];
  return {
    activation,
    weights: widths.slice(1).map((rows) => ({ rows, cols: 2, data: take(2 * rows) })),
    biases: widths.slice(1).map((rows) => take(rows)),
  };
};
const networks = fc
  .record({
    activation: fc.constantFrom(...bendsAll),
    hidden: fc.integer({ min: 1, max: 4 }),
    values: fc.array(weight, { minLength: 40, maxLength: 40 }),
  })
  .filter(({ hidden, values }) =>
    Array.from({ length: hidden }, (_, k) => values.slice(4 * k, 4 * k + 4)).every(
      // Far enough from flat for doubles to tell its points apart.
      ([a = 0, b = 0, c = 0, d = 0]) => Math.abs(a * d - b * c) > 0.2,
    ),
  )
  .map(({ activation, hidden, values }) => networkOf(activation, hidden, values));
const inside = fc.double({ min: -1, max: 1, noNaN: true });

/** Of the height of a sheet that turns over: only then what is seen is not where it lies. */
const FLAT = 1e-9;

describe('a field carried along with the plane', () => {
  it('has at the image of every point the network’s logit of that point, at any progress through the layers', () => {
    fc.assert(
      fc.property(
        networks,
        fc.double({ min: 0, max: 1, noNaN: true }),
        inside,
        inside,
        (net, share, x, y) => {
          const layers = net.weights.length - 1;
          const progress = share * layers;
          const out = new Float64Array(3);
          spaceNetwork(spaceLayers(net)).at(progress)(x, y, out);
          fc.pre(Math.abs(out[2]!) < FLAT);
          const rest = restOf(net, progress);
          fc.pre(rest !== undefined);
          const at = [out[0]!, out[1]!].map((v) => unbent(net.activation, v, rest.bent));
          const exact = forward(net, [x, y])[0]!;
          // Where tanh is flat, doubles no longer tell the points apart that it has pressed together.
          expect(Math.abs(forward(rest.network, at)[0]! - exact)).toBeLessThan(1e-5 * (1 + Math.abs(exact)));
        },
      ),
      { numRuns: 400 },
    );
  });

  it('is sampled at the middles of the window’s cells', () => {
    const net = networkOf(
      'tanh',
      2,
      [1.2, -0.4, 0.3, 0.9, 1.1, 0.5, -0.7, 1.4, 2, -1, 0.1, 0.2, -0.3, 0.4, 0.5],
    );
    const plane = planeOf({ x: 10, y: 20, width: 60, height: 40 }, { x: 0.1, y: -0.1, half: 0.8 });
    const { xs, ys } = latticeOf(plane, { samples: 12 });
    for (const progress of [0, 0.2, 0.5, 0.8, 0.99, 1, 1.7, 2]) {
      const field = movedField(net, progress, plane, { samples: 12 })!;
      const rest = restOf(net, progress)!;
      field.values.forEach((value, i) => {
        const at = [xs[i % field.columns]!, ys[Math.floor(i / field.columns)]!];
        const exact = forward(
          rest.network,
          at.map((v) => unbent('tanh', v, rest.bent)),
        )[0]!;
        expect(Math.abs(value - exact)).toBeLessThan(1e-4 * (1 + Math.abs(exact)));
      });
    }
  });

  it('is the last layer’s own logit once all hidden layers are done', () => {
    const net = networkOf('tanh', 1, [1, 0, 0, 1, 3, -2, 0, 0, 0.5]);
    expect(forward(restOf(net, 1)!.network, [0.2, 0.1])[0]).toBeCloseTo(3 * 0.2 - 2 * 0.1 + 0.5, 12);
  });

  it('is not there where a matrix leaves nothing but a line', () => {
    const flat = networkOf('tanh', 1, [1, 1, 1, 1, 1, 1, 0, 0, 0]);
    const almost = 1 / 3 - 1e-12;
    expect(restOf(flat, almost)).toBeUndefined();
    expect(restOf(flat, 0.1)).toBeDefined();
  });

  it('refuses spaces of another width', () => {
    const wide: Network = {
      activation: 'tanh',
      weights: [
        { rows: 3, cols: 2, data: [1, 0, 0, 1, 1, 1] },
        { rows: 1, cols: 3, data: [1, 1, 1] },
      ],
      biases: [[0, 0, 0], [0]],
    };
    expect(() => restOf(wide, 0.5)).toThrow(RangeError);
    expect(() => restOf(wide, 1)).toThrow(RangeError);
    expect(restOf(wide, 0)).toBeDefined();
  });

  it('fades while a sheet turns over, and only then', () => {
    const [turned, kept] = [
      networkOf('tanh', 1, [1, 0, 0, -1, 1, 1, 0, 0, 0]),
      networkOf('tanh', 1, [1, 0, 0, 1, 1, 1, 0, 0, 0]),
    ];
    for (const progress of [0, 1 / 3, 0.5, 1]) expect(fieldShare(turned, progress)).toBe(1);
    expect(fieldShare(turned, 1 / 6)).toBe(0);
    expect(fieldShare(kept, 1 / 6)).toBe(1);
  });
});

describe('an activation on its way, undone', () => {
  it('gives back what went into it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('tanh', 'sigmoid', 'relu', 'leakyRelu', 'linear'),
        fc.double({ min: -6, max: 6, noNaN: true }),
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        (name, x, v) => {
          const y = (1 - v) * x + v * activations[name].apply(x);
          expect(unbent(name, y, v)).toBeCloseTo(x, 6);
        },
      ),
    );
  });
});
