import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createRandom } from '../../data/random';
import { type LayerValues, type ProjectedLayers, projectLayers } from '../../training/projection';
import { residual } from '../../training/procrustes';
import { MOST_TRAVEL, travelOf, travelWarning } from '../../training/travel';

const SAMPLES = 60;
const watch = { signal: new AbortController().signal };

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
  describe.each(['last', 'pooled'] as const)('on the basis of epochs "%s"', (basis) => {
    let projected: ProjectedLayers;
    let last: Float32Array[];
    beforeAll(async () => {
      projected = await projectLayers(layers, basis, watch);
      last = projected.layers.map(({ points }) => points.subarray(points.length - SAMPLES * 3));
    });

    it('centres every layer at the last epoch and gives it an RMS radius of one', () => {
      for (const points of last) {
        for (let axis = 0; axis < 3; axis++)
          expect(points.reduce((sum, x, i) => (i % 3 === axis ? sum + x : sum), 0) / SAMPLES).toBeCloseTo(
            0,
            5,
          );
        expect(points.reduce((sum, x) => sum + x * x, 0) / SAMPLES).toBeCloseTo(1, 5);
      }
    });

    it('turns each layer to lie on the one after it', () => {
      projected.layers.slice(0, -1).forEach((layer, k) => {
        expect(layer.residual).toBeCloseTo(residual(last[k] ?? [], last[k + 1] ?? []), 5);
        expect(layer.residual).toBeLessThan(Math.SQRT2);
      });
    });

    it('keeps a share of the variance between none and all of it, all for two dimensions', () => {
      for (const { varianceKept } of projected.layers) {
        expect(varianceKept).toBeGreaterThan(0.5);
        expect(varianceKept).toBeLessThanOrEqual(1 + 1e-9);
      }
      expect(projected.layers.at(-1)?.varianceKept).toBeCloseTo(1, 9);
    });

    it('says how much of it lies along each axis at every epoch, and keeps all of it in layers up to three wide', () => {
      projected.layers.forEach(({ variance, varianceKept }, k) => {
        expect(variance).toHaveLength(k === 0 ? 1 : 4);
        for (const shares of variance) {
          const sum = shares.reduce((a, b) => a + b);
          expect(shares).toHaveLength(3);
          expect(Math.min(...shares)).toBeGreaterThanOrEqual(0);
          if ((layers[k]?.width ?? 0) <= 3) expect(sum).toBeCloseTo(1, 9);
          else expect(sum).toBeLessThan(1);
        }
        expect(variance.at(-1)?.reduce((a, b) => a + b)).toBe(varianceKept);
      });
      expect(projected.layers.at(-1)?.variance.every((shares) => shares[2] === 0)).toBe(true);
    });
  });

  it('fits one basis to the last epoch: its axes lie along falling variance there and need not before', async () => {
    const { layers: all } = await projectLayers(layers, 'last', watch);
    for (const { variance } of all) {
      const end = variance.at(-1) ?? [];
      expect(end).toEqual([...end].sort((a, b) => b - a));
    }
  });

  it('stops between two layers when it is told to', async () => {
    const stop = new AbortController();
    const seen: number[] = [];
    const progress = (done: number): void => {
      seen.push(done);
      if (done === 2) stop.abort(new Error('stopped'));
    };
    await expect(projectLayers(layers, 'last', { signal: stop.signal, progress })).rejects.toThrow('stopped');
    expect(seen).toEqual([1, 2]);
  });

  it('holds all but a few points of all layers and epochs in its window', async () => {
    const { radius, layers: all } = await projectLayers(layers, 'last', watch);
    const far = all.flatMap(({ points }) => [...points]).filter((x) => Math.abs(x) > radius);
    expect(far.length).toBeLessThan(0.01 * all.reduce((sum, { points }) => sum + points.length, 0));
  });

  it('keeps one basis for all epochs: what stands still stands still', async () => {
    const still = { ...layer(8, 1, 5) };
    const twice = { ...still, data: Float32Array.of(...still.data, ...still.data) };
    expect((await projectLayers([still, twice], 'last', watch)).travel[1]).toEqual([0]);
  });
});

