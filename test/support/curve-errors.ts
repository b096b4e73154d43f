import type * as Curves from '../../remotion/motion/curve';

/** How far drawn polylines are from the curves that they stand for. */

let error = 0;
let curves = 0;
let all = 0;

export const curveErrors = {
  reset(): void {
    error = 0;
    curves = 0;
  },
  /** Since the last reset: pixels, and over how many curves. */
  worst: () => ({ error, curves }),
  /** Ever. */
  measured: () => all,
};

/** A fixed number of places along each curve that have nothing to do with how it was subdivided. */
const PLACES = 97;
/** Only every so many curves is measured: a frame has many. */
const EVERY = 7;
/** Outside of any frame it does not matter. */
const FAR = 4000;

/** The module with a `polyline` that measures what it gives. */
export function watched(module: typeof Curves): typeof Curves {
  let count = 0;
  return {
    ...module,
    polyline(curve, options) {
      const points = module.polyline(curve, options);
      if (count++ % EVERY !== 0) return points;
      curves++;
      all++;
      const at = new Float64Array(3);
      for (let i = 0; i <= PLACES; i++) {
        curve(i / PLACES, at);
        const [x, y] = [at[0]!, at[1]!];
        if (Math.abs(x) > FAR || Math.abs(y) > FAR) continue;
        let nearest = Infinity;
        for (let k = 2; k < points.length; k += 2)
          nearest = Math.min(
            nearest,
            module.segmentDistance2(x, y, points[k - 2]!, points[k - 1]!, points[k]!, points[k + 1]!),
          );
        error = Math.max(error, Math.sqrt(nearest));
      }
      return points;
    },
  };
}
