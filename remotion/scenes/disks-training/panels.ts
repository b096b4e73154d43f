import { lagged } from '../../motion/lagged';
import { mix, span, window } from '../../motion/span';
import { drawAxes } from '../../stage/axes';
import { drawDots } from '../../stage/dots';
import { contourLines, regionAbove } from '../../stage/field';
import { drawFormula } from '../../stage/formula-draw';
import type { Box } from '../../stage/layout';
import { between, translucent } from '../../stage/look';
import { formatNumber } from '../../stage/number';
import { clipped, faded, fillPolygon, strokePolyline } from '../../stage/path';
import { mixBoxes, mixViews, planeOf, type Plane } from '../../stage/plane';
import { drawRings } from '../../stage/rings';
import type { Context2D } from '../../stage/scene';
import { drawText, textWidth, type TextStyle } from '../../stage/text';
import { mappedDots } from '../mapped-dots';
import { sampleNetwork } from '../network-field';
import { grownAt, learningAt, withLine, type Told } from './story';
import type { Line } from './support-line';

/** Samples along a side of the input plane, in a panel and when it has grown. */
const SAMPLES = [64, 110] as const;
/** How strongly each side of the line has its class's colour. */
const TINT = 0.2;
/** Of a dot, as a share of its panel's side, and the largest, in units. */
const [DOT, LARGEST] = [1 / 108, 6];
const HEADING = 30;

/** How far the panels have come in, without ease. */
const enteredAt = ({ time, cue }: Told): number =>
  span(cue('panels') - 0.2, cue('panels') + 1.9, time, (t) => t);

export interface Panel {
  readonly plane: Plane;
  readonly alpha: number;
}

/** Where a panel is, and how much of it: all of them first, and then the input and the last layer, large. */
export function panelAt(told: Told, k: number): Panel {
  const { places, views, close } = told.story;
  const grown = grownAt(told);
  const count = places.panels.length;
  const large = k === 0 ? places.input : k === count - 1 ? places.last : undefined;
  const small = places.panels[k]!;
  const box = large ? mixBoxes(small, large, grown) : small;
  const view = k === count - 1 ? mixViews(views[k]!, close, grown) : views[k]!;
  const entered = lagged(k, count, enteredAt(told), 0.35);
  return { plane: planeOf(box, view), alpha: entered * (large ? 1 : learningAt(told)) };
}

export function drawPanels(context: Context2D, told: Told, over: (k: number, panel: Panel) => void): void {
  const count = told.story.places.panels.length;
  // The two that grow lie over the others.
  const order = Array.from({ length: count }, (_, k) => k).sort((a, b) => rank(a, count) - rank(b, count));
  for (const k of order) {
    const panel = panelAt(told, k);
    if (panel.alpha <= 0) continue;
    faded(context, panel.alpha, () => drawPanel(context, told, k, panel, over));
  }
}

const rank = (k: number, count: number): number => (k === 0 || k === count - 1 ? 1 : 0);

function drawPanel(
  context: Context2D,
  told: Told,
  k: number,
  panel: Panel,
  over: (k: number, panel: Panel) => void,
): void {
  const { given, story, state } = told;
  const { theme, layout } = given;
  const { plane } = panel;
  const { box } = plane;
  const last = story.places.panels.length - 1;
  const grown = grownAt(told);
  const map = state.space.at(k);
  clipped(context, box, () => {
    context.fillStyle = theme.background;
    context.fillRect(box.x, box.y, box.width, box.height);
    if (k === 0) drawInputSides(context, told, plane);
    else if (k === last) drawSides(context, told, plane, state.line);
    drawAxes(context, given, plane, 0.5);
    const [disk, ring] = theme.classes;
    const style = {
      width: (1.6 + 0.6 * grown) * layout.unit,
      alpha: 1 - 0.75 * grown,
      band: 0.05,
      line: 0.6,
    };
    drawRings(context, given, plane, map, {
      ...style,
      radii: story.radii,
      color: (radius) => (radius <= story.shape.innerRadius ? disk : ring),
    });
    const side = Math.min(box.width, box.height);
    drawDots(context, mappedDots(story.drawn.points, story.drawn.labels, map, plane), {
      colors: theme.classes,
      radius: Math.min(LARGEST * layout.unit, DOT * side),
      alpha: 1 - 0.62 * grown,
    });
    over(k, panel);
    if (k === last) drawLine(context, told, plane, state.line);
  });
  const [right, bottom] = [box.x + box.width, box.y + box.height];
  strokePolyline(context, [box.x, box.y, right, box.y, right, bottom, box.x, bottom, box.x, box.y], {
    color: theme.gridStrong,
    width: 2 * layout.unit,
  });
  drawHeading(context, told, k, box);
}

