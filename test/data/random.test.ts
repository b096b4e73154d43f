import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../data/random';

const draws = (length: number, draw: () => number): number[] => Array.from({ length }, draw);

describe('createRandom', () => {
  it('gives the same numbers for the same seed, on every machine', () => {
    const random = createRandom(42);
    const again = createRandom(42);
    expect(draws(5, random.uniform)).toEqual(draws(5, again.uniform));
    expect(createRandom(1).stream('a').integer(1_000_000)).toBe(655728);
  });

  it('gives other numbers for another seed, 0 included', () => {
    const first = [0, 1, 2, 3, -1, 0.5].map((seed) => createRandom(seed).uniform());
    expect(new Set(first).size).toBe(first.length);
  });

  it('derives streams by name, untouched by what was drawn before', () => {
    const random = createRandom(7);
    const before = random.stream('weights').uniform();
    draws(100, random.normal);
    expect(random.stream('weights').uniform()).toBe(before);
    expect(random.stream('order').uniform()).not.toBe(before);
    expect(random.stream('a').stream('b').uniform()).not.toBe(random.stream('b').stream('a').uniform());
  });

  it('uniform lies in [0, 1) with the mean and variance of its kind', () => {
    const values = draws(20_000, createRandom(3).uniform);
    expect(values.every((x) => x >= 0 && x < 1)).toBe(true);
    const mean = values.reduce((a, b) => a + b) / values.length;
    expect(mean).toBeCloseTo(0.5, 2);
    expect(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length).toBeCloseTo(1 / 12, 2);
  });

  it('normal has mean 0 and variance 1', () => {
    const values = draws(20_000, createRandom(4).normal);
    expect(values.every(Number.isFinite)).toBe(true);
    expect(Math.abs(values.reduce((a, b) => a + b) / values.length)).toBeLessThan(0.03);
    expect(Math.abs(values.reduce((sum, x) => sum + x * x, 0) / values.length - 1)).toBeLessThan(0.05);
  });

  it('permutation holds every number once', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(200), (seed, length) => {
        const order = createRandom(seed).permutation(length);
        expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length }, (_, i) => i));
      }),
    );
  });

  it('integer stays below its bound', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 1000 }), (seed, below) => {
        const value = createRandom(seed).integer(below);
        expect(Number.isInteger(value) && value >= 0 && value < below).toBe(true);
      }),
    );
  });
});