describe('projectLayers of a layer that does nothing', () => {
  it('gives points in the middle, no variance and no nonsense', async () => {
    const dead = { width: 4, samples: SAMPLES, data: new Float32Array(2 * 4 * SAMPLES) };
    const projected = await projectLayers([layer(6, 1, 7), dead, layer(3, 2, 8)], 'last', watch);
    expect(projected.layers[1]?.points.every((x) => x === 0)).toBe(true);
    expect(projected.layers[1]?.varianceKept).toBe(0);
    for (const { points, residual: rest } of projected.layers)
      expect(Number.isFinite(rest) && points.every(Number.isFinite)).toBe(true);
    expect((await projectLayers([dead], 'last', watch)).radius).toBeGreaterThan(0);
  });
});

describe('travelOf', () => {
  it('is the RMS displacement between epochs over the width of the window', () => {
    const points = Float32Array.of(0, 0, 0, 1, 1, 1, 3, 0, 0, 1, 1, 5);
    expect(travelOf(points, 2, 10)).toEqual([Math.sqrt((9 + 16) / 2) / 10]);
  });

  it('is nothing where one epoch was recorded', () => {
    expect(travelOf(Float32Array.of(1, 2, 3), 1, 10)).toEqual([]);
  });
});

describe('travelWarning', () => {
  const recorded = { experiment: 'mnist', epochs: [0, 0.25, 1, 3], stepsPerEpoch: 8, learningRate: 0.003 };
  const addedBy = (warning: string | null): number[] =>
    z.array(z.number()).parse(JSON.parse(/record=(\[.*\])$/.exec(warning ?? '')?.[1] ?? 'null'));

  it('says nothing where no layer moves by more than 15 % of the window', () => {
    expect(travelWarning(recorded, [[], [0.15, 0.1, 0.05]])).toBeNull();
    expect(travelWarning(recorded, [])).toBeNull();
  });

  it('names experiment, epochs, share, and a list that adds epochs where a cloud moves too far', () => {
    expect(travelWarning(recorded, [[], [0.1, 0.2, 0.05], [0.1, 0.25, 0.16]])).toBe(
      "mnist: between epochs 0.25 and 1 a layer's points move by 25 % of the window, 15 % is what the eye can follow; " +
        'record more often: --set mnist.record=[0,0.25,0.5,0.75,1,2,3]',
    );
  });

  it('keeps every recorded epoch, asks for steps and nothing between them, and halves what can be halved', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(400), { minLength: 2, maxLength: 20 }),
        fc.integer({ min: 1, max: 469 }),
        fc.array(fc.double({ min: 0, max: 0.9, noNaN: true }), { minLength: 20, maxLength: 20 }),
        (places, stepsPerEpoch, shares) => {
          const steps = places.sort((a, b) => a - b);
          const epochs = steps.map((step) => step / stepsPerEpoch);
          const travel = shares.slice(0, steps.length - 1);
          const warning = travelWarning({ ...recorded, epochs, stepsPerEpoch }, [travel]);
          if (warning === null || warning.includes('learningRate')) return;
          const asked = addedBy(warning).map((epoch) => Math.round(epoch * stepsPerEpoch));
          expect(asked).toEqual([...new Set(asked)].sort((a, b) => a - b));
          expect(asked).toEqual(expect.arrayContaining(steps));
          travel.forEach((share, place) => {
            const [from, to] = [steps[place] ?? 0, steps[place + 1] ?? 0];
            const between = asked.filter((step) => step > from && step < to).length;
            expect(between > 0).toBe(share > MOST_TRAVEL && to - from > 1);
          });
        },
      ),
    );
  });

  it('asks for a smaller learning rate where the interval is a single step, which cannot be divided', () => {
    const dense = { ...recorded, epochs: [0, 0.125, 1] };
    expect(travelWarning(dense, [[0.4, 0.2]])).toMatch(
      /between epochs 0 and 0\.125 .* 40 % .* single step, so learn more slowly: --set mnist\.learningRate=0\.0015$/,
    );
  });
});
