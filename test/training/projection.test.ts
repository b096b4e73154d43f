import { describe, expect, it } from 'vitest';
import { createRandom } from '../../data/random';
import { type LayerValues, projectLayers } from '../../training/projection';
import { residual } from '../../training/procrustes';
import { travelOf } from '../../training/travel';

const SAMPLES = 60;

/** Three blobs in `width` dimensions that drift apart over the epochs. */
function layer(width: number, epochs: number, seed: number): LayerValues {
  const random = createRandom(seed);
  const centres = Array.from({ length: 3 * width }, () => 4 * random.normal());
  const noise = Array.from({ length: SAMPLES * width }, () => random.normal());
  const data = Float32Array.from({ length: epochs * SAMPLES * width }, (_, i) => {
    const epoch = Math.floor(i / (SAMPLES * width));
    const [sample, column] = [Math.floor(i / width) % SAMPLES, i % width];
    return (
      ((epoch + 1) / epochs) * (centres[(sample % 3) * width + column] ?? 0) +
      0.3 * (noise[sample * width + column] ?? 0)
    );
  });
  return { width, samples: SAMPLES, data };
}

const layers = [{ ...layer(20, 1, 1) }, layer(12, 4, 2), layer(5, 4, 3), layer(2, 4, 4)];

describe('projectLayers', () => {
  for (const basis of ['last', 'pooled'] as const) {
    const projected = projectLayers(layers, basis);
    const last = projected.layers.map(({ points }) => points.subarray(points.length - SAMPLES * 3));

    it(`centres every layer at the last epoch and gives it an RMS radius of one (${basis})`, () => {
      for (const points of last) {
        for (let axis = 0; axis < 3; axis++)
          expect(points.reduce((sum, x, i) => (i % 3 === axis ? sum + x : sum), 0) / SAMPLES).toBeCloseTo(
            0,
            5,
          );
        expect(points.reduce((sum, x) => sum + x * x, 0) / SAMPLES).toBeCloseTo(1, 5);
      }
    });

    it(`turns each layer to lie on the one after it (${basis})`, () => {
      projected.layers.slice(0, -1).forEach((layer, k) => {
        expect(layer.residual).toBeCloseTo(residual(last[k] ?? [], last[k + 1] ?? []), 5);
        expect(layer.residual).toBeLessThan(Math.SQRT2);
      });
    });

    it(`keeps a share of the variance between none and all of it, all for two dimensions (${basis})`, () => {
      for (const { varianceKept } of projected.layers) {
        expect(varianceKept).toBeGreaterThan(0.5);
        expect(varianceKept).toBeLessThanOrEqual(1 + 1e-9);
      }
      expect(projected.layers.at(-1)?.varianceKept).toBeCloseTo(1, 9);
    });
  }

  it('holds all but a few points of all layers and epochs in its window', () => {
    const { radius, layers: all } = projectLayers(layers, 'last');
    const far = all.flatMap(({ points }) => [...points]).filter((x) => Math.abs(x) > radius);
    expect(far.length).toBeLessThan(0.01 * all.reduce((sum, { points }) => sum + points.length, 0));
  });

  it('keeps one basis for all epochs: what stands still stands still', () => {
    const still = { ...layer(8, 1, 5) };
    const twice = { ...still, data: Float32Array.of(...still.data, ...still.data) };
    expect(projectLayers([still, twice], 'last').travel[1]).toEqual([0]);
  });
});

describe('projectLayers of a layer that does nothing', () => {
  it('gives points in the middle, no variance and no nonsense', () => {
    const dead = { width: 4, samples: SAMPLES, data: new Float32Array(2 * 4 * SAMPLES) };
    const projected = projectLayers([layer(6, 1, 7), dead, layer(3, 2, 8)], 'last');
    expect(projected.layers[1]?.points.every((x) => x === 0)).toBe(true);
    expect(projected.layers[1]?.varianceKept).toBe(0);
    for (const { points, residual: rest } of projected.layers)
      expect(Number.isFinite(rest) && points.every(Number.isFinite)).toBe(true);
    expect(projectLayers([dead], 'last').radius).toBeGreaterThan(0);
  });
});

describe('travelOf', () => {
  it('is the RMS displacement between epochs over the width of the window', () => {
    const points = Float32Array.of(0, 0, 0, 1, 1, 1, 3, 0, 0, 1, 1, 5);
    expect(travelOf(points, 2, 10)).toEqual([Math.sqrt((9 + 16) / 2) / 10]);
  });
});
