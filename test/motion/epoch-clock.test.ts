import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { epochAt, epochClock, recordedAt, stepsOf } from '../../remotion/motion/epoch-clock';
import { wideStates } from '../../remotion/motion/run-states';

const steps = fc.array(fc.double({ min: 0, max: 5, noNaN: true }), { minLength: 1, maxLength: 40 });

/** One dot that goes along x. */
const way = (...xs: number[]) => ({
  shape: [xs.length, 1, 3],
  data: Float32Array.from(xs.flatMap((x) => [x, 0, 0])),
});

describe('epochClock(epochs, steps)', () => {
  it('goes through every recorded epoch in order, from 0 to 1', () => {
    fc.assert(
      fc.property(steps, (ways) => {
        const epochs = Array.from({ length: ways.length + 1 }, (_, i) => i * i);
        const clock = epochClock(epochs, ways);
        expect(clock.knots[0]).toBe(0);
        expect(clock.knots.at(-1)).toBe(1);
        clock.knots.forEach((knot, i) => {
          if (i > 0) expect(knot).toBeGreaterThan(clock.knots[i - 1]!);
          expect(epochAt(clock, knot)).toBeCloseTo(epochs[i]!, 4);
          expect(recordedAt(clock, knot)).toBe(i);
        });
      }),
    );
  });

  it('gives the time to where things move, and not to the count of epochs', () => {
    const { knots } = epochClock([0, 1, 100], [3, 1]);
    expect(knots[1]).toBeCloseTo(0.75, 6);
  });

  it('runs on where nothing moves, so that it is defined', () => {
    const clock = epochClock([0, 1, 2], [0, 0]);
    expect(clock.knots).toEqual([0, 0.5, 1]);
    expect(epochAt(clock, 0.5)).toBeCloseTo(1, 9);
  });

  it('never goes back', () => {
    fc.assert(
      fc.property(steps, (ways) => {
        const clock = epochClock([0, ...ways.map((_, e) => (e + 1) ** 2)], ways);
        for (let s = 0, before = 0; s <= 1; s += 0.02) {
          const epoch = epochAt(clock, s);
          expect(epoch).toBeGreaterThanOrEqual(before - 1e-6);
          before = epoch;
        }
      }),
    );
  });

  it('stands at the only epoch where one was recorded', () => {
    const clock = epochClock([7], []);
    expect([epochAt(clock, 0), epochAt(clock, 1), recordedAt(clock, 1)]).toEqual([7, 7, 0]);
  });

  it('refuses another number of steps than lie between the epochs', () => {
    expect(() => epochClock([0, 1, 2], [1])).toThrow(RangeError);
  });
});

describe('stepsOf(rows)', () => {
  it('says how far values go from row to row', () => {
    expect(stepsOf(way(0, 3, 4))).toEqual([3, 1]);
    expect(stepsOf({ shape: [2, 2], data: [0, 0, 3, 4] })).toEqual([5]);
  });

  it('has nothing to say of one row', () => {
    expect(stepsOf(way(1))).toEqual([]);
  });

  it('makes a clock at whose knots dots are where they were recorded', () => {
    fc.assert(
      fc.property(steps, (ways) => {
        let x = 0;
        const points = way(0, ...ways.map((step) => (x += step)));
        const { knots } = epochClock([0, ...ways.map((_, e) => e + 1)], stepsOf(points));
        const states = wideStates(knots, [points]);
        knots.forEach((knot, e) => expect(states.state(knot, 0)[0]).toBeCloseTo(points.data[3 * e]!, 4));
      }),
    );
  });
});
