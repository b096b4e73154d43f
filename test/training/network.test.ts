import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../data/random';
import { openBackend, type Tf } from '../../training/engine';
import {
  activate,
  type ActivationName,
  activationNames,
  activations,
  affine,
  forward,
  layerOutputs,
  LEAKY_SLOPE,
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
    expect([...activate('leakyRelu', [-1, 0, 2])]).toEqual([-LEAKY_SLOPE, 0, 2]);
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

/** A batch through the network, layer by layer, in TensorFlow.js's own float32 operations. */
function outputsOf(tf: Tf, network: Network, inputs: Float32Array): Float32Array[] {
  const bend = {
    tanh: tf.tanh,
    sigmoid: tf.sigmoid,
    relu: tf.relu,
    leakyRelu: tf.leakyRelu,
    linear: tf.clone,
  }[network.activation];
  return tf.tidy(() => {
    const width = network.weights[0]?.cols ?? 0;
    let values = tf.tensor2d(inputs, [inputs.length / width, width]);
    return network.weights.map(({ rows, cols, data }, k) => {
      const W = tf.tensor2d(Float32Array.from(data), [rows, cols]);
      const b = tf.tensor1d(Float32Array.from(network.biases[k] ?? []));
      const y = tf.matMul(values, W, false, true).add<typeof values>(b);
      values = k < network.weights.length - 1 ? bend(y) : y;
      return values.dataSync<'float32'>();
    });
  });
}

const SAMPLES = 3;

/** The largest |a − b| / (1 + |b|) between our layers, `a`, and theirs. */
function farthest(tf: Tf, widths: readonly number[], activation: ActivationName, seed: number): number {
  const network = randomNetwork(widths, activation, seed);
  const width = widths[0] ?? 0;
  const random = createRandom(seed).stream('inputs');
  const inputs = Float32Array.from({ length: SAMPLES * width }, () => 2 * random.normal());
  const theirs = outputsOf(tf, network, inputs);
  let most = 0;
  for (let sample = 0; sample < SAMPLES; sample++) {
    const x = inputs.subarray(sample * width, (sample + 1) * width);
    const ours = layerOutputs(network, x);
    theirs.forEach((layer, k) => {
      const units = widths[k + 1] ?? 0;
      for (let i = 0; i < units; i++) {
        const b = layer[sample * units + i] ?? NaN;
        const difference = Math.abs((ours[k + 1]?.[i] ?? NaN) - b) / (1 + Math.abs(b));
        // NaN stays, as it must.
        most = Math.max(most, difference);
      }
    });
  }
  return most;
}

describe.each(['wasm', 'cpu'] as const)('network beside TensorFlow.js on %s', (backend) => {
  let tf: Tf;
  beforeAll(async () => {
    tf = await openBackend(backend);
  });

  it.each(activationNames)(
    'computes at every layer what tfjs computes in float32 with %s, |a − b| ≤ 1e-5·(1 + |b|)',
    (activation) => {
      const widths = fc.array(fc.integer({ min: 1, max: 64 }), { minLength: 2, maxLength: 7 });
      fc.assert(
        fc.property(widths, fc.nat(100_000), (w, seed) => {
          expect(farthest(tf, w, activation, seed)).toBeLessThanOrEqual(1e-5);
        }),
        { numRuns: 60 },
      );
    },
  );

  it.each(activationNames)('does so for a network of digits, 784-128-64-10, with %s', (activation) => {
    for (const seed of [1, 2]) expect(farthest(tf, [784, 128, 64, 10], activation, seed)).toBeLessThan(1e-5);
  });

  it('leaves no tensors behind', () => {
    farthest(tf, [2, 3, 1], 'tanh', 1);
    expect(tf.memory().numTensors).toBe(0);
  });
});

describe('matMul on wasm', () => {
  let tf: Tf;
  beforeAll(async () => {
    tf = await openBackend('wasm');
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
