import fc from 'fast-check';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { experiments } from '../../training/experiments';
import { leaderboard, leaderboardTable, seedLine, type Trial } from '../../training/leaderboard';

const trial = (seed: number, accuracy: readonly number[], more: Partial<Trial> = {}): Trial => ({
  seed,
  epochs: accuracy.map((_, i) => 10 * i),
  measures: { loss: 0.5 },
  curves: { training: { accuracy } },
  ...more,
});

describe('leaderboard', () => {
  it('puts accuracy first, then accuracy on dense samples, then how early it was reached, then the seed', () => {
    const dense = (denseAccuracy: number) => ({ measures: { denseAccuracy } });
    const trials = [
      trial(1, [0.5, 0.9, 1]),
      trial(2, [0.5, 1, 1]),
      trial(3, [0.5, 0.7, 0.9], dense(1)),
      trial(4, [0.5, 0.7, 1], dense(0.8)),
      trial(5, [0.5, 1, 1]),
    ];
    expect(leaderboard(trials).map(({ seed }) => seed)).toEqual([4, 2, 5, 1, 3]);
  });

  it('says at which recorded epoch the final accuracy was reached first', () => {
    expect(leaderboard([trial(1, [0.5, 0.95, 0.9, 0.93])])[0]).toMatchObject({
      accuracy: 0.93,
      reachedAt: 10,
    });
  });

  it('goes by samples of validation where there are any, and never by those held out', () => {
    const curves = (validation: number, heldOut: number): Trial['curves'] => ({
      training: { accuracy: [1] },
      validation: { accuracy: [validation] },
      heldOut: { accuracy: [heldOut] },
    });
    const trials = [trial(1, [1], { curves: curves(0.9, 1) }), trial(2, [1], { curves: curves(0.95, 0.5) })];
    expect(leaderboard(trials).map(({ seed, accuracy }) => [seed, accuracy])).toEqual([
      [2, 0.95],
      [1, 0.9],
    ]);
  });

  it('depends on the trials alone, not on their order', () => {
    const accuracies = fc.array(fc.constantFrom(0.5, 0.75, 1), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(
        fc.array(accuracies, { minLength: 1, maxLength: 8 }),
        fc.infiniteStream(fc.nat()),
        (rows, order) => {
          const trials = rows.map((row, seed) => trial(seed, row));
          const shuffled = trials
            .map((each) => ({ each, at: order.next().value as number }))
            .sort((a, b) => a.at - b.at)
            .map(({ each }) => each);
          expect(leaderboard(shuffled)).toEqual(leaderboard(trials));
        },
      ),
    );
  });

  it('is written as one line a trial', () => {
    const lines = leaderboardTable(leaderboard([trial(7, [0.5, 1]), trial(8, [0.5, 0.75])])).split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[1]).toMatch(/^1 +7 +100\.00 % +10 +– +– +– +0\.500$/);
  });
});

describe('seedLine', () => {
  it('finds the seed of every experiment in experiments.ts', async () => {
    const text = await readFile('training/experiments.ts', 'utf8');
    for (const [name, { seed }] of Object.entries(experiments)) {
      const found = seedLine(text, name);
      expect([name, found?.text]).toEqual([name, expect.stringMatching(new RegExp(`seed: ${seed}\\b`))]);
      expect(text.split('\n')[(found?.line ?? 0) - 1]).toContain(found?.text);
    }
  });

  it('finds none where the experiment is not, or has none of its own', () => {
    const text =
      'export const experiments = {\n  a: { ...shared },\n  b: {\n    ...shared,\n  },\n  c: { seed: 3 },\n};';
    expect([seedLine(text, 'a'), seedLine(text, 'b'), seedLine(text, 'd')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(seedLine(text, 'c')).toEqual({ line: 6, text: 'c: { seed: 3 },' });
  });
});
