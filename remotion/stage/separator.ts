import { dot, type Vec3 } from './camera';
import { lengthOf, pointOf, type Path3 } from './space-curve';

/** The plane w·x + b = 0, and what it does to things in space: exact, and pure maths. */
export interface Separator {
  /** w, of any length but 0. */
  readonly normal: Vec3;
  /** b */
  readonly offset: number;
}

/** The box [centre − half, centre + half]³. */
export interface SpaceBox {
  /** The origin unless given. */
  readonly centre?: Vec3;
  readonly half: number;
}

/** 1 where w·x + b > 0, else −1: on the plane itself as the network decides there, for class 1 only above 0. */
export type Side = -1 | 1;

/** w·x + b */
export const valueAt = ({ normal, offset }: Separator, point: Vec3): number => dot(normal, point) + offset;

export const sideOf = (separator: Separator, point: Vec3): Side => (valueAt(separator, point) > 0 ? 1 : -1);

/** Of signed distances in world units, (w·x + b) / |w|. */
export const distanceTo = (separator: Separator, point: Vec3): number =>
  valueAt(separator, point) / Math.sqrt(dot(separator.normal, separator.normal));

/** The plane's point nearest to another one; nearest to the origin it is −b·w/|w|². */
export function footOf(separator: Separator, [x, y, z]: Vec3 = [0, 0, 0]): Vec3 {
  const { normal: w } = separator;
  const share = valueAt(separator, [x, y, z]) / dot(w, w);
  return [x - share * w[0], y - share * w[1], z - share * w[2]];
}

/** The parallel plane at a signed distance, in world units along w. */
export const shifted = ({ normal, offset }: Separator, distance: number): Separator => ({
  normal,
  offset: offset - distance * Math.sqrt(dot(normal, normal)),
});

/** What a plane leaves of something: the parts below it and the parts above it. */
export interface Halves<T> {
  readonly below: T;
  readonly above: T;
}

/** The point where the plane meets the line between two points on different sides of it, of values u and v. */
const crossing = (a: Vec3, b: Vec3, u: number, v: number): Vec3 => {
  const s = u / (u - v);
  return [a[0] + s * (b[0] - a[0]), a[1] + s * (b[1] - a[1]), a[2] + s * (b[2] - a[2])];
};

/**
 * A closed polygon cut along the plane; a side that nothing of it is on gets no corners. (Sutherland & Hodgman 1974, both sides at
 * once, so that the two halves share the cut's points exactly.)
 */
export function cutPolygon(separator: Separator, polygon: Path3): Halves<Path3> {
  const count = lengthOf(polygon);
  const values = new Float64Array(count);
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < count; i++) {
    const value = valueAt(separator, pointOf(polygon, i));
    values[i] = value;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (high <= 0) return { below: polygon, above: [] };
  if (low >= 0) return { below: [], above: polygon };
  const [below, above]: [number[], number[]] = [[], []];
  for (let i = 0; i < count; i++) {
    const next = (i + 1) % count;
    const [u, v] = [values[i]!, values[next]!];
    const at = pointOf(polygon, i);
    if (u <= 0) below.push(...at);
    if (u >= 0) above.push(...at);
    if ((u < 0 && v > 0) || (u > 0 && v < 0)) {
      const cut = crossing(at, pointOf(polygon, next), u, v);
      below.push(...cut);
      above.push(...cut);
    }
  }
  return { below, above };
}

/** A polyline cut where it goes through the plane, into as many pieces as it makes. */
export function cutLine(separator: Separator, line: Path3): Halves<readonly Path3[]> {
  const pieces: { readonly side: Side; readonly path: number[] }[] = [];
  let before: number | undefined;
  for (let i = 0; i < lengthOf(line); i++) {
    const at = pointOf(line, i);
    const value = valueAt(separator, at);
    const side: Side = value > 0 ? 1 : -1;
    const current = pieces.at(-1);
    if (!current || before === undefined) pieces.push({ side, path: [...at] });
    else if (current.side === side) current.path.push(...at);
    else {
      const cut = crossing(pointOf(line, i - 1), at, before, value);
      current.path.push(...cut);
      pieces.push({ side, path: [...cut, ...at] });
    }
    before = value;
  }
  const of = (side: Side): Path3[] =>
    pieces.filter((piece) => piece.side === side && lengthOf(piece.path) > 1).map(({ path }) => path);
  return { below: of(-1), above: of(1) };
}

const AXES = [0, 1, 2] as const;

/** Two unit vectors at right angles to each other in the plane. */
export function axesOf({ normal }: Separator): readonly [Vec3, Vec3] {
  const size = Math.sqrt(dot(normal, normal));
  const n: Vec3 = [normal[0] / size, normal[1] / size, normal[2] / size];
  const least = AXES.reduce((best, axis) => (Math.abs(n[axis]) < Math.abs(n[best]) ? axis : best), 0);
  const e: Vec3 = [least === 0 ? 1 : 0, least === 1 ? 1 : 0, least === 2 ? 1 : 0];
  const u = crossOf(n, e);
  const length = Math.sqrt(dot(u, u));
  const first: Vec3 = [u[0] / length, u[1] / length, u[2] / length];
  return [first, crossOf(n, first)];
}

const crossOf = ([a, b, c]: Vec3, [x, y, z]: Vec3): Vec3 => [b * z - c * y, c * x - a * z, a * y - b * x];

/**
 * What the box holds of the plane: a polygon about the plane's foot, of three to six corners in their order round it; none where the
 * plane misses the box.
 */
export function separatorInBox(separator: Separator, { centre = [0, 0, 0], half }: SpaceBox): number[] {
  const foot = footOf(separator, centre);
  const [u, v] = axesOf(separator);
  // A square in the plane about the box's middle that is surely larger than the box.
  const far = 4 * half;
  const corner = (a: number, b: number): number[] =>
    AXES.map((axis) => foot[axis] + far * (a * u[axis] + b * v[axis]));
  let polygon: Path3 = [...corner(-1, -1), ...corner(1, -1), ...corner(1, 1), ...corner(-1, 1)];
  for (const axis of AXES)
    for (const sign of [-1, 1]) {
      const normal: Vec3 = [axis === 0 ? sign : 0, axis === 1 ? sign : 0, axis === 2 ? sign : 0];
      polygon = cutPolygon({ normal, offset: -half - sign * centre[axis] }, polygon).below;
    }
  return [...polygon];
}
