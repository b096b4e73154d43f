import { lagged } from '../../motion/lagged';
import { clamp01 } from '../../motion/ease';
import { mix, span, window } from '../../motion/span';
import { drawDots } from '../../stage/dots';
import type { FormulaPaths } from '../../stage/formula';
import { drawFormula } from '../../stage/formula-draw';
import { between } from '../../stage/look';
import { drawNetwork, drawPulses, weightEdge, type NeuronColumn } from '../../stage/network-diagram';
import { faded, strokePolyline } from '../../stage/path';
import { planeOf, type Plane } from '../../stage/plane';
import type { Context2D, Given, Moment } from '../../stage/scene';
import { axisLabelPlaces, drawNumberAt, drawNumberOn } from '../number-label';
import { readingAt } from './reading';
import { ROW, storyOf, type Places } from './story';

type Point = readonly [x: number, y: number];

/** Where on an edge its weight stands, and where the product comes to rest: shares of its length. */
const CHIP = 0.43;
const PRODUCT = 0.74;
/** How much of an edge a neuron covers, about; pulses and numbers come out from behind it. */
const OUT = 0.15;

const along = ({ inputs, neuron }: Places, edge: 0 | 1, t: number): Point => [
  mix(inputs[edge][0], neuron[0], t),
  mix(inputs[edge][1], neuron[1], t),
];

const columnsOf = ({ inputs, neuron }: Places): readonly NeuronColumn[] => [
  { x: inputs[0][0], ys: [inputs[0][1], inputs[1][1]] },
  { x: neuron[0], ys: [neuron[1]] },
];

/** How far each product has come on its way, the second after the first: 0 … 1. */
const travelled = ({ time, cue }: Moment, edge: 0 | 1): number =>
  lagged(
    edge,
    2,
    span(cue('products') - 0.1, cue('sum') - 0.35, time, (t) => t),
    0.45,
  );

export function drawDiagram(context: Context2D, moment: Moment): void {
  drawSource(context, moment);
  drawBias(context, moment);
  drawBody(context, moment);
  for (const edge of [0, 1] as const) {
    drawRider(context, moment, edge);
    drawChip(context, moment, edge);
    drawNames(context, moment, edge);
    drawValue(context, moment, edge);
  }
  drawOutcome(context, moment);
}

/** The little plane that the dot lies in, as large as the dot needs. */
const sourcePlane = (given: Given): Plane => {
  const { places, point } = storyOf(given);
  return planeOf(places.plane, { x: 0, y: 0, half: 1.35 * Math.max(...point.map(Math.abs)) });
};

/** The dot in its plane, with its coordinates at the axes until they leave for the neurons. */
function drawSource(context: Context2D, { time, cue, given }: Moment): void {
  const { point, labels, index } = storyOf(given);
  const { theme, layout } = given;
  const { unit } = layout;
  const from = cue('values') - 0.3;
  const shown = span(from, from + 0.7, time);
  if (shown <= 0) return;
  const plane = sourcePlane(given);
  const [x, y, ox, oy] = [plane.x(point[0]), plane.y(point[1]), plane.x(0), plane.y(0)];
  const { box } = plane;
  const half = plane.x.domain()[1]!;
  const cell = { color: theme.grid, width: 2 * unit, alpha: 0.75 * shown };
  for (let k = Math.ceil(-half); k <= half; k++) {
    if (k === 0) continue;
    strokePolyline(context, [plane.x(k), box.y, plane.x(k), box.y + box.height], cell);
    strokePolyline(context, [box.x, plane.y(k), box.x + box.width, plane.y(k)], cell);
  }
  const axis = { color: theme.gridStrong, width: 2.5 * unit, alpha: shown };
  strokePolyline(context, [mix(ox, box.x, shown), oy, mix(ox, box.x + box.width, shown), oy], axis);
  strokePolyline(context, [ox, mix(oy, box.y, shown), ox, mix(oy, box.y + box.height, shown)], axis);
  const guides = span(from + 0.3, from + 1, time);
  const dash = [7 * unit, 7 * unit];
  const guide = { color: theme.muted, width: 2.5 * unit, dash };
  strokePolyline(context, [x, y, x, mix(y, oy, guides)], { ...guide, alpha: guides });
  strokePolyline(context, [x, y, mix(x, ox, guides), y], { ...guide, alpha: guides });
  const one = { x: Float64Array.of(x), y: Float64Array.of(y), classes: [labels[index]!] };
  const radius = 13 * unit * shown;
  drawDots(context, one, { colors: theme.classes, radius, halo: theme.ink });
}

