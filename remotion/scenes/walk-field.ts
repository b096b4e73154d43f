import type { Network } from '../../training/network';
import { contourLines, logitTone } from '../stage/field';
import { fieldPixels, paintPixels, type FieldPixels } from '../stage/field-image';
import type { Box } from '../stage/layout';
import type { Look } from '../stage/look';
import { memo } from '../stage/memo';
import { faded, strokePolyline } from '../stage/path';
import { planeOf, type Plane } from '../stage/plane';
import type { Context2D, Given } from '../stage/scene';
import { fieldShare, movedField } from './moved-field';

/** Samples along the longer side of what is seen: the field between them is interpolated. */
const SAMPLES = 144;
/** Opacity of the classes' colours where the network is sure. */
const STRENGTH = 0.4;

export interface FieldStyle {
  readonly alpha: number;
  /** Of the line where the network decides, and its width in units. */
  readonly line: { readonly color: string; readonly width: number; readonly alpha?: number };
  /** Closed, in pixels: the field is seen inside it only. */
  readonly inside: readonly number[];
}

/** A field as it is drawn: kept, because while the space rests it stays the same. */
interface Painted {
  readonly key: string;
  readonly pixels: FieldPixels;
  readonly lines: readonly (readonly number[])[];
}

/** One a composition: the field of the frame that was drawn last, and what it was drawn from. */
const last = memo(() => new Map<'field', Painted>());

/**
 * The network's decision, carried along with the plane: soft colours, and a crisp line where it decides.
 * Nothing where the plane is flat.
 */
export function drawField(
  context: Context2D,
  given: Given,
  plane: Plane,
  network: Network,
  progress: number,
  { alpha, line, inside }: FieldStyle,
): void {
  const seen = alpha * fieldShare(network, progress);
  const part = partSeen(plane, inside);
  if (seen <= 0 || !part) return;
  const painted = paintedField(given, part, plane, network, progress);
  if (!painted) return;
  context.save();
  context.beginPath();
  context.moveTo(inside[0]!, inside[1]!);
  for (let i = 2; i < inside.length; i += 2) context.lineTo(inside[i]!, inside[i + 1]!);
  context.closePath();
  context.clip();
  faded(context, seen, () => {
    paintPixels(context, part, painted.pixels);
    for (const points of painted.lines)
      strokePolyline(context, points, {
        color: line.color,
        width: line.width * given.layout.unit,
        alpha: line.alpha ?? 1,
      });
  });
  context.restore();
}

/** The part of the plane's box in which something lies, in whole pixels. */
function partSeen({ box }: Plane, points: readonly number[]): Box | undefined {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i + 1 < points.length; i += 2) {
    x0 = Math.min(x0, points[i]!);
    y0 = Math.min(y0, points[i + 1]!);
    x1 = Math.max(x1, points[i]!);
    y1 = Math.max(y1, points[i + 1]!);
  }
  const [left, top] = [Math.max(box.x, Math.floor(x0) - 2), Math.max(box.y, Math.floor(y0) - 2)];
  const width = Math.min(box.x + box.width, Math.ceil(x1) + 2) - left;
  const height = Math.min(box.y + box.height, Math.ceil(y1) + 2) - top;
  return width >= 4 && height >= 4 ? { x: left, y: top, width, height } : undefined;
}

/** The same plane, seen in a part of its box. */
function cutOut({ x, y, scale }: Plane, box: Box): Plane {
  return planeOf(box, {
    x: x.invert(box.x + box.width / 2),
    y: y.invert(box.y + box.height / 2),
    half: Math.min(box.width, box.height) / 2 / scale,
  });
}

function paintedField(
  given: Given,
  box: Box,
  plane: Plane,
  network: Network,
  progress: number,
): Painted | undefined {
  const { view } = plane;
  const numbers = [progress, view.x, view.y, view.half, plane.box.x, plane.box.y, plane.scale];
  const key = [...numbers, box.x, box.y, box.width, box.height].join(' ');
  const kept = last(given);
  const before = kept.get('field');
  if (before?.key === key) return before;
  const field = movedField(network, progress, cutOut(plane, box), { samples: SAMPLES });
  if (!field) return undefined;
  const painted: Painted = {
    key,
    pixels: fieldPixels(field, box, pixelStyle(given)),
    lines: contourLines(field, 0, { box }),
  };
  kept.set('field', painted);
  return painted;
}

const pixelStyle = ({ theme }: Look) => ({
  colors: theme.classes,
  ground: theme.surface,
  alpha: STRENGTH,
  tone: logitTone,
});
