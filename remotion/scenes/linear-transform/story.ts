import { z } from 'zod';
import type { PlaneMap } from '../../motion/layer-path';
import { determinant, polarPath, type LiftedMatrix, type Matrix2, type PolarPath } from '../../motion/polar';
import { span } from '../../motion/span';
import { gridLines, type GridLine } from '../../stage/grid-lines';
import type { Layout } from '../../stage/layout';
import { memo } from '../../stage/memo';
import { planeOf, type Plane } from '../../stage/plane';
import type { Given, Moment } from '../../stage/scene';
import { matrixOf, matrixProp } from '../props';
import { placesOf, type Places } from './places';

/** A matrix nearer to a singular one would press the plane into a line, and nothing said of its grid would hold. */
const LEAST = 0.1;
const MOST = 5;
/** More decimals are not written. */
const MOST_DECIMALS = 2;

/** Whether a number is written in full with so many decimals, but for the binary error of 1.15. */
const isWritten = (entry: number, decimals: number): boolean =>
  Math.abs(entry - Number(entry.toFixed(decimals))) < 1e-9;

const movingProp = (rows: Parameters<typeof matrixProp>[0]) =>
  matrixProp(rows)
    .refine((entries) => entries.flat().every((entry) => Math.abs(entry) <= MOST), {
      error: `entries may be from −${MOST} to ${MOST}: beyond, the arrows leave the frame`,
    })
    .refine((entries) => entries.flat().every((entry) => isWritten(entry, MOST_DECIMALS)), {
      error: `entries may have at most ${MOST_DECIMALS} decimals: rounded, they would not say where the arrows go`,
    })
    .refine((entries) => Math.abs(determinant(matrixOf(entries))) >= LEAST, {
      error: `the determinant must be at least ${LEAST} or at most −${LEAST}: else the columns lie nearly on one line, and the plane with them`,
    });

export const propsSchema = z
  .object({
    matrix: movingProp([
      [2, -1],
      [1, 1],
    ]),
    /** Where the plane goes afterwards. */
    other: movingProp([
      [1, 1],
      [0, 1],
    ]),
  })
  .refine(({ matrix, other }) => matrixOf(other).some((entry, i) => entry !== matrixOf(matrix)[i]), {
    path: ['other'],
    error: 'must differ from matrix: the last sentence says that other numbers make another move',
  });

const STEP = 0.5;
/** Lines further out than this are drawn only where they are major ones. */
const FINE = 24;
const FURTHEST = 60;

/** As many as write both matrices exactly. */
export type Decimals = 0 | 1 | 2;

export interface Story {
  readonly matrix: Matrix2;
  readonly other: Matrix2;
  /** From the identity to the first matrix. */
  readonly first: PolarPath;
  /** From the first matrix to the other: to be put after the first. */
  readonly then: PolarPath;
  readonly lines: readonly GridLine[];
  readonly places: Places;
  readonly plane: Plane;
  readonly decimals: Decimals;
}

const inverse = (m: Matrix2): Matrix2 => {
  const [a, b, c, d] = m;
  const det = determinant(m);
  return [d / det, -b / det, -c / det, a / det];
};

const product = ([a, b, c, d]: Matrix2, [p, q, r, s]: Matrix2): Matrix2 => [
  a * p + b * r,
  a * q + b * s,
  c * p + d * r,
  c * q + d * s,
];

const decimalsOf = (entries: readonly number[]): Decimals =>
  ([0, 1] as const).find((decimals) => entries.every((entry) => isWritten(entry, decimals))) ?? MOST_DECIMALS;

/** How far out lines must stand and reach so that the frame is full of them all the way. */
function reachOf(
  layout: Layout,
  places: Places,
  scale: number,
  story: Pick<Story, 'first' | 'then' | 'matrix'>,
): number {
  const { region, plane } = places;
  const midX = plane.x + plane.width / 2;
  const midY = plane.y + plane.height / 2;
  const corner = Math.hypot(
    Math.max(midX, layout.width - midX),
    Math.max(midY - region.y, region.y + region.height - midY),
  );
  let least = 1;
  for (let i = 0; i <= 24; i++)
    for (const progress of [
      { first: i / 24, then: 0 },
      { first: 1, then: i / 24 },
    ]) {
      const {
        matrix: [a, b, c, d],
        lift: [p, q],
      } = movedBy(story, progress);
      // The smaller singular value, from the squares' sum and the area; what is turned over counts as it lies in space.
      const sum = a * a + b * b + c * c + d * d + p * p + q * q;
      const area = Math.hypot(a * d - b * c, c * q - d * p, p * b - q * a);
      least = Math.min(
        least,
        Math.sqrt(Math.max(0, (sum - Math.sqrt(Math.max(0, sum * sum - 4 * area * area))) / 2)),
      );
    }
  return Math.min(FURTHEST, Math.ceil(corner / scale / least) + 1);
}

export const storyOf = memo((given: Given): Story => {
  const props = propsSchema.parse(given.props);
  const matrix = matrixOf(props.matrix);
  const other = matrixOf(props.other);
  const first = polarPath(matrix);
  const then = polarPath(product(other, inverse(matrix)));
  const places = placesOf(given.layout);
  const largest = Math.max(...matrix.map(Math.abs), ...other.map(Math.abs));
  const plane = planeOf(places.plane, {
    x: 0,
    y: 0,
    half: Math.max(2.3, (given.layout.name === 'tall' ? 1.26 : 1.15) * largest),
  });
  const reach = reachOf(given.layout, places, plane.scale, { first, then, matrix });
  return {
    matrix,
    other,
    first,
    then,
    places,
    plane,
    lines: gridLines(reach, STEP, 2).filter(({ at, rank }) => rank !== 'minor' || Math.abs(at) <= FINE),
    decimals: decimalsOf([...matrix, ...other]),
  };
});

/** How far each of the two moves has come. */
export interface Progress {
  readonly first: number;
  readonly then: number;
}

export const progressAt = ({ time, cue, given }: Moment): Progress => {
  const move = (from: number, seconds: number, end: number): number =>
    span(from, from + Math.max(1.4, Math.min(seconds, end - from)), time);
  return {
    first: move(cue('move') + 0.1, 3.2, cue('parallel') - 0.2),
    then: move(cue('other') + 0.1, 3.4, given.duration - 1.3),
  };
};

/** The matrix as it is now, with its lift where the sheet turns over; exactly W, and exactly the other, at the ends. */
export function movedBy(
  { first, then, matrix }: Pick<Story, 'first' | 'then' | 'matrix'>,
  progress: Progress,
): LiftedMatrix {
  if (progress.then <= 0) return progress.first >= 1 ? { matrix, lift: [0, 0] } : first.at(progress.first);
  const {
    matrix: onwards,
    lift: [p, q],
  } = then.at(progress.then);
  const [a, b, c, d] = matrix;
  return { matrix: product(onwards, matrix), lift: [p * a + q * c, p * b + q * d] };
}

export const mapOf =
  ({ matrix: [a, b, c, d], lift: [p, q] }: LiftedMatrix): PlaneMap =>
  (x, y, out) => {
    out[0] = a * x + b * y;
    out[1] = c * x + d * y;
    out[2] = p * x + q * y;
  };