/** A coordinate on its way from its axis into its neuron, where it stays. */
function drawValue(context: Context2D, { time, cue, given }: Moment, edge: 0 | 1): void {
  const { places, values, point } = storyOf(given);
  const start = cue('values') + 0.2;
  const shown = span(start, start + 0.5, time);
  if (shown <= 0) return;
  // One after the other: they may have to cross each other's way.
  const leaves = cue('values') + 1 + 0.85 * edge;
  const t = span(leaves, leaves + 0.8, time);
  const [atAxis, fromY] = axisLabelPlaces(sourcePlane(given), point, places.label, values[1].width)[edge];
  // However far out the dot is, its numbers stay in the picture.
  const fromX = Math.max(atAxis, given.layout.content.x + (values[edge].width / 2) * places.label);
  const [toX, toY] = places.inputs[edge];
  drawNumberAt(context, values[edge], [mix(fromX, toX, t), mix(fromY, toY, t)], {
    size: places.label,
    color: given.theme.ink,
    alpha: shown,
  });
}

function drawBody(context: Context2D, moment: Moment): void {
  const { time, cue, given } = moment;
  const { places, weights } = storyOf(given);
  const { theme, layout } = given;
  const { unit } = layout;
  const entered = span(cue('neuron') - 0.4, cue('neuron') + 1, time);
  const met = window(cue('neuron') + 0.7, cue('values') - 0.1, time, 0.4);
  const strongest = Math.max(...weights.map(Math.abs));
  const bent = span(cue('image') + 0.3, cue('image') + 1.3, time);
  const adding = window(cue('sum') - 0.1, cue('bend') - 0.2, time, 0.5);
  const columns = columnsOf(places);
  drawNetwork(context, given, columns, {
    radius: places.radius,
    entered,
    edge: (_, from) => {
      const plain = { color: theme.gridStrong, alpha: 1, width: 3.5 * unit };
      const own = weightEdge(given, weights[2 * ROW + from]!, strongest);
      const t = span(cue('weights') - 0.1 + 0.35 * from, cue('weights') + 0.7 + 0.35 * from, time);
      return {
        color: between(plain.color, own.color, t),
        alpha: mix(plain.alpha, own.alpha, t),
        width: mix(plain.width, own.width ?? plain.width, t),
      };
    },
    neuron: (k) => ({
      ring:
        k === 0
          ? theme.muted
          : between(between(theme.muted, theme.accent, Math.max(met, adding)), theme.terms.activation, bent),
      fill: theme.surface,
      lineWidth: (k === 0 ? 3.5 : 4.5) * unit,
    }),
  });
  for (const edge of [0, 1] as const) {
    const progress = PRODUCT * travelled(moment, edge);
    drawPulses(context, given, columns, {
      layer: 0,
      progress: progress >= PRODUCT ? 0 : progress,
      radius: 10 * unit,
      inset: places.radius,
      color: () => theme.accent,
      alpha: (from) => (from === edge ? clamp01((PRODUCT - progress) / 0.1) : 0),
    });
  }
}

/** The weight on its edge, as what it does: times so much. */
function drawChip(context: Context2D, moment: Moment, edge: 0 | 1): void {
  const { time, cue, given } = moment;
  const { places, chips, weights } = storyOf(given);
  const { theme, layout } = given;
  const t = span(cue('weights') + 0.2 + 0.35 * edge, cue('weights') + 0.9 + 0.35 * edge, time);
  if (t <= 0) return;
  const [x, y] = along(places, edge, CHIP);
  const color = theme.signs[weights[2 * ROW + edge]! < 0 ? 0 : 1];
  const size = places.label * mix(0.9, 1, t);
  const [width, height] = [(chips[edge].width + 0.6) * size, 1.45 * size];
  // It lights up while the value passes through it.
  const passing = 1 - clamp01(Math.abs(OUT + (PRODUCT - OUT) * travelled(moment, edge) - CHIP) / 0.12);
  faded(context, t, () => {
    context.beginPath();
    context.roundRect(x - width / 2, y - height / 2, width, height, height / 2);
    context.fillStyle = between(theme.background, color, 0.25 * passing);
    context.fill();
    context.strokeStyle = color;
    context.lineWidth = 3 * layout.unit;
    context.stroke();
  });
  drawNumberAt(context, chips[edge], [x, y], { size, color, alpha: t });
}

