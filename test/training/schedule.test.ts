import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultSchedule, recordedSteps } from '../../training/schedule';

const epochs = fc.integer({ min: 1, max: 3000 });

describe('defaultSchedule', () => {
  it('begins with nothing learnt, ends with the last epoch, and rises', () => {
    fc.assert(
      fc.property(epochs, (last) => {
        const schedule = defaultSchedule(last);
        expect(schedule[0]).toBe(0);
        expect(schedule.at(-1)).toBe(last);
        schedule.slice(1).forEach((epoch, i) => expect(epoch).toBeGreaterThan(schedule[i] ?? NaN));
      }),
    );
  });

  it('does not depend on how many epochs there will be: more only add', () => {
    fc.assert(
      fc.property(epochs, epochs, (a, b) => {
        const longer = new Set(defaultSchedule(a + b));
        for (const epoch of defaultSchedule(a).slice(0, -1)) expect(longer.has(epoch)).toBe(true);
      }),
    );
  });

  it('is dense at the start', () => {
    expect(defaultSchedule(2).slice(0, 5)).toEqual([0, 1 / 128, 1 / 64, 1 / 32, 1 / 16]);
  });
});

describe('recordedSteps', () => {
  it('gives whole steps, each once, 0 first and the last always', () => {
    const lists = fc.array(fc.double({ min: 0, max: 20, noNaN: true }), { maxLength: 10 });
    fc.assert(
      fc.property(
        lists,
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 100 }),
        (record, last, per) => {
          const steps = recordedSteps(record, last, per);
          expect(steps[0]).toBe(0);
          expect(steps.at(-1)).toBe(last * per);
          expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b));
          expect(steps.every(Number.isInteger)).toBe(true);
        },
      ),
    );
  });

  it('records what was asked for', () => {
    expect(recordedSteps([0.5, 2], 3, 10)).toEqual([0, 5, 20, 30]);
  });

  it('leaves fractions of an epoch out where an epoch is one step', () => {
    expect(recordedSteps([], 3, 1)).toEqual([0, 1, 2, 3]);
  });
});
