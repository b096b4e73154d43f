import type { GridLine } from '../../stage/grid-lines';
import type { Pose, Story } from './story';

/**
 * The piece of a grid line that can lie in the frame: most of what is beyond would be subdivided for nothing.
 * @returns nothing where none of it can
 */
export function seenPart(
  { shape, plane, region }: Pick<Story, 'shape' | 'plane' | 'region'>,
  { matrix: [a, b, c, d], bent }: Pose,
  line: GridLine,
): GridLine | undefined {
  const [, outer] = shape.ringRadii;
  const margin = 20 / plane.scale;
  const reach = (...ends: readonly number[]): number => {
    const half = Math.max(...ends.map(Math.abs)) + margin;
    // Beyond the ring the bend g is at least as large as there, g(outer) = outer: (1 − v)x + v·g(x) ≥ (1 − v)x + v·outer.
    return half > outer ? (half - bent * outer) / (1 - bent) : half / (1 - bent);
  };
  const limits = [
    reach(plane.x.invert(region.x), plane.x.invert(region.x + region.width)),
    reach(plane.y.invert(region.y), plane.y.invert(region.y + region.height)),
  ] as const;
  const { fixed, at } = line;
  // What the two coordinates are before the bend, along the line: start + slope·s.
  const along =
    fixed === 'x'
      ? ([
          [a * at, b],
          [c * at, d],
        ] as const)
      : ([
          [b * at, a],
          [d * at, c],
        ] as const);
  let { from, to } = line;
  along.forEach(([start, slope], axis) => {
    const limit = limits[axis]!;
    if (slope === 0) {
      if (Math.abs(start) > limit) to = Number.NEGATIVE_INFINITY;
      return;
    }
    const ends = [(-limit - start) / slope, (limit - start) / slope];
    from = Math.max(from, Math.min(...ends));
    to = Math.min(to, Math.max(...ends));
  });
  return from < to ? { ...line, from, to } : undefined;
}
