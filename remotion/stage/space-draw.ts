import type { PlaneMap } from '../motion/layer-path';
import { clamp01 } from '../motion/ease';
import { dot, magnification, nearness, project, type Vec3, type View } from './camera';
import { depthShades } from './cloud';
import { levelOf } from './depth';
import { between, type Look } from './look';
import type { GridLine } from './grid-lines';
import { fillPolygon, strokePolyline, type LineStyle } from './path';
import type { Context2D } from './scene';
import {
  axesOf,
  cutPolygon,
  footOf,
  separatorInBox,
  type Separator,
  type Side,
  type SpaceBox,
} from './separator';
import { gridLineStyle, type Sheet } from './sheet';
import { boxEdges, floorGrid } from './solid';
import { strokeBox, strokeSegments } from './solid-draw';
import { pictureOf, pointOf, lengthOf, type Path3 } from './space-curve';
import { keptOrder } from './space-kept';
import { facing, type FacetPiece, type LinePiece, type SpaceDots, type SpacePiece } from './space-order';

interface SpaceSheet {
  readonly map: PlaneMap;
  readonly sheet: Sheet;
  readonly alpha?: number;
  /** 0 … 1: the border lit up. */
  readonly glow?: number;
  /** Opacity of facets alone, as a share of what it usually is. */
  readonly ground?: number;
}

interface SpaceCloud extends SpaceDots {
  /** One a dot, an index into `colors`. */
  readonly classes: ArrayLike<number>;
  /** Pixels, at the target's depth. */
  readonly radius: number;
  readonly colors: readonly string[];
  readonly alpha?: number;
  /** Radius of dot i as a share, for entrances. */
  readonly grown?: (i: number) => number;
}

interface SpaceSeparator extends Separator {
  /** How far it has slid in, 0 … 1: it comes through the box like a blade. */
  readonly drawn: number;
  /** How much the sheet has the colours of the classes on either side of it, 0 … 1; 0 unless given. */
  readonly tint?: number;
  readonly alpha?: number;
}

interface DrawnBox extends SpaceBox {
  readonly alpha: number;
  /** Cells a side of the grid on its floor; 8 unless given. */
  readonly cells?: number;
}

/** What there is to be seen in a space of three axes; each of it may be left out. */
interface SpaceContent {
  readonly sheet?: SpaceSheet | undefined;
  readonly dots?: SpaceCloud | undefined;
  readonly separator?: SpaceSeparator | undefined;
  /** Of the activation's range, or the window; what is seen of the separator ends at it. */
  readonly box?: DrawnBox | undefined;
}

const LEVELS = 24;
/** Opacity of a facet that faces the eye. */
const GROUND = 0.62;
/** How much of the background the furthest dots have. */
const SUNK = 0.55;
/** What is this share of the reach behind the target has all of its colour still. */
const CLEAR = 0.5;
/** What is furthest away has so much of its lines' opacity. */
const FAR_LINE = 0.38;

/** From the upper left behind the viewer, as a lamp on a desk: in the camera's axes, so that no fold is ever all dark. */
const LAMP = { right: -0.45, up: 0.6, forward: -0.66 } as const;

export const lampOf = ({ right, up, forward }: View): Vec3 => {
  const at = (i: 0 | 1 | 2): number => LAMP.right * right[i] + LAMP.up * up[i] + LAMP.forward * forward[i];
  const sum: Vec3 = [at(0), at(1), at(2)];
  const size = Math.hypot(...sum);
  return [sum[0] / size, sum[1] / size, sum[2] / size];
};

/**
 * A space seen by a camera: floor and box, the sheet by its facets, dots, and a plane between what is behind and before it.
 * A map and arrays of dots are known again by their identity: who has others must give new ones.
 */
export function drawSpace(
  context: Context2D,
  look: Look,
  view: View,
  { sheet, dots, separator, box }: SpaceContent,
): void {
  const around: SpaceBox = box ?? { half: 1 };
  const shown = sheet && (sheet.alpha ?? 1) > 0 ? sheet : undefined;
  const plane = separator && separator.drawn > 0 ? separator : undefined;
  const { behind, before } = keptOrder(look, view, { sheet: shown, dots, separator: plane });
  const paint = painter(context, look, view, { sheet, dots, separator: plane });
  if (box) drawBox(context, look, view, box, 'back');
  behind.forEach(paint);
  if (plane) drawSeparator(context, look, view, plane, around);
  before.forEach(paint);
  if (box) drawBox(context, look, view, box, 'front');
}

/** Of the eye's distance: so far about the target depth cues reach. */
const REACH = 0.26;

