import { mix, span } from '../../motion/span';
import type { Box } from '../../stage/layout';
import { between } from '../../stage/look';
import { faded } from '../../stage/path';
import type { Context2D } from '../../stage/scene';
import { drawText } from '../../stage/text';
import { blendOf, drawGrey, drawPixels } from './pixels';
import type { WalkPlace } from './places';
import { asideAt, stepsAt, straightAt, type Told } from './story';
import { HEADINGS } from './words';

interface Walked {
  readonly place: WalkPlace;
  readonly heading: string;
  readonly color: string;
  readonly pictures: readonly OffscreenCanvas[];
  /** Stops that have been passed; between two where it is on its way. */
  readonly stop: number;
  /** How much of it is there. */
  readonly entered: number;
  /** What is seen where it is now. */
  draw(box: Box): void;
}

/** Both walks, one over the other: what is seen on the way, large, and all of it in a row. */
export function drawWalkPanels(context: Context2D, told: Told): void {
  const { story, given, time, cue } = told;
  const aside = asideAt(told);
  if (aside <= 0) return;
  const { theme } = given;
  const { stops, places } = story;
  const last = stops.length - 1;
  const { shades, stops: pictures, blends } = story.pictures();
  const straight = straightAt(told, last);
  const steps = stepsAt(told, last);
  drawWalk(context, told, {
    place: places.walks[0],
    heading: HEADINGS.straight,
    color: theme.classes[1],
    pictures: blends,
    stop: straight * last,
    entered: span(0.5, 1, aside),
    draw: (box) => drawGrey(context, blendOf(stops[0]!, stops[last]!, straight), shades, box),
  });
  drawWalk(context, told, {
    place: places.walks[1],
    heading: HEADINGS.near,
    color: theme.accent,
    pictures,
    stop: steps,
    entered: span(cue('walk') - 0.7, cue('walk') - 0.1, time),
    // Always a real image, and never one on another: the next takes this one's place when it is the nearer.
    draw: (box) => drawPixels(context, pictures[Math.round(steps)]!, box),
  });
}

function drawWalk(context: Context2D, told: Told, walked: Walked): void {
  const { given } = told;
  const { unit } = given.layout;
  const { place, heading, color, entered } = walked;
  if (entered <= 0) return;
  faded(context, entered, () => {
    walked.draw(place.big);
    context.strokeStyle = color;
    context.lineWidth = 4 * unit;
    context.strokeRect(place.big.x, place.big.y, place.big.width, place.big.height);
    drawRow(context, told, walked);
  });
  drawText(context, given, heading, place.heading.x, place.heading.y, {
    size: 36,
    weight: 600,
    color,
    baseline: 'middle',
    alpha: entered,
  });
}

/** Share of a stop's room that its picture takes. */
const FILLED = 0.88;

/** Where the pictures of a row stand. */
export function rowOf(
  { x, y, width, height }: Box,
  count: number,
): { readonly step: number; at(i: number): Box } {
  const step = Math.min(width / (count - 1 + FILLED), height / FILLED);
  const side = FILLED * step;
  return { step, at: (i) => ({ x: x + i * step, y: y + (height - side) / 2, width: side, height: side }) };
}

function drawRow(context: Context2D, { given }: Told, { place, pictures, stop, color }: Walked): void {
  const { theme } = given;
  const { unit } = given.layout;
  const last = pictures.length - 1;
  const row = rowOf(place.row, pictures.length);
  pictures.forEach((picture, i) => {
    const box = row.at(i);
    const seen = i === 0 || i === last ? 1 : span(i - 0.6, i, stop);
    context.strokeStyle = between(theme.grid, color, 0.6 * seen);
    context.lineWidth = 2 * unit;
    context.strokeRect(box.x, box.y, box.width, box.height);
    faded(context, seen, () => drawPixels(context, picture, box));
  });
  const now = row.at(0);
  const room = 4 * unit;
  context.strokeStyle = color;
  context.lineWidth = 4 * unit;
  context.strokeRect(
    mix(now.x, row.at(last).x, stop / last) - room / 2,
    now.y - room / 2,
    now.width + room,
    now.height + room,
  );
}
