import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../data/random';
import {
  accuracyOf,
  centroidDistances,
  centroidsOf,
  confusedPairs,
  confusionMatrix,
  crossEntropy,
  marginOf,
  measureLogits,
  nearestCentroids,
  nearestCentroidShare,
  NO_DISTANCE,
  predictionsOf,
} from '../../training/measures';

const classes = fc.integer({ min: 2, max: 10 });
const seeds = fc.nat(100_000);

/** As many random classes, none of them beyond `count`. */
function someClasses(count: number, length: number, seed: number, name: string): Uint8Array {
  const random = createRandom(seed).stream(name);
  return Uint8Array.from({ length }, () => random.integer(count));
}

describe('predictionsOf', () => {
  it('takes the class of the largest logit, the first of equals', () => {
    expect([...predictionsOf(Float32Array.of(0, 2, 1, 5, 5, -1), 3)]).toEqual([1, 0]);
  });

  it('takes the sign of a single logit, 0 for class 0', () => {
    expect([...predictionsOf(Float32Array.of(-1, 0, 0.1), 1)]).toEqual([0, 0, 1]);
  });
});

describe('measureLogits', () => {
  it('is the mean cross-entropy and the share of samples taken for what they are', () => {
    const { loss, accuracy } = measureLogits(Float32Array.of(2, -1, 3), Uint8Array.of(1, 0, 0));
    const expected = [Math.log1p(Math.exp(-2)), Math.log1p(Math.exp(-1)), Math.log1p(Math.exp(3))];
    expect(loss).toBeCloseTo(expected.reduce((a, b) => a + b) / 3, 12);
    expect(accuracy).toBeCloseTo(2 / 3, 12);
  });
});

describe('crossEntropy', () => {
  it('is log 2 for a logit of 0, and log of the classes for equal logits', () => {
    expect(crossEntropy(Float32Array.of(0), Uint8Array.of(1), 1)).toBeCloseTo(Math.log(2), 12);
    expect(crossEntropy(Float32Array.of(3, 3, 3), Uint8Array.of(2), 3)).toBeCloseTo(Math.log(3), 12);
  });

  it('does not overflow', () => {
    expect(crossEntropy(Float32Array.of(-1000), Uint8Array.of(1), 1)).toBe(1000);
    expect(crossEntropy(Float32Array.of(1000, 0), Uint8Array.of(0), 2)).toBe(0);
  });
});

describe('confusionMatrix', () => {
  it('counts how many of each class (rows) were taken for which (columns)', () => {
    expect(confusionMatrix([0, 1, 1, 0, 2], [0, 0, 1, 2, 2], 3)).toEqual([
      [1, 1, 0],
      [0, 1, 0],
      [1, 0, 1],
    ]);
  });

  it('sums to the samples, its rows to the classes, and its diagonal to the accuracy', () => {
    fc.assert(
      fc.property(classes, fc.integer({ min: 1, max: 200 }), seeds, (count, samples, seed) => {
        const labels = someClasses(count, samples, seed, 'labels');
        const predictions = someClasses(count, samples, seed, 'predictions');
        const confusion = confusionMatrix(predictions, labels, count);
        const right = confusion.reduce((sum, row, i) => sum + (row[i] ?? 0), 0);
        confusion.forEach((row, i) =>
          expect(row.reduce((a, b) => a + b)).toBe(labels.filter((label) => label === i).length),
        );
        expect(right / samples).toBeCloseTo(accuracyOf(predictions, labels), 12);
      }),
    );
  });

  it('refuses classes that there are not and lists of different lengths', () => {
    expect(() => confusionMatrix([2], [0], 2)).toThrow(RangeError);
    expect(() => confusionMatrix([0], [2], 2)).toThrow(RangeError);
    expect(() => confusionMatrix([0], [0, 1], 2)).toThrow(RangeError);
  });
});

