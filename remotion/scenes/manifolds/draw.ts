import { mix, span } from '../../motion/span';
import { project, type View } from '../../stage/camera';
import { drawCurtain } from '../../stage/curtain';
import type { Box } from '../../stage/layout';
import { disc, drawOpaque } from '../../stage/opaque-surface';
import { faded, partOf, strokePolyline } from '../../stage/path';
import type { Context2D, Given, Moment } from '../../stage/scene';
import { gridLineStyle } from '../../stage/sheet';
import { pictureOf, spaceCurve } from '../../stage/space-curve';
import { surfaceOf } from '../../stage/surface';
import { drawText } from '../../stage/text';
import { drawDigits } from './digits-sheet';
import { magnified, patchOf, stretchOf } from './patch';
import { placesAt } from './places';
import { pointOn, type CurveShape, type SurfaceShape } from './shapes';
import { enteredAt, examples, upAt, viewIn, zoomAt, zoomedAt, type Example } from './story';

/** Of a cell's width: the round window through which one sees the enlarged piece. */
const WINDOW = 0.47;
/** A piece reaches further than the window is wide, as it lies aslant; and while one is far, round to the far side. */
const beyond = ({ aslant }: Example, zoom: number): number => aslant + 22 / zoom ** 2;

export function draw(context: Context2D, moment: Moment): void {
  const { given } = moment;
  const places = placesAt(given.layout, upAt(moment));
  places.headings.forEach((box, dimension) => drawHeading(context, moment, box, dimension));
  examples.forEach((example, i) => drawExample(context, moment, places.cells[i]!, example));
  drawDigits(context, moment, places);
  drawCurtain(context, moment);
}

/** “1 dimension”, over the group's shapes, in the accent's colour as it is spoken of. */
function drawHeading(context: Context2D, moment: Moment, box: Box, dimension: number): void {
  const { given, time, cue } = moment;
  const { theme, layout } = given;
  const at = cue(['dot', 'one', 'two'][dimension]!);
  const shown = span(at - 0.1, at + 0.6, time);
  const middle = box.x + box.width / 2;
  drawText(
    context,
    given,
    `${dimension} ${dimension === 1 ? 'dimension' : 'dimensions'}`,
    middle,
    box.y + 34 * layout.unit,
    { size: 34, weight: 600, color: theme.ink, align: 'center', alpha: shown },
  );
  const half = (box.width / 2 - 16 * layout.unit) * shown;
  if (half > 0)
    strokePolyline(
      context,
      [middle - half, box.y + 52 * layout.unit, middle + half, box.y + 52 * layout.unit],
      { color: theme.gridStrong, width: 2 * layout.unit },
    );
}

function drawExample(context: Context2D, moment: Moment, cell: Box, example: Example): void {
  const { given } = moment;
  const { theme, layout } = given;
  const grown = enteredAt(moment, example);
  if (grown <= 0) return;
  const middle = { x: cell.x + cell.width / 2, y: cell.y + cell.height / 2 };
  drawText(context, given, example.name, middle.x, cell.y + cell.height + 38 * layout.unit, {
    size: 30,
    color: theme.muted,
    align: 'center',
    alpha: grown,
  });
  const { shape } = example;
  if (!shape) return disc(context, middle.x, middle.y, DOT * layout.unit * grown, theme.families[0]);

  const near = zoomedAt(moment);
  const whole = viewIn(moment, cell, grown);
  const point = pointOn(shape, example.at);
  const from = project(whole, point);
  const zoom = zoomAt(moment);
  const view = magnified(whole, point, zoom, {
    x: mix(from.x, middle.x, span(0, 0.5, near)),
    y: mix(from.y, middle.y, span(0, 0.5, near)),
  });
  const radius = WINDOW * cell.width;
  const half = (beyond(example, zoom) * radius) / view.frame.pixelsPerUnit;
  // Before one is near, the whole shape is in the window.
  const reach = near > 0 ? half : Infinity;
  const inside = (): void =>
    shape.dimension === 1
      ? drawCurve(context, given, view, shape, { at: example.at[0], reach, drawn: grown })
      : drawSurface(context, given, view, shape, example.at, reach);
  if (near <= 0) return inside();
  drawWindow(context, given, { ...middle, radius }, span(0, 0.4, near), inside);
}

/** A piece of so many world units to either side bends little: fewer facets will do. */
const FEW_BEND = 0.25;

/** Radius of a mark on a curve, and of the dot without a dimension, in units. */
const MARK = 5;
const DOT = 11;

const unitsOf = ({ layout }: Given, { frame }: View): number => frame.pixelsPerUnit / layout.unit;

function drawWindow(
  context: Context2D,
  { theme, layout }: Given,
  { x, y, radius }: { readonly x: number; readonly y: number; readonly radius: number },
  shown: number,
  inside: () => void,
): void {
  const circle = (): void => {
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
  };
  context.save();
  circle();
  context.clip();
  inside();
  context.restore();
  circle();
  context.strokeStyle = theme.accent;
  context.lineWidth = 3 * layout.unit;
  faded(context, shown, () => context.stroke());
}

/** A curve with marks along it: they show how near one is. */
function drawCurve(
  context: Context2D,
  given: Given,
  view: View,
  shape: CurveShape,
  { at, reach, drawn }: { readonly at: number; readonly reach: number; readonly drawn: number },
): void {
  const { theme, layout } = given;
  const { curve, marks } = stretchOf(shape, at, reach, unitsOf(given, view));
  const line = partOf(pictureOf(view, spaceCurve(curve, view)), drawn);
  strokePolyline(context, line, { color: theme.families[0], width: 6 * layout.unit });
  if (drawn < 1) return;
  for (const { at: place, alpha } of marks) {
    const { x, y } = project(view, pointOn(shape, [place]));
    disc(context, x, y, MARK * layout.unit * alpha, theme.ink);
  }
}

function drawSurface(
  context: Context2D,
  given: Given,
  view: View,
  shape: SurfaceShape,
  at: readonly [number, number],
  reach: number,
): void {
  const { map, lines, alphas } = patchOf(shape, at, reach, unitsOf(given, view));
  const surface = surfaceOf(map, { half: 1, lines }, view, 0.5, reach < FEW_BEND ? 8 : undefined);
  drawOpaque(context, given, view, surface, {
    closed: shape.closed,
    line: (line) => line && { ...gridLineStyle(given, line), alpha: alphas.get(line) ?? 1 },
  });
}
