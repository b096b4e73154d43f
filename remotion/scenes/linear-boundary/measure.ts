import { span, window } from '../../motion/span';
import { drawArrow } from '../../stage/arrow';
import { drawFormula } from '../../stage/formula-draw';
import { between, translucent } from '../../stage/look';
import { formatNumber } from '../../stage/number';
import { faded, fillPolygon, strokePolyline } from '../../stage/path';
import type { Plane } from '../../stage/plane';
import type { Context2D } from '../../stage/scene';
import { drawText } from '../../stage/text';
import { placeOn, type NumberLine } from './number-line';
import { HOMING, LANDING, type Told } from './story';

/** How much the number line is what is looked at, 0 … 1. */
export const shareOfNumbers = ({ time, story: { times } }: Pick<Told, 'time' | 'story'>): number =>
  window(times.normal + 0.4, times.home + HOMING + 0.1, time, 0.8);

/** Length of the normal's arrow, and height of the hills beside the number line, in half-widths of the view. */
const [ARROW, HILL] = [0.26, 0.3];

/** A point of the number line, moved out along the line w·x + b = 0 by some pixels. */
function beside(plane: Plane, numbers: NumberLine, value: number, out: number): [number, number] {
  const [x, y] = placeOn(numbers, value);
  return [plane.x(x) + out * numbers.along[0], plane.y(y) - out * numbers.along[1]];
}

/** Of the numbers at the ticks: their size, how wide a character of it is at most, and what is free around one, in units. */
const [SIZE, CHARACTER, FREE] = [30, 0.62, 12];
/** How far the 0 is moved towards what is above it, because the line itself goes through where it would stand. */
const LIFT = 26;

const textOf = (tick: number): string => formatNumber(tick, (String(tick).split('.')[1] ?? '').length);

/** The ticks there is room for: all of them, or every second, every third, … beginning with 0. */
function ticksOf({ ticks, slope, normal }: NumberLine, plane: Plane, unit: number): readonly number[] {
  const step = ticks.length > 1 ? ticks[1]! - ticks[0]! : Infinity;
  const longest = Math.max(...ticks.map((tick) => textOf(tick).length));
  const [wide, high] = [(CHARACTER * longest * SIZE + FREE) * unit, (SIZE + FREE) * unit];
  const fits = (every: number): boolean => {
    const apart = ((every * step) / slope) * plane.scale - LIFT * unit;
    return apart * Math.abs(normal[0]) >= wide || apart * Math.abs(normal[1]) >= high;
  };
  const every = ticks.findIndex((_tick, i) => fits(i + 1)) + 1;
  return every > 0 ? ticks.filter((tick) => Math.round(tick / step) % every === 0) : [0];
}

/** The normal of the line, and the number line that runs along it, with hills where many dots have landed. */
export function drawNumberLine(context: Context2D, told: Told): void {
  const { time, given, story, plane } = told;
  const { numbers, times } = story;
  const there = 1 - span(times.home + HOMING - 0.5, times.home + HOMING + 0.1, time);
  if (!numbers || time < times.normal || there <= 0) return;
  const { theme, layout } = given;
  const { unit } = layout;
  faded(context, there, () => {
    drawHills(context, told, numbers);
    const { low, high } = numbers;
    const grown = span(times.normal + 0.7, times.normal + 1.6, time);
    const line = { color: theme.ink, width: 3 * unit };
    strokePolyline(
      context,
      [...beside(plane, numbers, low * grown, 0), ...beside(plane, numbers, high * grown, 0)],
      line,
    );
    for (const tick of ticksOf(numbers, plane, unit)) {
      const share = span(0, 0.15, grown - Math.abs(tick) / (1.2 * Math.max(high, -low)));
      if (share <= 0) continue;
      const half = 15 * unit * share;
      strokePolyline(
        context,
        [...beside(plane, numbers, tick, -half), ...beside(plane, numbers, tick, half)],
        line,
      );
    }
    drawNormal(context, told, numbers);
  });
}

function drawNormal(context: Context2D, { time, given, story, plane }: Told, numbers: NumberLine): void {
  const { times } = story;
  const { theme, layout } = given;
  const { unit } = layout;
  const color = theme.terms.matrix;
  const come = span(times.normal, times.normal + 0.8, time);
  const gone = span(times.project, times.project + 0.6, time);
  const value = ARROW * plane.view.half * numbers.slope;
  faded(context, 1 - gone, () => {
    const corner = 22 * unit * come;
    const reach = (corner / plane.scale) * numbers.slope;
    strokePolyline(
      context,
      [
        ...beside(plane, numbers, reach, 0),
        ...beside(plane, numbers, reach, -corner),
        ...beside(plane, numbers, 0, -corner),
      ],
      { color, width: 3 * unit },
    );
    drawArrow(context, ...beside(plane, numbers, 0, 0), ...beside(plane, numbers, value * come, 0), {
      color,
      width: 7 * unit,
      head: 26 * unit,
    });
    const formula = given.formulas.normal;
    if (!formula) return;
    const size = 50 * unit;
    const [x, y] = beside(plane, numbers, value * 0.75, 44 * unit);
    drawFormula(context, formula, x, y + 0.2 * size, { size, color, align: 'center', alpha: come });
  });
}

/** How close together the landed dots lie, on the side of the number line where no numbers are. */
function drawHills(context: Context2D, { time, given, story, plane }: Told, numbers: NumberLine): void {
  const { times, densities } = story;
  const grown =
    span(times.project + 0.55 * LANDING, times.project + LANDING + 0.5, time) *
    (1 - span(times.home, times.home + 0.6, time));
  if (grown <= 0) return;
  const most = HILL * plane.view.half * plane.scale * grown;
  densities.forEach((density, label) => {
    const color = given.theme.classes[label] ?? given.theme.ink;
    const rim: number[] = [];
    density.forEach((height, i) => {
      const value = numbers.low + ((numbers.high - numbers.low) * i) / (density.length - 1);
      rim.push(...beside(plane, numbers, value, -most * height));
    });
    const ends = [beside(plane, numbers, numbers.high, 0), beside(plane, numbers, numbers.low, 0)];
    fillPolygon(context, [...rim, ...ends.flat()], translucent(color, 0.5));
    strokePolyline(context, rim, {
      color: between(given.theme.background, color, 0.85),
      width: 2.5 * given.layout.unit,
    });
  });
}

/** The number line's numbers: over the dots, once these have landed. */
export function drawNumberWords(context: Context2D, { time, given, story, plane }: Told): void {
  const { numbers, times } = story;
  if (!numbers) return;
  const alpha =
    span(times.project + 0.4 * LANDING, times.project + 0.8 * LANDING, time) *
    (1 - span(times.home - 0.1, times.home + 0.3, time));
  if (alpha <= 0) return;
  const { theme, layout } = given;
  const { unit } = layout;
  for (const tick of ticksOf(numbers, plane, unit)) {
    const [x, y] = beside(plane, numbers, tick, 46 * unit);
    const lift = tick === 0 ? LIFT * unit : 0;
    drawText(context, given, textOf(tick), x + lift * numbers.normal[0], y - lift * numbers.normal[1], {
      size: SIZE,
      weight: 500,
      color: theme.ink,
      align: 'center',
      baseline: 'middle',
      alpha,
    });
  }
}
