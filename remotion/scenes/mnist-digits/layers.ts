import { lagged } from '../../motion/lagged';
import { mix, span } from '../../motion/span';
import type { Box } from '../../stage/layout';
import { clipped, faded } from '../../stage/path';
import type { Context2D } from '../../stage/scene';
import { drawText } from '../../stage/text';
import type { Spot, Strip } from './places';
import { forwardAt, inputAt, LAYER, layerFrom, type Told } from './story';

/** Rows of the image leave one after another. */
const LAG = 0.05;
/** Between two cells of a strip, as a share. */
const GAP = 0.14;

/** The digit's pixels on their way to the input layer, or there: each is one of its cells. */
export function drawInput(context: Context2D, told: Told): void {
  const { story } = told;
  const { flight } = forwardAt(told);
  if (flight <= 0) return;
  const { digit, strips } = story.places;
  const [strip] = strips;
  const colors = story.colors[0]!;
  const pixel = digit.width / story.edge;
  const small = sideOf(strip!);
  for (let p = 0; p < colors.length; p++) {
    const row = Math.floor(p / story.edge);
    const t = lagged(row, story.edge, flight, LAG);
    if (t <= 0) continue;
    const [x, y] = strip!.at(p);
    const side = mix(pixel, small, t);
    context.fillStyle = colors[p]!;
    context.fillRect(
      mix(digit.x + (p % story.edge) * pixel, x, t),
      mix(digit.y + row * pixel, y, t),
      side,
      side,
    );
  }
}

/** Whole pixels, so that all cells and all gaps are alike. */
const sideOf = ({ cell }: Strip): number => cell - Math.max(cell > 2 ? 1 : 0, Math.round(GAP * cell));

/** The hidden layers, each cell lit by what its neuron gives for this digit. */
export function drawHidden(context: Context2D, told: Told): void {
  const { story, time, given } = told;
  const last = story.widths.length - 1;
  const lanes = 24;
  story.places.strips.slice(1).forEach((strip, i) => {
    const from = layerFrom(told, i + 1, last) + LAYER.edges - 0.15;
    const entered = span(from, from + LAYER.cells, time, (t) => t);
    if (entered <= 0) return;
    const side = sideOf(strip);
    const colors = story.colors[i + 1]!;
    colors.forEach((color, n) => {
      const [x, y] = strip.at(n);
      const t = lagged(Math.floor((n * lanes) / colors.length), lanes, entered, 0.08);
      if (t <= 0) return;
      faded(context, span(0, 0.4, t), () => {
        context.fillStyle = given.theme.surface;
        context.fillRect(x, y, side, side);
      });
      faded(context, t, () => {
        context.fillStyle = color;
        context.fillRect(x, y, side, side);
      });
    });
  });
}

/** Joins that are drawn between two layers at most, at either end: of a hundred thousand a few. */
const JOINS = 18;

/** Of a strip, the middles of so many cells on the side where a join ends. */
function ends({ box, count }: Strip, after: boolean, downwards: boolean): Spot[] {
  const n = Math.min(JOINS, count);
  return Array.from({ length: n }, (_, i) => {
    const share = (i + 0.5) / n;
    return downwards
      ? { x: box.x + share * box.width, y: after ? box.y + box.height : box.y }
      : { x: after ? box.x + box.width : box.x, y: box.y + share * box.height };
  });
}

/** Everything of a layer goes to everything of the next: a few of the joins, drawn from one layer to the other. */
export function drawJoins(context: Context2D, told: Told): void {
  const { story, time, given } = told;
  const { theme, layout } = given;
  const { strips, outputs, radius, downwards } = story.places;
  strips.forEach((strip, k) => {
    const from = layerFrom(told, k + 1, strips.length);
    const grown = span(from, from + LAYER.edges, time);
    if (grown <= 0) return;
    const next = strips[k + 1];
    const starts = ends(strip, true, downwards);
    const stops = next
      ? ends(next, false, downwards)
      : outputs.map(({ x, y }) => (downwards ? { x, y: y - radius } : { x: x - radius, y }));
    const room = reached(starts[0]!, stops[0]!, layout, downwards, grown);
    clipped(context, room, () => {
      context.beginPath();
      for (const a of starts)
        for (const b of stops) {
          context.moveTo(a.x, a.y);
          context.lineTo(b.x, b.y);
        }
      context.strokeStyle = theme.gridStrong;
      context.lineWidth = layout.unit;
      faded(context, 0.3, () => context.stroke());
    });
  });
}

/** What of the joins has been drawn, from the first layer on. */
function reached(
  a: Spot,
  b: Spot,
  { content }: { readonly content: Box },
  downwards: boolean,
  grown: number,
): Box {
  return downwards
    ? { ...content, y: a.y, height: grown * (b.y - a.y) }
    : { ...content, x: a.x, width: grown * (b.x - a.x) };
}

/** How many neurons each layer has. */
export function drawWidths(context: Context2D, told: Told): void {
  const { story, time, given } = told;
  const last = story.widths.length - 1;
  story.places.widths.forEach(({ x, y }, k) => {
    const from = k === 0 ? inputAt(told) - 0.5 : layerFrom(told, k, last) + LAYER.edges;
    drawText(context, given, String(story.widths[k]), x, y, {
      size: 40,
      weight: 600,
      color: given.theme.ink,
      align: 'center',
      baseline: 'middle',
      alpha: span(from, from + 0.5, time),
    });
  });
}
