import { project, type Vec3, type View } from './camera';
import type { GridLine } from './grid-lines';
import { cutLine, cutPolygon, sideOf, type Separator, type Side } from './separator';
import { lengthOf, type Path3 } from './space-curve';
import { facetAt, leastAround, type Facet, type Surface } from './surface';

/** What is drawn before what: pure maths. */

interface Piece {
  /** Of the separator, where there is one. */
  readonly side: Side;
  /** From the eye; what is further away is drawn first. */
  readonly depth: number;
}
export interface FacetPiece extends Piece {
  readonly kind: 'facet';
  readonly outline: Path3;
  readonly facet: Facet;
}
export interface LinePiece extends Piece {
  readonly kind: 'line';
  readonly path: Path3;
  /** Undefined for the border. */
  readonly line: GridLine | undefined;
}
interface DotPiece extends Piece {
  readonly kind: 'dot';
  /** Its number. */
  readonly dot: number;
}
export type SpacePiece = FacetPiece | LinePiece | DotPiece;

/** Dots in space, and where on the sheet they are. */
export interface SpaceDots {
  /** `[n, 3]` */
  readonly points: ArrayLike<number>;
  /** `[n, 2]`, their points of the input plane; where it is not given, they are drawn as lying free in space. */
  readonly on?: ArrayLike<number>;
}

/** Depths that are told apart: lines lie on the facets that they are edges of, and dots on the lines. */
const ABOVE = 1e-6;

const middleOf = ({ corners: [a, b, c, d] }: Facet): Vec3 => [
  (a[0] + b[0] + c[0] + d[0]) / 4,
  (a[1] + b[1] + c[1] + d[1]) / 4,
  (a[2] + b[2] + c[2] + d[2]) / 4,
];

/**
 * Everything in the order in which it is drawn: what the plane has between itself and the eye after what is behind it, and on either
 * side from back to front. What goes through the plane is cut along it, so the order is exact; a dot is on the side that its own
 * sign says. A line is not before the facets that it is an edge of, nor a dot before the facets around it: by no more than a facet's
 * size, so that nothing is eaten by what it lies on.
 * @returns `behind` and `before` the plane; without a plane all is `before`
 */
export function spaceOrder(
  view: View,
  surface: Surface | undefined,
  dots: SpaceDots | undefined,
  separator: Separator | undefined,
): { readonly behind: readonly SpacePiece[]; readonly before: readonly SpacePiece[] } {
  const pieces: SpacePiece[] = [];
  const depths = surface?.facets.map((facet) => project(view, middleOf(facet)).depth) ?? [];
  const near = surface && dots?.on ? leastAround(depths, surface.knots.length - 1) : [];

  surface?.facets.forEach((facet, i) => {
    const add = (outline: Path3, side: Side): void => {
      if (lengthOf(outline) > 2) pieces.push({ kind: 'facet', outline, facet, side, depth: depths[i]! });
    };
    if (!separator) return add(facet.outline, 1);
    const { below, above } = cutPolygon(separator, facet.outline);
    add(below, -1);
    add(above, 1);
  });
  surface?.strands.forEach(({ path, line, facets }) => {
    const [one, other = one] = facets;
    const depth = Math.min(depths[one!]!, depths[other!]!) - ABOVE;
    const add = (piece: Path3, side: Side): void => {
      pieces.push({ kind: 'line', path: piece, line, side, depth });
    };
    if (!separator) return add(path, 1);
    const { below, above } = cutLine(separator, path);
    for (const piece of below) add(piece, -1);
    for (const piece of above) add(piece, 1);
  });
  if (dots) {
    const { points, on } = dots;
    for (let dot = 0; 3 * dot < points.length; dot++) {
      const at: Vec3 = [points[3 * dot]!, points[3 * dot + 1]!, points[3 * dot + 2]!];
      const own = project(view, at).depth;
      const sheet = surface && on ? near[facetAt(surface.knots, on[2 * dot]!, on[2 * dot + 1]!)]! : Infinity;
      const side = separator ? sideOf(separator, at) : 1;
      pieces.push({ kind: 'dot', dot, side, depth: Math.min(own, sheet) - 2 * ABOVE });
    }
  }
  const nearSide: Side = separator ? sideOf(separator, view.eye) : 1;
  pieces.sort((a, b) => b.depth - a.depth);
  return {
    behind: separator ? pieces.filter(({ side }) => side !== nearSide) : [],
    before: separator ? pieces.filter(({ side }) => side === nearSide) : pieces,
  };
}

/** The cosine between a facet's normal and a direction, without sign: a sheet has two faces that look the same. */
export function facing({ corners }: Facet, direction: Vec3): number {
  const [a, b, c, d] = corners;
  const [p, q] = [
    [c[0] - a[0], c[1] - a[1], c[2] - a[2]],
    [d[0] - b[0], d[1] - b[1], d[2] - b[2]],
  ] as const;
  const n: Vec3 = [p[1] * q[2] - p[2] * q[1], p[2] * q[0] - p[0] * q[2], p[0] * q[1] - p[1] * q[0]];
  const size = Math.hypot(...n);
  return size > 0 ? Math.abs(n[0] * direction[0] + n[1] * direction[1] + n[2] * direction[2]) / size : 0;
}
