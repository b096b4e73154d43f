import { lagged } from '../../motion/lagged';
import type { PlaneMap } from '../../motion/layer-path';
import { span, window } from '../../motion/span';
import { drawAxes } from '../../stage/axes';
import { drawCurtain } from '../../stage/curtain';
import { drawFormula } from '../../stage/formula-draw';
import { mappedLine, mappedSquare } from '../../stage/grid-lines';
import { between, translucent } from '../../stage/look';
import { formatNumber } from '../../stage/number';
import { drawFilled, drawNumeral } from '../../stage/numerals';
import { clipped, faded, fillPolygon, strokePolyline } from '../../stage/path';
import { planeOf, type Plane } from '../../stage/plane';
import { gridLineStyle, RANKS } from '../../stage/sheet';
import { drawText } from '../../stage/text';
import type { Context2D, Moment } from '../../stage/scene';
import { drawGraph } from './graph';
import { CENTRE, cornered, LENGTH, mapAt, stateAt, storyOf, TRACER, viewAt, type State } from './story';

export function draw(context: Context2D, moment: Moment): void {
  const { given } = moment;
  const { path, places } = storyOf(given);
  const state = stateAt(moment);
  const plane = planeOf(places.plane, viewAt(moment));
  const map = mapAt(path, state);
  clipped(context, places.region, () => {
    drawPlane(context, moment, plane, map, state);
    drawWalls(context, moment, plane, state);
    drawCentre(context, moment, plane, map);
    drawTracer(context, moment, plane, map);
  });
  drawBacking(context, moment);
  drawWords(context, moment);
  drawGraph(context, moment, state);
  drawCurtain(context, moment);
}

function drawPlane(context: Context2D, moment: Moment, plane: Plane, map: PlaneMap, state: State): void {
  const { time, cue, given } = moment;
  const { lines } = storyOf(given);
  const entered = span(cue('grid') - 0.2, cue('grid') + 2.2, time, (t) => t);
  // Until tanh sets in, lines are straight.
  const pieces = state.x > 0 ? 96 : 1;
  // From near, the fine lines may be as strong as the others.
  const close = 0.6 * cornered(moment);
  drawAxes(context, given, { ...plane, box: storyOf(given).places.region }, entered);
  for (const rank of RANKS)
    for (const line of lines) {
      if (line.rank !== rank) continue;
      // Lines enter from the middle outwards, and each draws itself from the middle.
      const grown = lagged(Math.abs(line.at) * 4, line.to * 4, entered, 0.03);
      if (grown <= 0) continue;
      const reach = grown < 1 ? line.to * grown : LENGTH;
      const points = mappedLine({ ...line, from: -reach, to: reach }, map, plane, { pieces });
      // The outermost lines thin out, so that the grid is seen to go on.
      const alpha = Math.min(1, (line.to + 1 - Math.abs(line.at)) / 7);
      const style = gridLineStyle(given, line);
      const hue = given.theme.families[line.fixed === 'x' ? 0 : 1];
      strokePolyline(context, points, { ...style, color: between(style.color, hue, close), alpha });
    }
}

