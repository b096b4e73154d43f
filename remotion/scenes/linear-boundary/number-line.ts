import { scaleLinear } from 'd3-scale';

/**
 * The number line that runs along a line's normal: where the plane's value w·x + b is v, it says v. Its unit is 1/|w| long, so
 * that a point's perpendicular onto it ends at the point's own value.
 */
export interface NumberLine {
  /** Unit vector towards growing values. */
  readonly normal: Point;
  /** Unit vector along the line w·x + b = 0, to the right or, where that is upright, downwards. */
  readonly along: Point;
  /** Where it says 0: on the line. */
  readonly zero: Point;
  /** |w|: how much the value grows from one unit of the plane to the next. */
  readonly slope: number;
  /** Values at its ends. */
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
}

export type Point = readonly [x: number, y: number];

/** w·x + b = 0 */
export interface StraightLine {
  readonly w: Point;
  readonly b: number;
}

/** Room beyond the outermost values, as a share of all. */
const ROOM = 0.07;
const TICKS = 5;
/** In units of the plane: a number line no longer than this would not be seen. */
const LEAST = 0.05;

/**
 * @param points that will be projected, [x₀, y₀, …]: it goes through their middle
 * @returns undefined where there is no line, because w is zero, or no dot
 */
export function numberLine({ w, b }: StraightLine, points: ArrayLike<number>): NumberLine | undefined {
  const slope = Math.hypot(...w);
  const count = Math.floor(points.length / 2);
  if (!(slope > 0) || count === 0) return undefined;
  const normal: Point = [w[0] / slope, w[1] / slope];
  const turned: Point = [normal[1], -normal[0]];
  const flip = turned[0] > 1e-9 || (Math.abs(turned[0]) <= 1e-9 && turned[1] < 0) ? 1 : -1;
  const along: Point = [flip * turned[0], flip * turned[1]];
  let [low, high, middle] = [0, 0, 0];
  for (let i = 0; i < 2 * count; i += 2) {
    const value = w[0] * points[i]! + w[1] * points[i + 1]! + b;
    low = Math.min(low, value);
    high = Math.max(high, value);
    middle += (along[0] * points[i]! + along[1] * points[i + 1]!) / count;
  }
  // Where all values are next to 0 it reaches one unit of the plane to either side.
  const room = high - low > LEAST * slope ? ROOM * (high - low) : slope;
  const foot = -b / slope;
  const scale = scaleLinear([low - room, high + room], [0, 1]);
  return {
    normal,
    along,
    zero: [foot * normal[0] + middle * along[0], foot * normal[1] + middle * along[1]],
    slope,
    low: low - room,
    high: high + room,
    ticks: scale.ticks(TICKS),
  };
}

/** Where it says `value`, in the plane. */
export const placeOn = ({ zero, normal, slope }: NumberLine, value: number): Point => [
  zero[0] + (normal[0] * value) / slope,
  zero[1] + (normal[1] * value) / slope,
];

/** How far out a bump of a dot reaches, as a share of the number line; and places along it. */
const [BANDWIDTH, PLACES] = [0.018, 240];

/**
 * How close together values lie all along a number line, by Gaussian bumps: `PLACES` + 1 densities from its low end to its
 * high one, in dots of a bandwidth's width.
 */
export function densityOn(
  { low, high }: Pick<NumberLine, 'low' | 'high'>,
  values: readonly number[],
): Float64Array {
  const width = BANDWIDTH * (high - low);
  return Float64Array.from({ length: PLACES + 1 }, (_, i) => {
    const at = low + ((high - low) * i) / PLACES;
    return values.reduce((sum, value) => sum + Math.exp(-0.5 * ((at - value) / width) ** 2), 0);
  });
}
