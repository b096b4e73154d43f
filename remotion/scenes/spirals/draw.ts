import { easeCubicOut } from '../../motion/ease';
import { lagged } from '../../motion/lagged';
import { mix, span, window } from '../../motion/span';
import { drawAxes } from '../../stage/axes';
import { drawCurtain } from '../../stage/curtain';
import { drawDots } from '../../stage/dots';
import { mappedLine } from '../../stage/grid-lines';
import { translucent } from '../../stage/look';
import { memo } from '../../stage/memo';
import { clipped, faded, fillPolygon, strokePolyline } from '../../stage/path';
import type { Context2D, Moment } from '../../stage/scene';
import { gridLineStyle } from '../../stage/sheet';
import { drawScores } from './cards';
import { evenPace, penAt, ribbonOf, ribbonOutline } from './ribbon';
import { bestMove, filledAt, lineAt, storyOf, type DotSet, type Told } from './story';

/** Of the lit side's ink, and how large dots on the other one are; they grow within so much of the plane's units. */
const LIT = 0.09;
const [UNLIT, EDGE] = [0.6, 0.12];

const ribbon = memo((given) => ribbonOf(storyOf(given).boundary));

export function draw(context: Context2D, moment: Moment): void {
  const told = { ...moment, story: storyOf(moment.given) };
  clipped(context, told.story.places.region, () => {
    drawPlane(context, told);
    drawSides(context, told);
    drawHalves(context, told);
    drawLitSide(context, told);
    drawLine(context, told);
    drawSpirals(context, told);
    drawFloor(context, told);
    drawBoundary(context, told);
  });
  drawScores(context, told);
  drawCurtain(context, told);
}

/** A quiet grid, so that the plane is seen to be the plane, and to go on. */
function drawPlane(context: Context2D, { time, given, story }: Told): void {
  const { plane, places, grid } = story;
  const shown = span(0, 0.9, time);
  for (const line of grid)
    strokePolyline(context, mappedLine(line, identity, plane, { pieces: 1, depth: 0 }), {
      ...gridLineStyle(given, line),
      color: given.theme.grid,
      alpha: (line.rank === 'minor' ? 0.35 : 0.6) * shown,
    });
  drawAxes(context, given, { ...plane, box: places.region }, 0.8 * shown);
}

const identity = (x: number, y: number, out: Float64Array): void => {
  out[0] = x;
  out[1] = y;
  out[2] = 0;
};

/** How much the straight line and what belongs to it is there. */
const lineShown = ({ time, cue }: Moment): number => 1 - span(cue('curve') - 0.5, cue('curve') + 0.3, time);

/** On which side of the straight line which colour is guessed, while its dots are counted. */
function drawHalves(context: Context2D, told: Told): void {
  const { time, cue, given } = told;
  const tint = span(cue('best') + 0.3, cue('best') + 1.3, time) * lineShown(told);
  if (tint <= 0) return;
  given.theme.classes.forEach((color, label) =>
    fillPolygon(context, sideOfLine(told, label), translucent(color, 0.17), tint),
  );
}

/** The side of the straight line on which this class is guessed, far beyond the frame, in pixels. */
function sideOfLine(told: Told, label: number): number[] {
  const { plane, far } = told.story;
  const [nx, ny, px, py] = lineFrame(told);
  const reach = 2 * far;
  const deep = label === 1 ? reach : -reach;
  return [
    [px - ny * reach, py + nx * reach],
    [px + ny * reach, py - nx * reach],
    [px + ny * reach + nx * deep, py - nx * reach + ny * deep],
    [px - ny * reach + nx * deep, py + nx * reach + ny * deep],
  ].flatMap(([x = 0, y = 0]) => [plane.x(x), plane.y(y)]);
}

/** How much one side of the straight line is lit: as long as it turns, so that both colours are seen there all the time. */
const litSide = ({ time, cue }: Told): number => {
  const [from] = bestMove(cue);
  return Math.min(span(cue('line') + 0.5, cue('line') + 1.4, time), 1 - span(from - 0.2, from + 0.6, time));
};

function drawLitSide(context: Context2D, told: Told): void {
  const lit = litSide(told);
  if (lit > 0) fillPolygon(context, sideOfLine(told, 1), translucent(told.given.theme.ink, LIT), lit);
}

/** Sizes of dots by the side of the straight line they are on, while one is lit. */
function sizesBySide(told: Told, { x, y }: DotSet): (i: number) => number {
  const { plane } = told.story;
  const [nx, ny, px, py] = lineFrame(told);
  const [cx, cy] = [plane.x(px), plane.y(py)];
  const lit = litSide(told);
  return (i) => {
    const beyond = (nx * (x[i]! - cx) - ny * (y[i]! - cy)) / plane.scale;
    return mix(1, mix(UNLIT, 1.15, span(-EDGE, EDGE, beyond)), lit);
  };
}

