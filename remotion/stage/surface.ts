import type { PlaneMap } from '../motion/layer-path';
import type { Vec3, View } from './camera';
import type { GridLine } from './grid-lines';
import type { Sheet } from './sheet';
import { lengthOf, pointOf, spaceCurve, type Path3 } from './space-curve';

/** The sheet as a surface in space: facets that share their edges, and the grid's lines as pieces of those edges. */

/** A small piece of the sheet; its edges are within half a pixel of the true ones. */
export interface Facet {
  readonly outline: Path3;
  /** Its lower left, lower right, upper right and upper left corner. */
  readonly corners: readonly [Vec3, Vec3, Vec3, Vec3];
}

/** A piece of a grid line, or of the border, along one facet. */
interface Strand {
  readonly path: Path3;
  /** Undefined for the border. */
  readonly line: GridLine | undefined;
  /** Numbers of the facets that it is an edge of: one or two. */
  readonly facets: readonly number[];
}

export interface Surface {
  /** Row by row from the lower left: facet (i, j) has number j · (columns − 1) + i. */
  readonly facets: readonly Facet[];
  readonly strands: readonly Strand[];
  /** Where the input plane is parted, increasing, from −half to half; the same across and up. */
  readonly knots: readonly number[];
}

/** So many facets a side at the least, unless said: folds and shading need them, where lines are further apart. */
const FACETS = 20;

/** The places of grid lines, with as many between them as make facets small. */
function knotsOf({ half, lines }: Sheet, facets: number): number[] {
  const fixed = new Set(lines.map(({ at }) => at).filter((at) => Math.abs(at) < half));
  const places = [-half, ...[...fixed].sort((a, b) => a - b), half];
  const parts = Math.max(1, Math.ceil(facets / (places.length - 1)));
  return [
    ...places.slice(1).flatMap((to, i) => {
      const from = places[i]!;
      return Array.from({ length: parts }, (_, k) => from + ((to - from) * k) / parts);
    }),
    half,
  ];
}

/**
 * The sheet as the map has moved it.
 * @param tolerance pixels that an edge may be away from the true one
 * @param least so many facets a side, or more; fewer do for a piece that hardly bends
 */
export function surfaceOf(map: PlaneMap, sheet: Sheet, view: View, tolerance = 0.5, least = FACETS): Surface {
  const knots = knotsOf(sheet, least);
  const cells = knots.length - 1;
  const across = edges(knots, (along, fixed, out) => map(along, fixed, out), view, tolerance);
  const up = edges(knots, (along, fixed, out) => map(fixed, along, out), view, tolerance);
  const vertices = across.map((pieces) => [...pieces.map((piece) => pointOf(piece, 0)), end(pieces.at(-1)!)]);
  const facets: Facet[] = [];
  for (let j = 0; j < cells; j++)
    for (let i = 0; i < cells; i++) {
      const outline: number[] = [];
      forth(outline, across[j]![i]!);
      forth(outline, up[i + 1]![j]!);
      back(outline, across[j + 1]![i]!);
      back(outline, up[i]![j]!);
      const [low, high] = [vertices[j]!, vertices[j + 1]!];
      facets.push({ outline, corners: [low[i]!, low[i + 1]!, high[i + 1]!, high[i]!] });
    }
  return { facets, strands: strandsOf(sheet, knots, across, up), knots };
}

const end = (path: Path3): Vec3 => pointOf(path, lengthOf(path) - 1);

/** Adds a path to an outline, without its last corner, which is the first of what follows. */
function forth(outline: number[], path: Path3): void {
  for (let i = 0; i < path.length - 3; i++) outline.push(path[i]!);
}

/** The same from its end to its beginning. */
function back(outline: number[], path: Path3): void {
  for (let i = path.length - 3; i > 0; i -= 3) outline.push(path[i]!, path[i + 1]!, path[i + 2]!);
}

/** Of every knot's line, its pieces from knot to knot: `[line][piece]`. */
function edges(
  knots: readonly number[],
  place: (along: number, fixed: number, out: Float64Array) => void,
  view: View,
  tolerance: number,
): Path3[][] {
  return knots.map((fixed) =>
    knots.slice(1).map((to, k) => {
      const from = knots[k]!;
      return spaceCurve((t, out) => place(t >= 1 ? to : from + (to - from) * t, fixed, out), view, tolerance);
    }),
  );
}

function strandsOf(
  { lines }: Sheet,
  knots: readonly number[],
  across: readonly (readonly Path3[])[],
  up: readonly (readonly Path3[])[],
): Strand[] {
  const cells = knots.length - 1;
  const facetAt = (i: number, j: number): number[] =>
    i >= 0 && j >= 0 && i < cells && j < cells ? [j * cells + i] : [];
  const strands: Strand[] = [];
  const along = (fixed: 'x' | 'y', k: number, line: GridLine | undefined): void => {
    for (let n = 0; n < cells; n++)
      strands.push(
        fixed === 'x'
          ? { path: up[k]![n]!, line, facets: [...facetAt(k - 1, n), ...facetAt(k, n)] }
          : { path: across[k]![n]!, line, facets: [...facetAt(n, k - 1), ...facetAt(n, k)] },
      );
  };
  for (const line of lines) {
    const k = knots.indexOf(line.at);
    if (k > 0 && k < cells) along(line.fixed, k, line);
  }
  for (const fixed of ['x', 'y'] as const) for (const k of [0, cells]) along(fixed, k, undefined);
  return strands;
}

/** Number of the row or column of facets that a coordinate of the input plane is in; the outermost beyond the sheet. */
function cellOf(knots: readonly number[], value: number): number {
  let [low, high] = [0, knots.length - 2];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (knots[middle]! <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Number of the facet on which a point of the input plane lies. */
export const facetAt = (knots: readonly number[], x: number, y: number): number =>
  cellOf(knots, y) * (knots.length - 1) + cellOf(knots, x);

/** Of every facet the least value of its own and of those around it. @param values one a facet, row by row */
export function leastAround(values: ArrayLike<number>, cells: number): Float64Array {
  const least = new Float64Array(cells * cells);
  for (let j = 0; j < cells; j++)
    for (let i = 0; i < cells; i++) {
      let value = Infinity;
      for (let row = Math.max(0, j - 1); row <= Math.min(cells - 1, j + 1); row++)
        for (let column = Math.max(0, i - 1); column <= Math.min(cells - 1, i + 1); column++)
          value = Math.min(value, values[row * cells + column]!);
      least[j * cells + i] = value;
    }
  return least;
}