describe('confusedPairs', () => {
  it('lists pairs by how many of either were taken for the other, equals by class, none without any', () => {
    const confusion = [
      [9, 1, 0, 2],
      [0, 9, 0, 1],
      [0, 0, 9, 4],
      [0, 0, 1, 9],
    ];
    expect(confusedPairs(confusion)).toEqual([
      { classes: [2, 3], count: 5 },
      { classes: [0, 3], count: 2 },
      { classes: [0, 1], count: 1 },
      { classes: [1, 3], count: 1 },
    ]);
  });

  it('is empty where nothing was confused', () => {
    expect(
      confusedPairs([
        [3, 0],
        [0, 2],
      ]),
    ).toEqual([]);
    expect(confusedPairs([])).toEqual([]);
  });

  it('counts every mistake once', () => {
    fc.assert(
      fc.property(classes, seeds, (count, seed) => {
        const labels = someClasses(count, 100, seed, 'labels');
        const predictions = someClasses(count, 100, seed, 'predictions');
        const pairs = confusedPairs(confusionMatrix(predictions, labels, count));
        const wrong = labels.filter((label, i) => label !== predictions[i]).length;
        expect(pairs.reduce((sum, pair) => sum + pair.count, 0)).toBe(wrong);
        for (const { classes: pair } of pairs) expect(pair[0]).toBeLessThan(pair[1]);
      }),
    );
  });
});

describe('centroids', () => {
  const values = [0, 0, 2, 0, 4, 4, 3, 4];
  const labels = [0, 0, 1, 3];

  it('are the means of the classes, and null for a class without samples', () => {
    const centroids = centroidsOf(values, labels, 4);
    expect(centroids.map((centroid) => centroid && [...centroid])).toEqual([[1, 0], [4, 4], null, [3, 4]]);
  });

  it('lie at Euclidean distances, marked where a class has no samples', () => {
    const no = NO_DISTANCE;
    expect(centroidDistances(values, labels, 4)).toEqual([
      [0, 5, no, Math.sqrt(20)],
      [5, 0, no, 1],
      [no, no, no, no],
      [Math.sqrt(20), 1, no, 0],
    ]);
  });

  it('have a nearest one each, but those of classes without samples or company', () => {
    expect(nearestCentroids(centroidDistances(values, labels, 4))).toEqual([
      { nearest: 3, distance: Math.sqrt(20) },
      { nearest: 3, distance: 1 },
      null,
      { nearest: 1, distance: 1 },
    ]);
    expect(nearestCentroids(centroidDistances([1, 2], [0, 0], 2))).toEqual([null, null]);
    expect(nearestCentroids(centroidDistances([], [], 2))).toEqual([null, null]);
  });

  it('keep their distances, a metric, when the cloud is shifted', () => {
    fc.assert(
      fc.property(classes, fc.integer({ min: 1, max: 6 }), seeds, (count, units, seed) => {
        const random = createRandom(seed);
        const samples = someClasses(count, 60, seed, 'labels');
        const cloud = Float64Array.from({ length: 60 * units }, () => random.normal());
        const distances = centroidDistances(cloud, samples, count);
        const shifted = centroidDistances(
          cloud.map((x) => x + 3),
          samples,
          count,
        );
        distances.forEach((row, a) =>
          row.forEach((distance, b) => {
            expect(distances[b]?.[a]).toBe(distance);
            expect(shifted[a]?.[b]).toBeCloseTo(distance, 9);
            if (a === b || distance === NO_DISTANCE) return;
            row.forEach((detour, c) => {
              if (detour !== NO_DISTANCE)
                expect(distance).toBeLessThanOrEqual(detour + (distances[c]?.[b] ?? 0) + 1e-12);
            });
          }),
        );
      }),
    );
  });

  it('refuse classes that there are not and values that do not divide among the samples', () => {
    expect(() => centroidsOf([1, 2], [0, 5], 2)).toThrow(RangeError);
    expect(() => centroidsOf([1, 2, 3], [0, 1], 2)).toThrow(RangeError);
  });
});

