import { project, type Vec3, type View } from './camera';
import type { GridLine } from './grid-lines';
import { between, type Look } from './look';
import { strokePolyline, tracePolyline, type LineStyle } from './path';
import type { Context2D } from './scene';
import { lampOf } from './space-draw';
import { pictureOf } from './space-curve';
import type { Facet, Surface } from './surface';

/**
 * A surface that nothing shines through: its facets from back to front, each with its own edges of the grid, so that what is
 * behind is hidden by what is before it.
 */

/** A facet where it is drawn. */
export interface OpaqueFacet {
  /** Its number in the surface. */
  readonly facet: number;
  readonly middle: Vec3;
  /** From the eye; what is further away is drawn first. */
  readonly depth: number;
  /** Its unit normal, towards the outside. */
  readonly normal: Vec3;
  /** Whether the eye sees its outside. */
  readonly outside: boolean;
}

/** Dots that lie on a surface or a little above it. */
export interface OpaqueDots {
  /** `[n, 3]` */
  readonly points: ArrayLike<number>;
  /** The surface's unit normals under them, `[n, 3]`. */
  readonly normals: ArrayLike<number>;
}

/** Cosine between a facet's normal and the line of sight: a facet that bends is partly seen although its middle turns away. */
const EDGE = -0.15;

/** Of the size of a facet squared: what is smaller is none. */
const NOTHING = 1e-12;

/** The normal of a facet whose corners go round anticlockwise when its outside is seen; undefined where it has no area. */
export function normalOf({ corners: [a, b, c, d] }: Facet): Vec3 | undefined {
  const [px, py, pz] = [c[0] - a[0], c[1] - a[1], c[2] - a[2]];
  const [qx, qy, qz] = [d[0] - b[0], d[1] - b[1], d[2] - b[2]];
  const [x, y, z] = [py * qz - pz * qy, pz * qx - px * qz, px * qy - py * qx];
  const size = Math.hypot(x, y, z);
  return size > NOTHING ? [x / size, y / size, z / size] : undefined;
}

const towards = ({ eye }: View, [x, y, z]: Vec3, normal: Vec3): number =>
  normal[0] * (eye[0] - x) + normal[1] * (eye[1] - y) + normal[2] * (eye[2] - z);

const distance = ({ eye }: View, [x, y, z]: Vec3): number => Math.hypot(eye[0] - x, eye[1] - y, eye[2] - z);

/**
 * The facets from the furthest to the nearest.
 * @param closed The surface has an inside that cannot be seen: of it only facets are drawn that turn their outside to the eye, and those
 *   at its edge, which do so in part.
 */
export function opaqueOrder(view: View, { facets }: Surface, closed: boolean): OpaqueFacet[] {
  const seen: OpaqueFacet[] = [];
  facets.forEach((own, facet) => {
    const normal = normalOf(own);
    if (!normal) return;
    const [a, b, c, d] = own.corners;
    const middle: Vec3 = [
      (a[0] + b[0] + c[0] + d[0]) / 4,
      (a[1] + b[1] + c[1] + d[1]) / 4,
      (a[2] + b[2] + c[2] + d[2]) / 4,
    ];
    const depth = distance(view, middle);
    const facing = towards(view, middle, normal) / depth;
    if (closed && facing < EDGE) return;
    // Of what bends at the edge of a closed surface, only the outside is seen.
    seen.push({ facet, middle, depth, normal, outside: closed || facing > 0 });
  });
  return seen.sort((p, q) => q.depth - p.depth || p.facet - q.facet);
}

/** Of every facet its pieces of grid lines. */
const known = new WeakMap<Surface, readonly (readonly number[])[]>();

function strandsOf(surface: Surface): readonly (readonly number[])[] {
  let all = known.get(surface);
  if (!all) {
    const made: number[][] = surface.facets.map(() => []);
    surface.strands.forEach(({ facets }, strand) => facets.forEach((facet) => made[facet]!.push(strand)));
    known.set(surface, (all = made));
  }
  return all;
}

export interface OpaqueStyle {
  /** See `opaqueOrder`. */
  readonly closed: boolean;
  /** How a grid line looks, or the border (undefined); undefined for a line that is not drawn. */
  readonly line: (line: GridLine | undefined) => LineStyle | undefined;
  readonly dots?: OpaqueDots & {
    /** Pixels. */
    readonly radius: (dot: number) => number;
    readonly color: string;
  };
}