/** The plane fades before the captions. */
function drawFloor(context: Context2D, { given, story }: Told): void {
  const { x, y, width, height } = story.places.region;
  const { theme, layout } = given;
  const bottom = y + height;
  const top = bottom - 56 * layout.unit;
  const floor = context.createLinearGradient(0, top, 0, bottom);
  floor.addColorStop(0, translucent(theme.background, 0));
  floor.addColorStop(1, theme.background);
  context.fillStyle = floor;
  context.fillRect(x, top, width, bottom - top);
}

/** The straight line's normal, and the point of it that is nearest to the origin. */
function lineFrame(told: Told): readonly [nx: number, ny: number, px: number, py: number] {
  const { angle, offset } = lineAt(told);
  const [nx, ny] = [Math.cos(angle), Math.sin(angle)];
  return [nx, ny, nx * offset, ny * offset];
}

function drawLine(context: Context2D, told: Told): void {
  const { time, cue, given, story } = told;
  const drawn = span(cue('line') - 0.1, cue('line') + 1.3, time);
  if (drawn <= 0) return;
  const { plane, far } = story;
  const [nx, ny, px, py] = lineFrame(told);
  const reach = 1.2 * far * drawn;
  const ends = [px - ny * reach, py + nx * reach, px + ny * reach, py - nx * reach];
  strokePolyline(
    context,
    ends.map((value, i) => (i % 2 === 0 ? plane.x(value) : plane.y(value))),
    { color: given.theme.ink, width: 5 * given.layout.unit, alpha: lineShown(told) },
  );
}

function drawSpirals(context: Context2D, told: Told): void {
  const { time, cue, given, story } = told;
  const { theme, layout } = given;
  const entered = [
    span(cue('blue') - 0.1, cue('orange') - 0.15, time, (t) => t),
    span(cue('orange') - 0.1, cue('line') - 0.35, time, (t) => t),
  ];
  const judged = window(cue('best') + 1, cue('curve') + 0.1, time, 0.6);
  const radius = 8 * layout.unit;
  const set = (dots: DotSet, alpha: number, grown: number): void => {
    drawDots(context, dots, {
      colors: theme.classes,
      radius: radius * grown,
      halo: theme.background,
      alpha,
      // By place in its arm: from the inside out, as a hand would.
      grown:
        time < cue('line')
          ? (i) => lagged(200 * dots.place[i]!, 200, entered[dots.classes[i]!]!, 0.12, easeCubicOut)
          : sizesBySide(told, dots),
    });
  };
  set(story.right, 1 - 0.72 * judged, 1);
  drawRings(context, told, radius * 1.75, judged);
  set(story.wrong, 1, 1 + 0.15 * judged);
}

/** A ring around every dot that the best straight line has on the wrong side. */
function drawRings(context: Context2D, { given, story }: Told, radius: number, alpha: number): void {
  faded(context, alpha, () => {
    const { x, y } = story.wrong;
    context.beginPath();
    x.forEach((cx, i) => {
      context.moveTo(cx + radius, y[i]!);
      context.arc(cx, y[i]!, radius, 0, 2 * Math.PI);
    });
    context.strokeStyle = given.theme.ink;
    context.lineWidth = 2 * given.layout.unit;
    context.stroke();
  });
}

function drawBoundary(context: Context2D, { time, cue, given }: Told): void {
  const from = cue('curve') - 0.1;
  // The centre is half way, and is spoken of about half way.
  const drawn = span(from, Math.max(from + 3, cue('sides') - 0.35), time, evenPace);
  if (drawn <= 0) return;
  const { theme, layout } = given;
  const { unit } = layout;
  const line = ribbon(given);
  const lifted = span(0.97, 1, drawn);
  const taper = (60 * (1 - lifted) + 0.01) * unit;
  fillPolygon(context, ribbonOutline(line, drawn, { width: 15 * unit, taper }), theme.background, 0.55);
  fillPolygon(context, ribbonOutline(line, drawn, { width: 8 * unit, taper }), theme.accent);
  const [x, y] = penAt(line, drawn);
  const pen = Math.min(span(0, 0.04, drawn), 1 - span(0.96, 1, drawn));
  for (const [size, alpha] of [
    [22, 0.18],
    [9, 1],
  ] as const)
    faded(context, alpha * pen, () => {
      context.fillStyle = theme.accent;
      context.beginPath();
      context.arc(x, y, size * unit, 0, 2 * Math.PI);
      context.fill();
    });
}

/** The two sides of the boundary take their colours, from the centre outwards. */
function drawSides(context: Context2D, told: Told): void {
  const { given, story } = told;
  const filled = filledAt(told);
  if (filled <= 0) return;
  const { plane, sides, far } = story;
  context.save();
  if (filled < far) {
    context.beginPath();
    context.arc(plane.x(0), plane.y(0), filled * plane.scale, 0, 2 * Math.PI);
    context.clip();
  }
  given.theme.classes.forEach((color, label) =>
    fillPolygon(context, sides[label]! as unknown as number[], translucent(color, 0.2)),
  );
  context.restore();
}
