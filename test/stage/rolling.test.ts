import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layoutOf } from '../../remotion/stage/layout';
import { formatNumber } from '../../remotion/stage/number';
import { counterAt, drawRolling, type Counter } from '../../remotion/stage/rolling';
import { night } from '../../remotion/stage/theme';
import { recordingContext, type Mark } from '../support/recording-context';

const look = { theme: night, layout: layoutOf(1920, 1080) };
const decimals = fc.integer({ min: 0, max: 4 });

/** The number that a counter at rest shows. */
const read = ({ wheels, minus }: Counter, places: number): string => {
  const digits = wheels.map(({ position }) => String(position)).join('');
  const whole = digits.slice(0, digits.length - places);
  return (minus > 0 ? '\u2212' : '') + whole + (places > 0 ? `.${digits.slice(-places)}` : '');
};

describe('counterAt(value, options)', () => {
  it('stands and reads as the number wherever that is a whole number of last digits', () => {
    fc.assert(
      fc.property(fc.integer({ min: -99_999, max: 99_999 }), decimals, (units, places) => {
        const value = units / 10 ** places;
        expect(read(counterAt(value, { decimals: places }), places)).toBe(formatNumber(value, places));
      }),
    );
  });

  it('turns no wheel by more than the number moves, but for the pace at which its last wheel turns', () => {
    const step = 0.01;
    fc.assert(
      fc.property(fc.double({ min: -1200, max: 1200, noNaN: true }), (value) => {
        const [a, b] = [counterAt(value, { decimals: 1 }), counterAt(value + step, { decimals: 1 })];
        const count = Math.max(a.wheels.length, b.wheels.length);
        for (let i = 1; i <= count; i++) {
          const [p, q] = [a.wheels.at(-i), b.wheels.at(-i)];
          const turned = Math.abs((p?.position ?? 0) - (q?.position ?? 0));
          expect(Math.min(turned, 10 - turned)).toBeLessThan(0.5);
          expect(Math.abs((p?.shown ?? 0) - (q?.shown ?? 0))).toBeLessThan(0.5);
        }
        expect(Math.abs(a.minus - b.minus)).toBeLessThan(0.5);
      }),
    );
  });

  it('turns a wheel only while the one after it goes from 9 to 0', () => {
    const { wheels } = counterAt(1.995, { decimals: 2 });
    expect(wheels.map(({ position }) => position)).toEqual([1.5, 9.5, 9.5]);
    expect(counterAt(1.985, { decimals: 2 }).wheels.map(({ position }) => position)).toEqual([1, 9, 8.5]);
  });

  it('stands on the rounded number where its last digit may not turn', () => {
    fc.assert(
      fc.property(fc.double({ min: -99, max: 99, noNaN: true }), (value) => {
        const counter = counterAt(value, { decimals: 2, rolling: 0 });
        for (const { position } of counter.wheels) expect(Number.isInteger(position)).toBe(true);
        expect(Math.abs(Number(read(counter, 2).replace('\u2212', '-')) - value)).toBeLessThan(0.00501);
      }),
    );
  });

  it('has as many digits before the point as are asked for, and more where the number needs them', () => {
    expect(counterAt(7, { decimals: 0, digits: 3 }).wheels.map(({ position }) => position)).toEqual([
      0, 0, 7,
    ]);
    expect(counterAt(9.5, { decimals: 0 }).wheels).toEqual([
      { position: 0.5, shown: 0.5 },
      { position: 9.5, shown: 1 },
    ]);
  });

  it('shows no minus before a zero', () => {
    expect(counterAt(-0.001, { decimals: 2 }).minus).toBe(0);
    expect(counterAt(-0.01, { decimals: 2 }).minus).toBe(1);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 1e15])('refuses %s', (value) => {
    expect(() => counterAt(value, { decimals: 2 })).toThrow(RangeError);
  });
});

describe('drawRolling(context, look, value, x, y, style)', () => {
  const style = { size: 40, color: night.ink, decimals: 2 } as const;
  const marks = (value: number, more = {}): Mark[] => {
    const { context, marks: drawn } = recordingContext(1920, 1080);
    drawRolling(context, look, value, 500, 300, { ...style, ...more });
    return drawn;
  };
  const digits = (drawn: readonly Mark[]): Mark[] => drawn.filter(({ text }) => text !== '\u2212');

  it('writes a number at rest as it is', () => {
    expect(
      marks(-3.25)
        .map(({ text }) => text)
        .join(''),
    ).toBe('\u22123.25');
  });

  it('ends at x, begins there, or has its digits about it', () => {
    // A digit's outline stands a little within its cell.
    const near = (at: number): void => expect(Math.abs(at - 500)).toBeLessThan(0.15 * style.size);
    near(Math.max(...marks(12.5, { align: 'right' }).map(({ x1 }) => x1)));
    near(Math.min(...marks(12.5).map(({ x0 }) => x0)));
    const centred = digits(marks(-2.5, { align: 'center' }));
    const [left, right] = [
      Math.min(...centred.map(({ x0 }) => x0)),
      Math.max(...centred.map(({ x1 }) => x1)),
    ];
    near((left + right) / 2);
  });

  it('lets no digit stand left of x, nor right of it, where it is aligned there', () => {
    // What a digit of this font may reach over its cell.
    const over = 0.02 * style.size;
    fc.assert(
      fc.property(
        // All that a counter of this size shows, and above all where it needs a digit more.
        fc.oneof(
          fc.integer({ min: -200_000, max: 200_000 }).map((n) => n / 100),
          fc
            .tuple(fc.constantFrom(9, 99, 999, 9999), fc.integer({ min: 0, max: 100 }))
            .map(([units, n]) => units + n / 100),
        ),
        decimals,
        (units, places) => {
          const value = units / 10 ** places;
          const edges = (align: string): number[] => {
            const seen = digits(marks(value, { decimals: places, align }));
            return [Math.min(...seen.map(({ x0 }) => x0)), Math.max(...seen.map(({ x1 }) => x1))];
          };
          expect(edges('left')[0]).toBeGreaterThan(500 - over);
          expect(edges('right')[1]).toBeLessThan(500 + over);
        },
      ),
    );
  });

  it('moves no digit when the sign changes', () => {
    const places = (drawn: readonly Mark[]): unknown =>
      digits(drawn).map(({ text, x0, y0 }) => [text, x0, y0]);
    expect(places(marks(-1.25))).toEqual(places(marks(1.25)));
  });

  it('keeps turning digits inside the line that the others stand on', () => {
    const [still, turning] = [marks(1.25), marks(1.255)];
    const bottom = Math.max(...still.map(({ y1 }) => y1));
    const top = Math.min(...still.map(({ y0 }) => y0));
    expect(turning.length).toBeGreaterThan(still.length);
    for (const { y0, y1 } of turning) {
      expect(y0).toBeGreaterThan(top - 0.25 * style.size);
      expect(y1).toBeLessThan(bottom + 0.25 * style.size);
    }
  });

  it('draws nothing that is not to be seen', () => {
    expect(marks(1, { alpha: 0 })).toEqual([]);
  });
});
