import fc from 'fast-check';
import { segmentDistance2 } from '../../remotion/motion/curve';

/** One to four tanh layers of two neurons, with numbers up to `most`. */
export const tanhLayers = (most: number) => {
  const weight = fc.double({ min: -most, max: most, noNaN: true });
  return fc.array(
    fc.record({
      inputs: fc.constant(2 as const),
      outputs: fc.constant(2 as const),
      weights: fc.tuple(weight, weight, weight, weight),
      bias: fc.tuple(weight, weight),
      activation: fc.constant(Math.tanh),
    }),
    { minLength: 1, maxLength: 4 },
  );
};

/** Squared distance of (x, y) from a polyline [x₀, y₀, …]. */
export function distance2(x: number, y: number, points: readonly number[]): number {
  let nearest = Infinity;
  for (let k = 2; k < points.length; k += 2)
    nearest = Math.min(
      nearest,
      segmentDistance2(x, y, points[k - 2]!, points[k - 1]!, points[k]!, points[k + 1]!),
    );
  return nearest;
}
