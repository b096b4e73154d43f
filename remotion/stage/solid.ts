import { dot, type Vec3, type View } from './camera';

/** Edges and grids of simple solids, as geometry: what of them stands before and what behind is decided here. */

export interface Segment {
  readonly from: Vec3;
  readonly to: Vec3;
}

export interface Edge extends Segment {
  /**
   * 0 where the edge lies behind what the box holds, 1 where it lies before it. It changes smoothly as a face turns
   * edge-on, so nothing blinks while the camera goes round.
   */
  readonly front: number;
}

const AXES = [0, 1, 2] as const;

/** Cosines between a face's normal and the line of sight within which an edge goes from back to front. */
const TURNING = 0.12;

const vec = (values: readonly number[]): Vec3 => [values[0]!, values[1]!, values[2]!];

/** How much a face of the box [−half, half]³ shows its outside to the eye: 0 not at all, 1 fully. */
function facing(view: View, half: number, axis: number, sign: number): number {
  const centre = [0, 0, 0];
  centre[axis] = sign * half;
  const sight: Vec3 = vec(view.eye.map((e, i) => e - centre[i]!));
  const cosine = (sign * sight[axis]!) / Math.sqrt(dot(sight, sight));
  const t = (cosine + TURNING) / (2 * TURNING);
  return t <= 0 ? 0 : t >= 1 ? 1 : t * t * (3 - 2 * t);
}

/** The twelve edges of the box [−half, half]³. An edge lies before the box's inside where both of its faces face the eye. */
export function boxEdges(view: View, half: number): Edge[] {
  return AXES.flatMap((axis) => {
    const [u, v] = AXES.filter((other) => other !== axis) as [number, number];
    return [-1, 1].flatMap((su) =>
      [-1, 1].map((sv) => {
        const from = [0, 0, 0];
        from[axis] = -half;
        from[u] = su * half;
        from[v] = sv * half;
        const to = [...from];
        to[axis] = half;
        const front = facing(view, half, u, su) * facing(view, half, v, sv);
        return { from: vec(from), to: vec(to), front };
      }),
    );
  });
}

/**
 * Lines of a square grid on the box's floor, z = −half: `cells` cells a side, its border not included (the box has it).
 * @throws RangeError when `cells` is not a positive whole number.
 */
export function floorGrid(half: number, cells: number): Segment[] {
  if (!Number.isInteger(cells) || cells < 1)
    throw new RangeError(`a grid has a whole number of cells, not ${cells}`);
  return Array.from({ length: cells - 1 }, (_, i) => -half + (2 * half * (i + 1)) / cells).flatMap((at) => [
    { from: vec([at, -half, -half]), to: vec([at, half, -half]) },
    { from: vec([-half, at, -half]), to: vec([half, at, -half]) },
  ]);
}