/** What value and weight are called in the formula, as it is written. */
function drawNames(context: Context2D, { time, cue, given }: Moment, edge: 0 | 1): void {
  const { places } = storyOf(given);
  const { theme, formulas } = given;
  const from = cue('products') + 0.2 + 0.9 * edge;
  const alpha = span(from, from + 0.7, time);
  if (alpha <= 0) return;
  const size = 0.95 * places.label;
  const [x, y] = places.inputs[edge];
  const out = edge === 0 ? -1 : 1;
  const chip = along(places, edge, CHIP);
  const style = { size, align: 'center', alpha } as const;
  const left = x - places.radius - 0.75 * size;
  drawFormula(context, formulas[`x${edge + 1}`]!, left, y + 0.2 * size, { ...style, color: theme.ink });
  const base = chip[1] + (out * 1.35 + 0.2) * places.label;
  drawFormula(context, formulas[`w${edge + 1}`]!, chip[0], base, { ...style, color: theme.terms.matrix });
}

/** The value on its way along the edge: behind the weight it has become the product, which then goes into the neuron. */
function drawRider(context: Context2D, moment: Moment, edge: 0 | 1): void {
  const { time, cue, given } = moment;
  const { places, values, products, chips } = storyOf(given);
  const { theme } = given;
  const t = travelled(moment, edge);
  if (t <= 0) return;
  const entering = span(cue('sum') + 0.1, cue('sum') + 1, time);
  const at = mix(mix(OUT, PRODUCT, t), 0.93, entering);
  const length = Math.hypot(
    places.neuron[0] - places.inputs[edge][0],
    places.neuron[1] - places.inputs[edge][1],
  );
  // Numbers stay clear of the weight in the middle, and of the neurons at both ends.
  const clear = ((chips[edge].width + 0.6) * places.label) / 2 / length;
  const half = (formula: FormulaPaths): number => (formula.width * places.label) / 2 / length;
  const rim = places.radius / length;
  const pass = (from: number, to: number): number => span(from, to, at, clamp01);
  const before = Math.min(
    pass(rim + half(values[edge]), rim + half(values[edge]) + 0.03),
    1 - pass(CHIP - clear - half(values[edge]) - 0.04, CHIP - clear - half(values[edge])),
  );
  const after = Math.min(
    pass(CHIP + clear + half(products[edge]) - 0.02, CHIP + clear + half(products[edge]) + 0.01),
    1 - entering,
  );
  const ride = (formula: FormulaPaths, alpha: number, color: string): void => {
    if (alpha <= 0) return;
    drawNumberOn(context, given, formula, along(places, edge, at), { size: places.label, color, alpha });
  };
  ride(values[edge], before, theme.ink);
  ride(products[edge], after, theme.accent);
}

/** The sum in the neuron until g has bent it, and then the neuron's value. */
function drawOutcome(context: Context2D, { time, cue, given }: Moment): void {
  const { places, sum } = storyOf(given);
  // What goes to the graph is a copy: the sum is there again as soon as that one is out of the way.
  const away = readingAt({ time, cue }).leaving;
  const kept = away > 0 ? span(0.4, 0.65, away) : 1;
  const shown =
    span(cue('sum') + 0.8, cue('sum') + 1.5, time) *
    kept *
    (1 - span(cue('image') - 0.1, cue('image') + 0.4, time));
  drawNumberAt(context, sum, places.neuron, { size: places.label, color: given.theme.accent, alpha: shown });
}

/** What is left out for now: an edge that is only sketched. */
function drawBias(context: Context2D, { time, cue, given }: Moment): void {
  const { places } = storyOf(given);
  const { theme, layout, formulas } = given;
  const { unit } = layout;
  const shown = span(cue('bias') - 0.1, cue('bias') + 0.8, time);
  if (shown <= 0) return;
  const [x, y] = places.bias;
  const color = theme.terms.bias;
  const radius = 0.6 * places.radius;
  const dash = [10 * unit, 9 * unit];
  const top = y - radius;
  const line = [x, top, x, mix(top, places.neuron[1] + places.radius, shown)];
  strokePolyline(context, line, { color, width: 3.5 * unit, dash, alpha: shown });
  const ring = Array.from({ length: 65 }, (_, i) => (2 * Math.PI * i) / 64).flatMap((angle) => [
    x + radius * Math.cos(angle),
    y + radius * Math.sin(angle),
  ]);
  strokePolyline(context, ring, { color, width: 3.5 * unit, dash, alpha: shown });
  drawFormula(context, formulas.bias!, x, y + 0.34 * places.label, {
    size: places.label,
    color,
    alpha: shown,
    align: 'center',
  });
}
