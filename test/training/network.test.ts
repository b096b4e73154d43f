import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { openBackend, type Tf } from '../../training/engine';
import {
  activate,
  activationNames,
  activations,
  affine,
  forward,
  layerOutputs,
  type Network,
  networkAt,
  widthsOf,
} from '../../training/network';
import { randomNetwork } from './random-network';

describe('network', () => {
  it('affine(W, b, x) is Wx + b', () => {
    const W = { rows: 2, cols: 3, data: [1, 2, 3, 4, 5, 6] };
    expect([...affine(W, [10, 20], [1, 0, -1])]).toEqual([8, 18]);
  });

  it('affine refuses a vector of another length than W has columns', () => {
    expect(() => affine({ rows: 1, cols: 2, data: [1, 1] }, [0], [1])).toThrow(RangeError);
    expect(() => affine({ rows: 1, cols: 2, data: [1, 1] }, [], [1, 1])).toThrow(RangeError);
  });

  it('activate applies the activation to every element', () => {
    expect([...activate('relu', [-1, 0, 2])]).toEqual([0, 0, 2]);
    expect(activate('tanh', [100])[0]).toBe(1);
  });

  it('activations that say they are odd are, and all stay in their range and never fall', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...activationNames),
        fc.double({ min: -50, max: 50, noNaN: true }),
        fc.double({ min: -50, max: 50, noNaN: true }),
        (name, a, b) => {
          const { apply, odd, range } = activations[name];
          if (odd) expect(apply(-a)).toBeCloseTo(-apply(a), 14);
          expect(apply(a)).toBeGreaterThanOrEqual(range[0]);
          expect(apply(a)).toBeLessThanOrEqual(range[1]);
          expect(apply(Math.max(a, b))).toBeGreaterThanOrEqual(apply(Math.min(a, b)));
        },
      ),
    );
  });

  it('layerOutputs gives the input, every hidden layer after its activation, and the logits without one', () => {
    const network: Network = {
      activation: 'tanh',
      weights: [
        { rows: 1, cols: 1, data: [2] },
        { rows: 1, cols: 1, data: [3] },
      ],
      biases: [[0.5], [-1]],
    };
    const outputs = layerOutputs(network, [1]).map((values) => values[0]);
    expect(outputs).toEqual([1, Math.tanh(2.5), 3 * Math.tanh(2.5) - 1]);
    expect(widthsOf(network)).toEqual([1, 1, 1]);
  });

  it('networkAt takes one recorded epoch, negative ones from the end', () => {
    const weights = [{ shape: [2, 1, 2], data: Float32Array.of(1, 2, 3, 4) }];
    const biases = [{ shape: [2, 1], data: Float32Array.of(5, 6) }];
    expect([...forward(networkAt(weights, biases, 0, 'tanh'), [1, 1])]).toEqual([8]);
    expect([...forward(networkAt(weights, biases, -1, 'tanh'), [1, 1])]).toEqual([13]);
    expect(() => networkAt(weights, biases, 2, 'tanh')).toThrow(RangeError);
  });
});

describe('network beside TensorFlow.js', () => {
  let tf: Tf;
  beforeAll(async () => {
    tf = await openBackend('wasm');
  });

  it('computes what tfjs computes in float32, |a − b| ≤ 1e-5·(1 + |b|)', () => {
    const widths = fc.array(fc.constantFrom(1, 2, 3, 10, 64, 784), { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(widths, fc.constantFrom(...activationNames), fc.nat(1000), (w, activation, seed) => {
        const network = randomNetwork(w, activation, seed);
        const x = Float32Array.from({ length: w[0] ?? 0 }, (_, i) => Math.sin(seed + i));
        const theirs = tf.tidy(() => {
          let values = tf.tensor2d(x, [1, x.length]);
          network.weights.forEach(({ rows, cols, data }, k) => {
            const W = tf.tensor2d(Float32Array.from(data), [rows, cols]);
            const b = tf.tensor1d(Float32Array.from(network.biases[k] ?? []));
            const y = tf.matMul(values, W, false, true).add(b);
            values = (k < w.length - 2 && activation !== 'linear' ? tf[activation](y) : y).as2D(1, rows);
          });
          return [...values.dataSync()];
        });
        const ours = forward(network, x);
        theirs.forEach((b, i) =>
          expect(Math.abs((ours[i] ?? NaN) - b)).toBeLessThanOrEqual(1e-5 * (1 + Math.abs(b))),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('multiplies with a transposed first operand as it would with the transpose', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        (n, m, batched) => {
          tf.tidy(() => {
            const shape = batched ? [2, n, m] : [n, m];
            const size = shape.reduce((a, b) => a * b, 1);
            const a = tf.tensor(
              Array.from({ length: size }, (_, i) => Math.sin(i)),
              shape,
            );
            const b = tf.tensor(
              Array.from({ length: size }, (_, i) => Math.cos(i)),
              shape,
            );
            const turned = tf.transpose(a, batched ? [0, 2, 1] : [1, 0]);
            expect([...tf.matMul(a, b, true, false).dataSync()]).toEqual([
              ...tf.matMul(turned, b).dataSync(),
            ]);
          });
        },
      ),
      { numRuns: 30 },
    );
    expect(tf.memory().numTensors).toBe(0);
  });
});
