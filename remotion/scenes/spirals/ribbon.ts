import { clamp01 } from '../../motion/ease';

/** A line as a pen draws it: thicker and thinner along its way, and thin where it begins and where it ends. */
export interface Ribbon {
  /** Of the line, in pixels: x₀, y₀, x₁, y₁, … */
  readonly points: Float64Array;
  /** Length up to each of its points. */
  readonly lengths: Float64Array;
}

export function ribbonOf(points: Float64Array): Ribbon {
  const lengths = new Float64Array(points.length / 2);
  for (let i = 1; i < lengths.length; i++)
    lengths[i] =
      lengths[i - 1]! +
      Math.hypot(points[2 * i]! - points[2 * i - 2]!, points[2 * i + 1]! - points[2 * i - 1]!);
  return { points, lengths };
}

/** Where the pen is after a share of the whole length. */
export function penAt({ points, lengths }: Ribbon, share: number): readonly [x: number, y: number] {
  const length = share * lengths.at(-1)!;
  let low = 0;
  let high = lengths.length - 1;
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if (lengths[middle]! <= length) low = middle;
    else high = middle;
  }
  const step = lengths[high]! - lengths[low]!;
  const t = step > 0 ? clamp01((length - lengths[low]!) / step) : 0;
  const at = (axis: number): number => points[2 * low + axis]! * (1 - t) + points[2 * high + axis]! * t;
  return [at(0), at(1)];
}

/** The share of the way on which a hand comes up to its speed, and the one on which it slows down. */
const RAMP = 0.18;

/** A hand's pace: even, but for a soft start and end. */
export function evenPace(t: number): number {
  if (t > 0.5) return 1 - evenPace(1 - t);
  return t < RAMP ? (t * t) / (2 * RAMP * (1 - RAMP)) : (t - RAMP / 2) / (1 - RAMP);
}

/** Swell and thinning along the way, in widths; two waves that do not meet, so that no pattern is seen. */
const swell = (s: number): number => 1 + 0.16 * Math.sin(9.1 * s + 0.7) + 0.1 * Math.sin(23.7 * s);

/**
 * The outline of the first `share` of the line, as a closed polygon [x₀, y₀, …].
 * @param width of the pen, in pixels; `taper` the way over which it comes down and lifts
 */
export function ribbonOutline(
  ribbon: Ribbon,
  share: number,
  { width, taper }: { readonly width: number; readonly taper: number },
): number[] {
  const { points, lengths } = ribbon;
  const total = lengths.at(-1)!;
  const length = share * total;
  if (length <= 0) return [];
  const [left, right]: [number[], number[]] = [[], []];
  const put = (x: number, y: number, s: number, i: number): void => {
    const [a, b] = [Math.max(0, i - 1), Math.min(lengths.length - 1, i + 1)];
    const [dx, dy] = [points[2 * b]! - points[2 * a]!, points[2 * b + 1]! - points[2 * a + 1]!];
    const size = Math.hypot(dx, dy) || 1;
    const pressed = Math.sqrt(clamp01((length - s) / taper));
    const half = (width / 2) * swell((2 * s) / Math.max(total, 1)) * pressed;
    left.push(x - (dy / size) * half, y + (dx / size) * half);
    right.push(y - (dx / size) * half, x + (dy / size) * half);
  };
  let i = 0;
  for (; i < lengths.length && lengths[i]! <= length; i++)
    put(points[2 * i]!, points[2 * i + 1]!, lengths[i]!, i);
  put(...penAt(ribbon, share), length, Math.min(i, lengths.length - 1));
  // Its other bank was kept as y, x, so that reversing the list puts it in order.
  return [...left, ...right.reverse()];
}
