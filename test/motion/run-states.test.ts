import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { narrowStates, wideStates, type RunParameters } from '../../remotion/motion/run-states';
import { forward, layerOutputs, networkAt } from '../../training/network';

const entry = fc.integer({ min: -2000, max: 2000 }).map((n) => n / 1000);
const numbers = (length: number) => fc.array(entry, { minLength: length, maxLength: length });
const unit = fc.double({ min: 0, max: 1, noNaN: true });

const EPOCHS = Array.from({ length: 41 }, (_, i) => i / 4);
const LAST = EPOCHS.at(-1)!;

/** Recorded values that swing about a middle: determinants go through zero, turns past half a turn. */
const swinging = (length: number) =>
  fc
    .tuple(numbers(length), numbers(length), fc.double({ min: 0.2, max: 0.6, noNaN: true }))
    .map(([middle, swing, speed]) =>
      Float32Array.from({ length: EPOCHS.length * length }, (_, n) => {
        const i = n % length;
        return middle[i]! + 1.5 * swing[i]! * Math.sin(speed * EPOCHS[Math.floor(n / length)]! + i);
      }),
    );

const runs = fc.array(fc.constantFrom(2, 3), { minLength: 1, maxLength: 3 }).chain((hidden) => {
  const widths = [2, ...hidden, 1];
  return fc
    .tuple(...widths.slice(1).map((rows, k) => fc.tuple(swinging(rows * widths[k]!), swinging(rows))))
    .map((layers): RunParameters => ({
      activation: 'tanh',
      weights: layers.map(([data], k) => ({ shape: [EPOCHS.length, widths[k + 1]!, widths[k]!], data })),
      biases: layers.map(([, data], k) => ({ shape: [EPOCHS.length, widths[k + 1]!], data })),
    }));
});

const POINTS = [0.5, -0.25, -1, 0.75, 1.25, 1];
const furthest = (a: Float64Array, b: Float64Array): number =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);

describe('the states of a run that can be seen as it is', () => {
  it('are at recorded epochs and whole layers what the forward pass says', () => {
    fc.assert(
      fc.property(runs, fc.nat({ max: EPOCHS.length - 1 }), (run, recorded) => {
        const states = narrowStates(run, EPOCHS, POINTS);
        const network = networkAt(run.weights, run.biases, recorded, run.activation);
        expect(states.layers).toBe(run.weights.length - 1);
        for (let k = 0; k <= states.layers; k++) {
          const places = states.state(EPOCHS[recorded]!, k);
          for (let i = 0; 2 * i < POINTS.length; i++) {
            const expected = layerOutputs(network, POINTS.slice(2 * i, 2 * i + 2))[k]!;
            for (let axis = 0; axis < 3; axis++)
              expect(places[3 * i + axis]!).toBeCloseTo(expected[axis] ?? 0, 9);
          }
        }
        const output = forward(states.network(EPOCHS[recorded]!), POINTS.slice(0, 2));
        expect(output[0]!).toBeCloseTo(forward(network, POINTS.slice(0, 2))[0]!, 9);
      }),
      { numRuns: 40 },
    );
  });

  it('are one continuous surface over epoch and layer', () => {
    fc.assert(
      fc.property(runs, unit, unit, fc.boolean(), (run, e, p, along) => {
        const states = narrowStates(run, EPOCHS, POINTS);
        const [epoch, progress] = [e * LAST, p * states.layers];
        const step = 1e-7;
        const here = states.state(epoch, progress);
        const there = states.state(epoch + (along ? step : 0), progress + (along ? 0 : step));
        expect(furthest(here, there)).toBeLessThan(0.01);
      }),
      { numRuns: 300 },
    );
  });

  it('go on from epoch to epoch where a layer’s determinant passes through zero', () => {
    const flip = [1, 0.5, 0.1, -0.1, -0.5, -1];
    const epochs = flip.map((_, i) => i);
    const run: RunParameters = {
      activation: 'tanh',
      weights: [
        { shape: [6, 2, 2], data: Float32Array.from(flip.flatMap((x) => [1.2, 0.3, 0, x])) },
        { shape: [6, 1, 2], data: new Float32Array(12).fill(1) },
      ],
      biases: [
        { shape: [6, 2], data: new Float32Array(12) },
        { shape: [6, 1], data: new Float32Array(6) },
      ],
    };
    const states = narrowStates(run, epochs, POINTS);
    let turned = 0;
    for (let i = 0; i < 5000; i++) {
      const [a, b] = [states.state(i / 1000, 0.25), states.state((i + 1) / 1000, 0.25)];
      expect(furthest(a, b)).toBeLessThan(0.02);
      turned = Math.max(turned, ...a.filter((_, n) => n % 3 === 2).map(Math.abs));
    }
    expect(turned).toBeGreaterThan(0.3);
  });

  it('hold still before the first and after the last recorded epoch', () => {
    fc.assert(
      fc.property(runs, unit, (run, p) => {
        const states = narrowStates(run, EPOCHS, POINTS);
        const progress = p * states.layers;
        expect(states.state(-5, progress)).toEqual(states.state(0, progress));
        expect(states.state(LAST + 5, progress)).toEqual(states.state(LAST, progress));
      }),
      { numRuns: 30 },
    );
  });
});

describe('the states of a run of any width', () => {
  const cloud = (rows: number, samples: number) =>
    fc.array(entry, { minLength: rows * samples * 3, maxLength: rows * samples * 3 }).map((data) => ({
      shape: [rows, samples, 3],
      data: Float32Array.from(data),
    }));
  const clouds = fc.tuple(cloud(1, 4), cloud(3, 4), cloud(3, 4));
  const epochs = [0, 1, 4];

  it('are the recorded points at recorded epochs and whole layers', () => {
    fc.assert(
      fc.property(clouds, fc.nat({ max: 2 }), fc.nat({ max: 2 }), (layers, k, row) => {
        const { data, shape } = layers[k]!;
        const start = shape[0] === 1 ? 0 : row * 12;
        expect([...wideStates(epochs, layers).state(epochs[row]!, k)]).toEqual([
          ...data.subarray(start, start + 12),
        ]);
      }),
    );
  });

  it('are one continuous surface that never leaves what the layers beside it span', () => {
    fc.assert(
      fc.property(clouds, unit, unit, (layers, e, p) => {
        const states = wideStates(epochs, layers);
        const [epoch, progress] = [4 * e, 2 * p];
        const here = states.state(epoch, progress);
        for (const there of [states.state(epoch + 1e-7, progress), states.state(epoch, progress + 1e-7)])
          expect(furthest(here, there)).toBeLessThan(1e-4);
        const [below, above] = [
          states.state(epoch, Math.floor(progress)),
          states.state(epoch, Math.ceil(progress)),
        ];
        here.forEach((value, i) => {
          expect(value).toBeGreaterThanOrEqual(Math.min(below[i]!, above[i]!) - 1e-9);
          expect(value).toBeLessThanOrEqual(Math.max(below[i]!, above[i]!) + 1e-9);
        });
      }),
    );
  });

  it('write to the array they are given', () => {
    const layers = [{ shape: [1, 2, 3], data: Float32Array.of(0, 1, 2, 3, 4, 5) }];
    const out = new Float64Array(6);
    expect(wideStates([0], layers).state(0, 0, out)).toBe(out);
    expect([...out]).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('refuse a layer recorded at other epochs', () => {
    expect(() => wideStates([0, 1], [{ shape: [3, 1, 3], data: new Float32Array(9) }])).toThrow(RangeError);
    expect(() => wideStates([0], [])).toThrow(RangeError);
  });
});
