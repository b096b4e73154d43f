import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../data/random';
import { type Part, parts, samplesOf, split } from '../../data/split';

const WIDTH = 5;

const shares = { seed: 1, validation: 0.1, heldOut: 0.25 };
const names = Object.keys(parts) as Part[];

function dataset(seed: number, count: number): { samples: Uint8Array; labels: Uint8Array } {
  const random = createRandom(seed);
  return {
    samples: Uint8Array.from({ length: count * WIDTH }, () => random.integer(256)),
    labels: Uint8Array.from({ length: count }, () => random.integer(4)),
  };
}

const datasets = fc.record({ seed: fc.nat(10_000), count: fc.integer({ min: 1, max: 200 }) });

describe('split', () => {
  it('puts every sample into exactly one part', () => {
    fc.assert(
      fc.property(datasets, ({ seed, count }) => {
        const { samples, labels } = dataset(seed, count);
        const membership = split(samples, labels, shares);
        const all = names.flatMap((part) => [...samplesOf(membership, part)]);
        expect(all.sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i));
      }),
    );
  });

  it('takes the same share of every class, to half a sample', () => {
    fc.assert(
      fc.property(datasets, ({ seed, count }) => {
        const { samples, labels } = dataset(seed, count);
        const membership = split(samples, labels, shares);
        for (const label of new Set(labels)) {
          const members = [...labels.keys()].filter((i) => labels[i] === label);
          const heldOut = members.filter((i) => membership[i] === parts.heldOut).length;
          expect(Math.abs(heldOut - shares.heldOut * members.length)).toBeLessThanOrEqual(0.5);
          const validation = members.filter((i) => membership[i] === parts.validation).length;
          expect(Math.abs(validation - shares.validation * members.length)).toBeLessThanOrEqual(0.5);
        }
      }),
    );
  });

  it('does not depend on the order of the samples', () => {
    fc.assert(
      fc.property(datasets, fc.nat(1000), ({ seed, count }, shuffle) => {
        const { samples, labels } = dataset(seed, count);
        const order = createRandom(shuffle).permutation(count);
        const shuffled = {
          samples: Uint8Array.from(
            [...order].flatMap((i) => [...samples.subarray(i * WIDTH, (i + 1) * WIDTH)]),
          ),
          labels: Uint8Array.from(order, (i) => labels[i] ?? 0),
        };
        const membership = split(samples, labels, shares);
        expect([...split(shuffled.samples, shuffled.labels, shares)]).toEqual(
          Array.from(order, (i) => membership[i]),
        );
      }),
    );
  });

  it('never puts two equal samples of a class into different parts', () => {
    fc.assert(
      fc.property(fc.nat(1000), (seed) => {
        const random = createRandom(seed);
        const samples = Uint8Array.from({ length: 60 }, () => random.integer(3));
        const labels = new Uint8Array(60);
        const membership = split(samples, labels, { seed, validation: 0.3, heldOut: 0.3 });
        for (const value of [0, 1, 2])
          expect(new Set([...membership].filter((_, i) => samples[i] === value)).size).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('sends equal samples where most of them belong, so that few different ones keep the shares', () => {
    // Ten different samples, each ten times: two of the ten are a share of 0.2.
    const samples = Uint8Array.from({ length: 100 }, (_, i) => i % 10);
    const membership = split(samples, new Uint8Array(100), { seed: 4, validation: 0, heldOut: 0.2 });
    expect(samplesOf(membership, 'heldOut')).toHaveLength(20);
    // Of two different ones, half of the samples each, neither belongs to a share of 0.2.
    const halves = split(
      Uint8Array.from({ length: 100 }, (_, i) => i % 2),
      new Uint8Array(100),
      {
        seed: 4,
        validation: 0,
        heldOut: 0.2,
      },
    );
    expect(samplesOf(halves, 'heldOut')).toHaveLength(0);
  });

  it('is another one for another seed', () => {
    const { samples, labels } = dataset(1, 200);
    expect(split(samples, labels, { ...shares, seed: 2 })).not.toEqual(split(samples, labels, shares));
  });

  it('tells points of the plane apart by their bytes', () => {
    const points = Float32Array.from([1, 2, 1, 2.0000002, 1, 2, 1, 2, 3, 4, 5, 6]);
    const membership = split(points, new Uint8Array(6), { seed: 1, validation: 0, heldOut: 0.5 });
    expect(membership).toHaveLength(6);
    expect(new Set([membership[0], membership[2], membership[3]]).size).toBe(1);
    expect(
      split(new Uint8Array(points.buffer), new Uint8Array(6), { seed: 1, validation: 0, heldOut: 0.5 }),
    ).toEqual(membership);
    expect(() => split(points.subarray(1), new Uint8Array(6), shares)).toThrow(RangeError);
  });

  it('refuses shares that leave nothing to learn from', () => {
    const { samples, labels } = dataset(1, 10);
    expect(() => split(samples, labels, { seed: 1, validation: 0.5, heldOut: 0.5 })).toThrow(RangeError);
    expect(() => split(samples.subarray(1), labels, shares)).toThrow(RangeError);
  });
});