/** Between two headings of one panel, in units. */
const BETWEEN = 20;

function drawHeading(context: Context2D, told: Told, k: number, box: Box): void {
  const { given, story, state } = told;
  const { theme, layout, formulas } = given;
  const { unit } = layout;
  const base = box.y - 14 * unit;
  const right = box.x + box.width;
  const name = k === 0 ? 'input' : `layer ${k}`;
  const style: TextStyle = { size: HEADING, weight: 500, color: theme.ink };
  drawText(context, given, name, box.x, base, style);
  if (k < story.places.panels.length - 1) return;
  const room = (width: number): number => width - textWidth(context, given, name, style) - BETWEEN * unit;
  // Where the clock is gone that said so.
  const epoch = `epoch ${formatNumber(state.epoch, 0)}`;
  const spare = room(box.width) - textWidth(context, given, epoch, style);
  drawText(context, given, epoch, right, base, {
    ...style,
    color: theme.muted,
    align: 'right',
    alpha: (1 - span(0, 0.3, learningAt(told))) * span(0, 40 * unit, spare),
  });
  const line = formulas['line']!;
  const size = 34 * unit;
  // Of many layers the panels are too small for it.
  if (line.width * size > room(story.places.panels[k]!.width)) return;
  const alpha = span(0.3, 1, learningAt(told));
  drawFormula(context, line, right, base, { size, align: 'right', color: lineColor(told), alpha });
}

/** How much the line is spoken of. */
const lineLit = ({ time, cue }: Told): number => window(cue('line') - 0.2, cue('loss') - 1.9, time);

const lineColor = (told: Told): string =>
  between(told.given.theme.ink, told.given.theme.accent, lineLit(told));

/** A line through all of the window, and both of its sides in their classes' colours. */
function drawSides(context: Context2D, { given }: Told, plane: Plane, line: Line): void {
  given.theme.classes.forEach((color, index) =>
    fillPolygon(context, sideOfLine(plane, line, index === 0 ? -1 : 1), translucent(color, TINT)),
  );
}

/** The point of the line nearest to the middle of the window, and how far from it is beyond all of the window. */
function footOf({ view, box, scale }: Plane, { nx, ny, c }: Line): readonly [number, number, number] {
  const away = nx * view.x + ny * view.y + c;
  return [view.x - away * nx, view.y - away * ny, (box.width + box.height) / scale + Math.abs(away)];
}

function sideOfLine(plane: Plane, line: Line, sign: 1 | -1): number[] {
  const { nx, ny } = line;
  const [x, y, far] = footOf(plane, line);
  const [dx, dy] = [sign * nx * far, sign * ny * far];
  const corners = [
    [x - ny * far, y + nx * far],
    [x + ny * far, y - nx * far],
    [x + ny * far + dx, y - nx * far + dy],
    [x - ny * far + dx, y + nx * far + dy],
  ] as const;
  return corners.flatMap(([u, v]) => [plane.x(u), plane.y(v)]);
}

function drawLine(context: Context2D, told: Told, plane: Plane, line: Line): void {
  const { nx, ny } = line;
  const [x, y, far] = footOf(plane, line);
  strokePolyline(
    context,
    [plane.x(x - ny * far), plane.y(y + nx * far), plane.x(x + ny * far), plane.y(y - nx * far)],
    { color: lineColor(told), width: mix(3.5, 5, grownAt(told)) * told.given.layout.unit },
  );
}

/** What the line through the last panel is in the input plane: the network's own boundary, with its two sides. */
function drawInputSides(context: Context2D, told: Told, plane: Plane): void {
  const { given, state } = told;
  const { theme, layout } = given;
  const grown = grownAt(told);
  const samples = Math.round(mix(...SAMPLES, grown));
  const field = sampleNetwork(withLine(state.network, state.line), plane, { samples });
  const { box } = plane;
  const [low, high] = theme.classes;
  context.fillStyle = translucent(low, TINT);
  context.fillRect(box.x, box.y, box.width, box.height);
  context.beginPath();
  for (const ring of regionAbove(field, 0, plane).flat()) {
    ring.forEach(([x = 0, y = 0], i) => (i === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
    context.closePath();
  }
  context.fillStyle = theme.background;
  context.fill();
  context.fillStyle = translucent(high, TINT);
  context.fill();
  const style = { color: lineColor(told), width: mix(3, 4, grown) * layout.unit };
  for (const points of contourLines(field, 0, plane)) strokePolyline(context, points, style);
}