const LEVELS = 64;
/** Share of the light that comes from everywhere. */
const AMBIENT = 0.2;
/** The inside has so much of the light of the outside. */
const WITHIN = 0.45;
/** Of the brightest facet, between the surface's colour and that of strong grid lines. */
const BRIGHT = 0.85;

/** One a theme: from in the shade to full in the light. */
const grounds = new WeakMap<Look['theme'], readonly string[]>();

function groundsOf({ theme }: Look): readonly string[] {
  let shades = grounds.get(theme);
  if (!shades)
    grounds.set(
      theme,
      (shades = Array.from({ length: LEVELS }, (_, level) =>
        between(theme.surface, theme.gridStrong, (BRIGHT * level) / (LEVELS - 1)),
      )),
    );
  return shades;
}

/** Draws it, seen from outside where it is closed and from both sides where it is not. */
export function drawOpaque(
  context: Context2D,
  look: Look,
  view: View,
  surface: Surface,
  { closed, line, dots }: OpaqueStyle,
): void {
  const lamp = lampOf(view);
  const shades = groundsOf(look);
  const strands = strandsOf(surface);
  const order = opaqueOrder(view, surface, closed);
  const waiting = dots ? dotsInFront(view, dots, order) : [];
  const before = context.globalAlpha;
  let next = 0;
  const paintDots = (depth: number): void => {
    for (; dots && next < waiting.length && waiting[next]!.depth >= depth; next++) {
      const { x, y, dot } = waiting[next]!;
      const r = dots.radius(dot);
      if (r <= 0) continue;
      disc(context, x, y, 1.35 * r, look.theme.background);
      disc(context, x, y, r, dots.color);
    }
  };
  for (const { facet, depth, normal, outside } of order) {
    paintDots(depth);
    const facing = normal[0] * lamp[0] + normal[1] * lamp[1] + normal[2] * lamp[2];
    const lit = AMBIENT + (1 - AMBIENT) * Math.max(0, outside ? facing : -facing);
    const color = shades[Math.floor((outside ? lit : WITHIN * lit) * (LEVELS - 1))]!;
    context.beginPath();
    tracePolyline(context, pictureOf(view, surface.facets[facet]!.outline));
    context.closePath();
    context.fillStyle = color;
    context.fill();
    // Neighbours meet in half a pixel of each, through which one would see what is behind them.
    context.strokeStyle = color;
    context.lineWidth = 1;
    context.stroke();
    for (const strand of strands[facet]!) {
      const { path, line: own } = surface.strands[strand]!;
      const style = line(own);
      if (style) strokePolyline(context, pictureOf(view, path), style);
    }
  }
  paintDots(-Infinity);
  context.globalAlpha = before;
}

/** A filled circle; the radius in pixels. */
export function disc(context: Context2D, x: number, y: number, r: number, color: string): void {
  context.fillStyle = color;
  context.beginPath();
  context.arc(x, y, r, 0, 2 * Math.PI);
  context.fill();
}

/** Dots over facets that face the eye; each a facet's size nearer than it is, so that the one it lies on does not cover it. */
function dotsInFront(
  view: View,
  { points, normals }: OpaqueDots,
  order: readonly OpaqueFacet[],
): { readonly dot: number; readonly x: number; readonly y: number; readonly depth: number }[] {
  const shown = [];
  for (let dot = 0; 3 * dot < points.length; dot++) {
    const at: Vec3 = [points[3 * dot]!, points[3 * dot + 1]!, points[3 * dot + 2]!];
    const normal: Vec3 = [normals[3 * dot]!, normals[3 * dot + 1]!, normals[3 * dot + 2]!];
    if (towards(view, at, normal) <= 0) continue;
    const { x, y } = project(view, at);
    shown.push({ dot, x, y, depth: Math.min(distance(view, at), nearestUnder(at, order)) - 1e-6 });
  }
  return shown.sort((p, q) => q.depth - p.depth || p.dot - q.dot);
}

/** How many of the facets nearest to a dot it lies over. */
const AROUND = 9;

function nearestUnder([x, y, z]: Vec3, order: readonly OpaqueFacet[]): number {
  const near: { readonly apart: number; readonly depth: number }[] = [];
  for (const { middle, depth } of order) {
    const apart = Math.hypot(middle[0] - x, middle[1] - y, middle[2] - z);
    if (near.length === AROUND && apart >= near.at(-1)!.apart) continue;
    near.push({ apart, depth });
    near.sort((p, q) => p.apart - q.apart);
    if (near.length > AROUND) near.pop();
  }
  return Math.min(...near.map(({ depth }) => depth));
}
