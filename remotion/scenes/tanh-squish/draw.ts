import { lagged } from '../../motion/lagged';
import { span } from '../../motion/span';
import { drawAxes } from '../../stage/axes';
import { drawCurtain, drawFloor } from '../../stage/curtain';
import { between, translucent } from '../../stage/look';
import { clipped, tracePolyline } from '../../stage/path';
import { planeOf, type Plane } from '../../stage/plane';
import { gridLineStyle, RANKS } from '../../stage/sheet';
import type { Context2D, Moment } from '../../stage/scene';
import { drawCentre } from './centre';
import { drawWords } from './formulas';
import { drawGraph } from './graph';
import { movedLine, settledLine, traceOffWalls } from './lines';
import { cornered, mapAt, stateAt, storyOf, viewAt, type State } from './story';
import { drawTracer } from './tracer';
import { boxAt, drawGround, drawWalls } from './walls';

export function draw(context: Context2D, moment: Moment): void {
  const { given } = moment;
  const { path, places } = storyOf(given);
  const state = stateAt(moment);
  const plane = planeOf(places.plane, viewAt(moment));
  const map = mapAt(path, state);
  clipped(context, places.region, () => {
    drawGround(context, moment, plane);
    drawPlane(context, moment, plane, state);
    drawWalls(context, moment, plane, state);
    drawCentre(context, moment, plane, map);
    drawTracer(context, moment, plane, map, state);
  });
  drawBacking(context, moment);
  drawWords(context, moment);
  drawGraph(context, moment, state);
  drawCurtain(context, moment);
}

function drawPlane(context: Context2D, moment: Moment, plane: Plane, state: State): void {
  const { time, cue, given } = moment;
  const { lines, path, places, reach } = storyOf(given);
  const { unit } = given.layout;
  const map = mapAt(path, state);
  const { matrix } = path.at(state.matrix);
  const entered = span(cue('grid') - 0.2, cue('grid') + 2.2, time, (t) => t);
  // From near, the fine lines may be as strong as the others.
  const close = 0.6 * cornered(moment);
  const settled = state.y >= 1;
  // What the box's sides cover need not be drawn.
  const hidden = settled && boxAt(moment) >= 1 ? 1.5 * unit : 0;
  const lifted = path.stretches[1] < 0 && state.matrix > 0 && state.matrix < 1;
  drawAxes(context, given, { ...plane, box: places.region }, entered);
  const before = context.globalAlpha;
  context.lineJoin = 'round';
  context.lineCap = 'round';
  for (const rank of RANKS)
    lines.forEach((line, index) => {
      if (line.rank !== rank) return;
      // Lines enter from the middle outwards, and each draws itself from the middle.
      const grown = lagged(Math.abs(line.at) * 4, reach * 4, entered, 0.03);
      if (grown <= 0) return;
      const part = grown < 1 ? { ...line, from: -reach * grown, to: reach * grown } : line;
      const points = settled
        ? settledLine(given, index, plane)
        : movedLine(part, matrix, map, state, plane, places.region, lifted);
      if (points.length < 4) return;
      // The outermost lines thin out, so that the grid is seen to go on.
      context.globalAlpha = before * Math.min(1, (reach + 1 - Math.abs(line.at)) / 7);
      const style = gridLineStyle(given, line);
      const hue = given.theme.families[line.fixed === 'x' ? 0 : 1];
      context.strokeStyle = between(style.color, hue, close);
      context.lineWidth = style.width;
      context.beginPath();
      if (hidden > 0) traceOffWalls(context, points, plane, hidden);
      else tracePolyline(context, points);
      context.stroke();
    });
  context.globalAlpha = before;
}

/** The empty stage shines through behind the formulas, so that they can be read over the grid. */
function drawBacking(context: Context2D, { time, cue, given }: Moment): void {
  const shown = span(cue('matrix') - 0.6, cue('matrix') + 0.4, time);
  const { places } = storyOf(given);
  const { theme, layout } = given;
  const { region, plane } = places;
  const across = layout.name === 'wide';
  const end = across ? plane.x + plane.width * 0.16 : plane.y + plane.height * 0.02;
  const gradient = across
    ? context.createLinearGradient(0, 0, end, 0)
    : context.createLinearGradient(0, 0, 0, end);
  gradient.addColorStop(0, translucent(theme.background, 0.97 * shown));
  gradient.addColorStop(across ? 0.72 : 0.87, translucent(theme.background, 0.9 * shown));
  gradient.addColorStop(1, translucent(theme.background, 0));
  context.fillStyle = gradient;
  context.fillRect(0, 0, across ? end : region.width, across ? region.height : end);
  drawFloor(context, given, region);
}