/** The lines x = ±1, y = ±1 where tanh ends, then the box they make. */
function drawWalls(context: Context2D, moment: Moment, plane: Plane, state: State): void {
  const { time, cue, given } = moment;
  const { theme, layout } = given;
  const { unit } = layout;
  const box = span(cue('zoom') - 0.4, cue('zoom') + 0.8, time);
  const glow = window(cue('box'), given.duration + 2, time, 0.8);
  const { x, y, box: area } = plane;
  const tall = Math.max(layout.width, layout.height);
  const wall = (progress: number, from: number, points: (s: number, reach: number) => number[]): void => {
    const drawn = span(from - 0.3, from + 0.7, time);
    if (drawn <= 0 || box >= 1) return;
    // Walls draw themselves from the middle, and shorten to the box's sides once both pairs stand.
    const reach = plane.scale + (tall - plane.scale) * drawn * (1 - box);
    for (const s of [-1, 1])
      strokePolyline(context, points(s, reach), {
        color: theme.border,
        width: 3 * unit,
        alpha: 0.35 + 0.65 * Math.max(progress, box),
        dash: [14 * unit, 12 * unit],
      });
  };
  const midX = area.x + area.width / 2;
  const midY = area.y + area.height / 2;
  wall(state.x, cue('x'), (s, r) => [x(s), midY - r, x(s), midY + r]);
  wall(state.y, cue('y'), (s, r) => [midX - r, y(s), midX + r, y(s)]);
  const outline = mappedSquare(1, identity, plane, { pieces: 4 });
  strokePolyline(context, outline, { color: theme.border, width: 16 * unit, alpha: 0.3 * glow });
  strokePolyline(context, outline, { color: theme.border, width: (4 + 2 * glow) * unit, alpha: box });
  // Gone before the view leaves for the corner, and back when it is back.
  const away = window(cue('far') - 0.8, cue('box') + 2.3, time, 0.6);
  const close = span(cue('near') - 0.6, cue('near') + 0.2, time) * (1 - away);
  const style = { size: 32, color: theme.muted, weight: 500, alpha: close } as const;
  for (const bound of [-1, 1]) {
    const text = formatNumber(bound, 0);
    const side = { ...style, align: bound > 0 ? 'left' : 'right', baseline: 'middle' } as const;
    drawText(context, given, text, x(bound) + bound * 16 * unit, y(0) - 22 * unit, side);
    drawText(context, given, text, x(0) + 14 * unit, y(bound) - bound * 22 * unit, {
      ...style,
      baseline: 'middle',
    });
  }
}

const identity: PlaneMap = (x, y, out) => {
  out[0] = x;
  out[1] = y;
  out[2] = 0;
};

/** Around the origin tanh x ≈ x: a small square as tanh has left it, and where it would be without tanh. */
function drawCentre(context: Context2D, moment: Moment, plane: Plane, map: PlaneMap): void {
  const { time, cue, given } = moment;
  const shown = window(cue('near') - 0.1, cue('far') + 0.2, time, 0.6);
  if (shown <= 0) return;
  const { path } = storyOf(given);
  const { theme, layout } = given;
  const before = mappedSquare(CENTRE, mapAt(path, { matrix: 1, x: 0, y: 0 }), plane, { pieces: 4 });
  const after = mappedSquare(CENTRE, map, plane, { pieces: 32 });
  fillPolygon(context, after, theme.accent, 0.3 * shown);
  strokePolyline(context, after, { color: theme.accent, width: 3 * layout.unit, alpha: shown });
  strokePolyline(context, before, {
    color: theme.ink,
    width: 2.5 * layout.unit,
    alpha: 0.9 * shown,
    dash: [9 * layout.unit, 9 * layout.unit],
  });
}

/** One point with its two coordinates read off at the axes: each changes on its own. */
function drawTracer(context: Context2D, { time, cue, given }: Moment, plane: Plane, map: PlaneMap): void {
  const shown = window(cue('each') - 0.1, cue('zoom') + 0.6, time, 0.6);
  if (shown <= 0) return;
  const { theme, layout, formulas } = given;
  const { unit } = layout;
  const point = new Float64Array(3);
  map(TRACER[0], TRACER[1], point);
  const [wx, wy] = [point[0]!, point[1]!];
  const [px, py] = [plane.x(wx), plane.y(wy)];
  const [ox, oy] = [plane.x(0), plane.y(0)];
  const lit = {
    x: window(cue('x') - 0.2, cue('y') - 0.1, time, 0.4),
    y: window(cue('y') - 0.2, cue('zoom'), time, 0.4),
  };
  faded(context, shown, () => {
    const guide = (points: readonly number[], on: number): void =>
      strokePolyline(context, points, {
        color: between(theme.ink, theme.terms.activation, on),
        width: (2.5 + 2 * on) * unit,
        dash: [8 * unit, 8 * unit],
      });
    guide([px, py, px, oy], lit.x);
    guide([px, py, ox, py], lit.y);
    context.fillStyle = theme.ink;
    context.beginPath();
    context.arc(px, py, 11 * unit, 0, 2 * Math.PI);
    context.fill();
    const size = 40 * unit;
    const label = (value: number, right: number, y: number, on: number): void => {
      const color = between(theme.ink, theme.terms.activation, on);
      const width = size * (value < 0 ? 2.7 : 1.95);
      context.fillStyle = translucent(theme.background, 0.75);
      context.beginPath();
      context.roundRect(right - width, y - 0.85 * size, width + 0.2 * size, 1.05 * size, 0.2 * size);
      context.fill();
      drawNumeral(context, formulas, value, right, y, { size, color });
    };
    label(wx, px + 0.9 * size, oy + (wy > 0 ? 1.05 : -0.4) * size, lit.x);
    label(wy, ox - (wx > 0 ? 0.35 : -2.4) * size, py + 0.33 * size, lit.y);
  });
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
  gradient.addColorStop(0.72, translucent(theme.background, 0.9 * shown));
  gradient.addColorStop(1, translucent(theme.background, 0));
  context.fillStyle = gradient;
  context.fillRect(0, 0, across ? end : region.width, across ? region.height : end);
  const soft = 44 * layout.unit;
  const bottom = region.y + region.height;
  const floor = context.createLinearGradient(0, bottom - soft, 0, bottom);
  floor.addColorStop(0, translucent(theme.background, 0));
  floor.addColorStop(1, translucent(theme.background, 1));
  context.fillStyle = floor;
  context.fillRect(0, bottom - soft, region.width, soft);
}