describe('nearestCentroidShare', () => {
  it('counts samples nearer to the others of their class than to any other class', () => {
    // Of the first class 0, 1 and 9, whose others have their middles at 5, 4.5 and 0.5; the second lies around 10.
    expect(nearestCentroidShare([0, 1, 9, 10, 10], [0, 0, 0, 1, 1], 2)).toBe(4 / 5);
  });

  it('gives a sample no say in where its own centroid lies: alone in its class it is near nobody', () => {
    const random = createRandom(1);
    const noise = Float64Array.from({ length: 20 * 50 }, () => random.normal());
    const alone = Array.from({ length: 20 }, (_, i) => i);
    expect(nearestCentroidShare(noise, alone, 20)).toBe(0);
    // Two a class: sorted by chance, which would be 1 in 10 and not nearly all.
    const pairs = alone.map((i) => i % 10);
    expect(nearestCentroidShare(noise, pairs, 10)).toBeLessThan(0.4);
  });

  it('does not count a sample that is as near to another class', () => {
    expect(nearestCentroidShare([5, 5, 5, 5], [0, 0, 1, 1], 2)).toBe(0);
  });

  it('is what leaving each sample out of its own centroid gives', () => {
    fc.assert(
      fc.property(classes, seeds, (count, seed) => {
        const random = createRandom(seed);
        const labels = someClasses(count, 30, seed, 'labels');
        const values = Float64Array.from({ length: 60 }, () => random.normal());
        let right = 0;
        labels.forEach((own, sample) => {
          const rest = (_: unknown, i: number): boolean => i !== sample;
          const others = centroidsOf(
            values.filter((_, i) => Math.floor(i / 2) !== sample),
            labels.filter(rest),
            count,
          );
          const distances = others.map((centroid) =>
            centroid
              ? Math.hypot(values[2 * sample]! - centroid[0]!, values[2 * sample + 1]! - centroid[1]!)
              : Infinity,
          );
          if (distances[own]! < Math.min(...distances.toSpliced(own, 1))) right++;
        });
        expect(nearestCentroidShare(values, labels, count)).toBeCloseTo(right / 30, 12);
      }),
    );
  });
});

describe('marginOf', () => {
  it('is the distance of the nearest sample from the plane w·h + b = 0', () => {
    // w = (3, 4), b = −5: the plane lies a unit from the origin.
    const h = [
      [0, 0],
      [3, 4],
      [1, 2],
    ] as const;
    const logits = h.map(([x, y]) => 3 * x + 4 * y - 5);
    expect(marginOf(logits, [0, 1, 1], [3, 4])).toBeCloseTo(1, 12);
  });

  it('is negative where a sample lies on the wrong side, and says by how much', () => {
    expect(marginOf([10, -2], [1, 1], [0, 2])).toBe(-1);
    expect(marginOf([10, 2], [0, 1], [0, 2])).toBe(-5);
  });

  it('is positive exactly where the accuracy is 1, and does not change with the size of w and b', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.double({ min: 0.1, max: 9, noNaN: true }),
        seeds,
        (n, size, seed) => {
          const random = createRandom(seed);
          const logits = Float32Array.from({ length: n }, () => random.normal());
          const labels = someClasses(2, n, seed, 'labels');
          const w = [random.normal(), random.normal(), random.normal()];
          const margin = marginOf(logits, labels, w);
          expect(margin > 0).toBe(accuracyOf(predictionsOf(logits, 1), labels) === 1);
          const larger = marginOf(
            Array.from(logits, (z) => size * z),
            labels,
            w.map((x) => size * x),
          );
          expect(larger).toBeCloseTo(margin, 9);
        },
      ),
    );
  });

  it('is 0 where there is no plane or no sample', () => {
    expect(marginOf([1], [1], [0, 0])).toBe(0);
    expect(marginOf([], [], [1])).toBe(0);
  });
});