/** Paints one piece after another, with what all of them need worked out once. */
function painter(
  context: Context2D,
  look: Look,
  view: View,
  { sheet, dots, separator }: SpaceContent,
): (piece: SpacePiece) => void {
  const { theme, layout } = look;
  const reach = REACH * view.distance;
  const lamp = lampOf(view);
  const alpha = sheet?.alpha ?? 1;
  const tint = separator?.tint ?? 0;
  const shades = shadesOf(look, tint);
  const dotShades = depthShades(dots?.colors ?? [], theme.background, LEVELS, SUNK);
  const styles = new Map<GridLine, LineStyle>();
  /** Of a line, which has many pieces. */
  const styleOf = (line: GridLine): LineStyle => {
    const style = styles.get(line) ?? gridLineStyle(look, line);
    styles.set(line, style);
    return style;
  };
  const facet = ({ facet: own, outline, side }: FacetPiece): void => {
    const light = 0.25 + 0.75 * facing(own, lamp);
    const level = Math.min(LEVELS - 1, Math.floor(light * LEVELS));
    fillPolygon(
      context,
      pictureOf(view, outline),
      shades[side]![level]!,
      alpha * GROUND * (sheet?.ground ?? 1),
    );
  };
  const line = ({ line: own, path, depth }: LinePiece): void => {
    const far = FAR_LINE + (1 - FAR_LINE) * nearness(view, depth, reach);
    const points = pictureOf(view, path);
    if (own) {
      const { color, width } = styleOf(own);
      strokePolyline(context, points, { color, width: 0.8 * width, alpha: alpha * far });
      return;
    }
    const glow = sheet?.glow ?? 0;
    const { unit } = layout;
    if (glow > 0)
      strokePolyline(context, points, { color: theme.border, width: 10 * unit, alpha: 0.3 * glow * alpha });
    strokePolyline(context, points, {
      color: theme.border,
      width: (3 + 1.5 * glow) * unit,
      alpha: alpha * far,
    });
  };
  const disc = (x: number, y: number, r: number, color: string): void => {
    context.fillStyle = color;
    context.beginPath();
    context.arc(x, y, r, 0, 2 * Math.PI);
    context.fill();
  };
  const dotAt = (i: number): void => {
    if (!dots) return;
    const { x, y, depth } = project(view, pointOf(dots.points as Path3, i));
    const r = dots.radius * magnification(view, depth) * (dots.grown?.(i) ?? 1);
    if (r <= 0) return;
    const before = context.globalAlpha;
    context.globalAlpha = before * (dots.alpha ?? 1);
    disc(x, y, 1.28 * r, theme.background);
    disc(x, y, r, dotShades[dots.classes[i]!]![levelOf(view, depth - CLEAR * reach, reach, LEVELS)]!);
    context.globalAlpha = before;
  };
  return (piece) => {
    if (piece.kind === 'facet') facet(piece);
    else if (piece.kind === 'line') line(piece);
    else dotAt(piece.dot);
  };
}

type Shades = Readonly<Record<Side, readonly string[]>>;

/** One a composition: the tint changes for a moment only. */
const shaded = new WeakMap<Look, { readonly tint: number; readonly shades: Shades }>();

function shadesOf(look: Look, tint: number): Shades {
  const before = shaded.get(look);
  if (before?.tint === tint) return before.shades;
  const shades = groundShades(look, tint);
  shaded.set(look, { tint, shades });
  return shades;
}

/** Facets from turned away to full in the light, for each side of the plane. */
function groundShades({ theme }: Look, tint: number): Shades {
  const lit = (hue: string): string[] =>
    Array.from({ length: LEVELS }, (_, level) => {
      const light = (level + 0.5) / LEVELS;
      const plain = between(theme.surface, theme.gridStrong, 0.8 * light);
      return between(plain, between(theme.background, hue, 0.25 + 0.5 * light), 0.75 * clamp01(tint));
    });
  return { [-1]: lit(theme.classes[0]), 1: lit(theme.classes[1]) };
}

/** The camera as it would have to stand if the box were about the origin. */
const about = (view: View, [x, y, z]: Vec3): View => ({
  ...view,
  eye: [view.eye[0] - x, view.eye[1] - y, view.eye[2] - z],
});

function drawBox(
  context: Context2D,
  { theme, layout }: Look,
  view: View,
  { centre = [0, 0, 0], half, alpha, cells = 8 }: DrawnBox,
  part: 'back' | 'front',
): void {
  if (alpha <= 0) return;
  const own = about(view, centre);
  const line = { color: theme.gridStrong, width: 2 * layout.unit, alpha: 0.85 * alpha };
  if (part === 'back')
    strokeSegments(context, own, floorGrid(half, cells), {
      ...line,
      color: theme.grid,
      width: 1.6 * layout.unit,
    });
  strokeBox(context, own, boxEdges(own, half), part, line);
}

/** The part of the plane's polygon that has slid in so far, along one of the plane's own axes. */
function slidIn(separator: SpaceSeparator, box: SpaceBox): Path3 {
  const whole = separatorInBox(separator, box);
  if (separator.drawn >= 1 || lengthOf(whole) === 0) return whole;
  const [, along] = axesOf(separator);
  const places = Array.from({ length: lengthOf(whole) }, (_, i) => dot(along, pointOf(whole, i)));
  const [low, high] = [Math.min(...places), Math.max(...places)];
  return cutPolygon({ normal: along, offset: -(low + (high - low) * separator.drawn) }, whole).below;
}

function drawSeparator(
  context: Context2D,
  { theme, layout }: Look,
  view: View,
  separator: SpaceSeparator,
  box: SpaceBox,
): void {
  const polygon = slidIn(separator, box);
  if (lengthOf(polygon) < 3) return;
  const points = pictureOf(view, polygon);
  const alpha = separator.alpha ?? 1;
  // Seen flat it would hide what is behind it; from the side it is a thin line, which needs no help.
  const sight = facingPlane(separator, view, box);
  fillPolygon(context, points, theme.ink, alpha * (0.14 + 0.14 * (1 - sight)));
  strokePolyline(context, [...points, points[0]!, points[1]!], {
    color: theme.ink,
    width: (3.2 + 2 * (1 - sight) ** 4) * layout.unit,
    alpha,
  });
}

/** 1 where the plane is seen flat, 0 where it is seen edge-on. */
function facingPlane(separator: Separator, view: View, { centre = [0, 0, 0] }: SpaceBox): number {
  const { normal } = separator;
  const foot = footOf(separator, centre);
  const sight: Vec3 = [foot[0] - view.eye[0], foot[1] - view.eye[1], foot[2] - view.eye[2]];
  return Math.abs(dot(normal, sight)) / (Math.hypot(...normal) * Math.hypot(...sight));
}
