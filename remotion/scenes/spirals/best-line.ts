/** A straight line: points with x·cos + y·sin > offset are on the side of class 1. */
export interface StraightLine {
  /** Direction of its normal, in radians. */
  readonly angle: number;
  readonly offset: number;
}

/** Whether a point of this class is on its own side. */
export const isRight = ({ angle, offset }: StraightLine, x: number, y: number, label: number): boolean =>
  x * Math.cos(angle) + y * Math.sin(angle) > offset === (label === 1);

/** How many points are on their own side. @param points x₀, y₀, x₁, y₁, … */
export function rightCount(line: StraightLine, points: ArrayLike<number>, labels: ArrayLike<number>): number {
  let right = 0;
  for (let i = 0; i < labels.length; i++)
    if (isRight(line, points[2 * i]!, points[2 * i + 1]!, labels[i]!)) right++;
  return right;
}

/** Directions that are tried: a quarter of a degree apart. */
const DIRECTIONS = 1440;

/**
 * The straight line with most points on their own side: for every one of many directions the exact best place, and of equals
 * the one with most room.
 * @param points x₀, y₀, x₁, y₁, …
 * @param labels 0 or 1, one a point
 */
export function bestLine(points: ArrayLike<number>, labels: ArrayLike<number>): StraightLine {
  const count = labels.length;
  const along = new Float64Array(count);
  const order = Uint32Array.from(labels, (_, i) => i);
  let best = { angle: 0, offset: 0 };
  let [most, widest] = [-1, 0];
  for (let k = 0; k < DIRECTIONS; k++) {
    const angle = (2 * Math.PI * k) / DIRECTIONS;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    for (let i = 0; i < count; i++) along[i] = points[2 * i]! * cos + points[2 * i + 1]! * sin;
    if (k === 0) order.sort((a, b) => along[a]! - along[b]!);
    else insertionSort(order, along);
    let right = 0;
    for (let i = 0; i < count; i++) if (labels[i] === 1) right++;
    for (let i = 0; i + 1 < count; i++) {
      right += labels[order[i]!] === 0 ? 1 : -1;
      const [low, high] = [along[order[i]!]!, along[order[i + 1]!]!];
      const room = high - low;
      if (room <= 0 || right < most || (right === most && room <= widest)) continue;
      [most, widest] = [right, room];
      best = { angle, offset: (low + high) / 2 };
    }
  }
  return best;
}

/** In place. From one direction to the next hardly anything changes places, and then this takes few steps. */
function insertionSort(order: Uint32Array, along: Float64Array): void {
  for (let i = 1; i < order.length; i++) {
    const item = order[i]!;
    const value = along[item]!;
    let j = i;
    for (; j > 0 && along[order[j - 1]!]! > value; j--) order[j] = order[j - 1]!;
    order[j] = item;
  }
}
