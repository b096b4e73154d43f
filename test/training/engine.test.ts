import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { openBackend, type Tf } from '../../training/engine';

const batchOf = (values: readonly number[], rows: number, cols: number, transposed: boolean): number[][] =>
  Array.from({ length: transposed ? cols : rows }, (_, i) =>
    Array.from(
      { length: transposed ? rows : cols },
      (__, j) => values[transposed ? j * cols + i : i * cols + j]!,
    ),
  );

describe('the wasm backend', () => {
  let tf: Tf;
  beforeAll(async () => {
    tf = await openBackend('wasm');
  });

  it('multiplies matrices, transposed or not, small or large, as the definition says', () => {
    const size = fc.integer({ min: 1, max: 60 });
    fc.assert(
      fc.property(size, size, size, fc.boolean(), fc.boolean(), fc.integer(), (m, k, n, ta, tb, seed) => {
        const value = (i: number): number => Math.fround(Math.sin(seed + i * 12.9898));
        const a = Array.from({ length: m * k }, (_, i) => value(i));
        const b = Array.from({ length: k * n }, (_, i) => value(i + m * k));
        const before = tf.memory().numTensors;
        const product = tf.tidy(() => [
          ...tf
            .matMul(tf.tensor2d(batchOf(a, m, k, ta)), tf.tensor2d(batchOf(b, k, n, tb)), ta, tb)
            .dataSync(),
        ]);
        expect(tf.memory().numTensors).toBe(before);
        product.forEach((entry, i) => {
          let sum = 0;
          for (let j = 0; j < k; j++) sum += a[Math.floor(i / n) * k + j]! * b[j * n + (i % n)]!;
          expect(Math.abs(entry - sum)).toBeLessThanOrEqual(1e-5 * (1 + k / 10));
        });
      }),
    );
  });

  it('multiplies a batch of matrices transposed as it does each of them', () => {
    const a = tf.randomUniform([3, 40, 50], -1, 1, 'float32', 7);
    const b = tf.randomUniform([3, 30, 40], -1, 1, 'float32', 8);
    const all = [...tf.matMul(a, b, true, true).dataSync()];
    const each = [0, 1, 2].flatMap((i) => [
      ...tf.matMul(a.gather(i).transpose(), b.gather(i).transpose()).dataSync(),
    ]);
    expect(all).toHaveLength(3 * 50 * 30);
    all.forEach((value, i) => expect(value).toBeCloseTo(each[i] ?? NaN, 4));
  });
});