function drawWords(context: Context2D, { time, cue, given }: Moment): void {
  const { matrix, places } = storyOf(given);
  const { theme, formulas } = given;
  const { x, y, size, wide } = places.text;
  const shown = span(cue('matrix') - 0.3, cue('matrix') + 0.6, time);
  if (shown <= 0) return;
  const on = {
    matrix: window(cue('matrix') - 0.1, cue('each') - 0.2, time, 0.5),
    tanh: window(cue('each'), cue('zoom'), time, 0.5),
    x: window(cue('x') - 0.2, cue('y') - 0.1, time, 0.4),
    y: window(cue('y') - 0.2, cue('zoom'), time, 0.4),
  };
  const { terms } = theme;
  const matrixColor = between(theme.ink, terms.matrix, 0.35 + 0.65 * on.matrix);
  const tanh = span(cue('each') + 0.1, cue('each') + 0.8, time);
  const place = (row: number): readonly [number, number] =>
    wide ? [x, y + size * (0.9 + 2.6 * row)] : [x, y + size * (1.6 + 3.1 * row)];

  const layer = formulas.layer!;
  const layerSize = size * 1.25;
  const [left, ly] = place(0);
  // Until tanh comes in, W x stands at the margin; then it makes room.
  const making = span(cue('each') - 0.7, cue('each') + 0.1, time);
  const alone = formulas.product!;
  const room = (layer.boxes.matrix?.x ?? 0) - (alone.boxes.matrix?.x ?? 0);
  drawFormula(context, making < 1 ? alone : layer, making < 1 ? left + making * room * layerSize : left, ly, {
    size: layerSize,
    color: theme.ink,
    alpha: shown,
    parts: {
      matrix: { color: matrixColor },
      activation: { color: between(theme.ink, terms.activation, on.tanh), alpha: tanh },
    },
  });
  const entries = { w00: matrix[0], w01: matrix[1], w10: matrix[2], w11: matrix[3] };
  const entryStyle = { color: matrixColor };
  const [mx, my] = place(1);
  const row = wide
    ? { x: given.layout.content.x + given.layout.content.width, y: ly + 0.2 * size }
    : { x: mx, y: my };
  drawFilled(context, formulas, formulas.matrix!, entries, row.x, row.y, {
    size: size * (wide ? 0.85 : 0.95),
    color: theme.ink,
    alpha: shown,
    align: wide ? 'right' : 'left',
    parts: { matrix: entryStyle, w00: entryStyle, w01: entryStyle, w10: entryStyle, w11: entryStyle },
  });
  const [ex, ey] = wide ? [x, ly + (places.graph ? 4 : 2.4) * size] : place(2);
  drawFormula(context, formulas.each!, ex, ey, {
    size: size * (wide ? 0.85 : 0.95),
    color: theme.ink,
    alpha: span(cue('each') + 0.3, cue('each') + 1.2, time),
    parts: {
      activation: { color: theme.ink },
      x: { color: between(theme.ink, terms.activation, on.x) },
      y: { color: between(theme.ink, terms.activation, on.y) },
    },
  });
}
