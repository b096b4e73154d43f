import { z } from 'zod';
import { mix, span } from '../../motion/span';
import { gridLines, type GridLine } from '../../stage/grid-lines';
import { memo } from '../../stage/memo';
import { planeOf, type Plane } from '../../stage/plane';
import type { Given, Moment } from '../../stage/scene';
import { experimentProp } from '../props';
import { armsOf, boundaryLine, sideOf, sideRegion, type Arms } from './arms';
import { bestLine, isRight, type StraightLine } from './best-line';
import { placesOf, type Places } from './places';
import { EXPERIMENT } from './words';

export const propsSchema = z.object({ experiment: experimentProp(EXPERIMENT) });

/** The plane shows so much more than the dots: the boundary winds around them, too. */
const ROOM = 1.17;
/** Pieces of the boundary: a few pixels each. */
const PIECES = 1200;
/** The straight line turns half a turn about the centre, and then so much further to its best place. */
const [TURN, REST_OF_TURN] = [Math.PI, 0.7];

/** Some of the dots, in pixels; `place` is where each comes in its arm, from 0 inside to 1 outside. */
export interface DotSet {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly classes: Uint8Array;
  readonly place: Float64Array;
}

export interface Story {
  readonly points: Float64Array;
  readonly labels: Uint8Array;
  readonly arms: Arms;
  readonly best: StraightLine;
  readonly plane: Plane;
  readonly places: Places;
  readonly grid: readonly GridLine[];
  /** Those that the best straight line has on their own side, and the others. */
  readonly right: DotSet;
  readonly wrong: DotSet;
  /** The boundary in pixels, from where it comes into the frame to where it leaves it. */
  readonly boundary: Float64Array;
  /** The two classes' sides of the boundary, in pixels. */
  readonly sides: readonly [Float64Array, Float64Array];
  /** Distance from the centre of every dot, in units of the plane, and whether the boundary has it on its own side. */
  readonly radii: Float64Array;
  readonly own: readonly boolean[];
  /** Distance of the frame's furthest corner from the centre, in units of the plane. */
  readonly far: number;
}

export type Told = Moment & { readonly story: Story };

export const storyOf = memo((given: Given): Story => {
  const { experiment } = propsSchema.parse(given.props);
  const points = Float64Array.from(given.tensor('dataset', experiment, 'points').data);
  const labels = Uint8Array.from(given.tensor('dataset', experiment, 'labels').data);
  const places = placesOf(given.layout);
  const extent = points.reduce((most, v) => Math.max(most, Math.abs(v)), 0.1);
  const plane = planeOf(places.plane, { x: 0, y: 0, half: ROOM * extent });
  const { region } = places;
  const corner = [region.x, region.x + region.width].flatMap((x) =>
    [region.y, region.y + region.height].map((y) => Math.hypot(plane.x.invert(x), plane.y.invert(y))),
  );
  const far = Math.max(...corner) + 0.1;
  const arms = armsOf(points, labels);
  const best = bestLine(points, labels);
  const each = Array.from(labels, (label, i) => ({ label, x: points[2 * i]!, y: points[2 * i + 1]! }));
  const isSeen = each.map(({ x, y, label }) => isRight(best, x, y, label));
  return {
    points,
    labels,
    arms,
    best,
    plane,
    places,
    grid: gridLines(Math.ceil(far), 0.5, 2),
    right: dotSet(plane, points, labels, (i) => isSeen[i]!),
    wrong: dotSet(plane, points, labels, (i) => !isSeen[i]!),
    boundary: within(pixels(plane, boundaryLine(arms, far, PIECES)), region),
    sides: [
      pixels(plane, sideRegion(arms, far, 0, PIECES / 2)),
      pixels(plane, sideRegion(arms, far, 1, PIECES / 2)),
    ],
    radii: Float64Array.from(each, ({ x, y }) => Math.hypot(x, y)),
    own: each.map(({ x, y, label }) => sideOf(arms, x, y) === label),
    far,
  };
});

function pixels({ x, y }: Plane, line: Float64Array): Float64Array {
  return line.map((value, i) => (i % 2 === 0 ? x(value) : y(value)));
}

/** The piece of a line between the first and the last of its points inside a box, and one more at both ends. */
function within(
  line: Float64Array,
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): Float64Array {
  const inside = (i: number): boolean => {
    const [x, y] = [line[2 * i]! - box.x, line[2 * i + 1]! - box.y];
    return x >= 0 && y >= 0 && x <= box.width && y <= box.height;
  };
  const last = line.length / 2 - 1;
  let [from, to] = [0, last];
  while (from < last && !inside(from)) from++;
  while (to > from && !inside(to)) to--;
  return line.slice(2 * Math.max(0, from - 1), 2 * (Math.min(last, to + 1) + 1));
}

function dotSet(
  { x, y }: Plane,
  points: Float64Array,
  labels: Uint8Array,
  belongs: (i: number) => boolean,
): DotSet {
  const sizes = [0, 1].map((label) => labels.filter((l) => l === label).length);
  const ranks = [0, 0];
  const places = Array.from(labels, (label) => ranks[label]!++ / Math.max(1, sizes[label]! - 1));
  const all = Array.from(labels, (_, i) => i).filter(belongs);
  return {
    x: Float64Array.from(all, (i) => x(points[2 * i]!)),
    y: Float64Array.from(all, (i) => y(points[2 * i + 1]!)),
    classes: Uint8Array.from(all, (i) => labels[i]!),
    place: Float64Array.from(all, (i) => places[i]!),
  };
}

/** The straight line of this moment: through the centre and turning, then aside to its best place. */
export function lineAt({ time, cue, story }: Told): StraightLine {
  const turned = span(cue('turn') - 0.2, Math.max(cue('best') - 0.4, cue('turn') + 2), time);
  const moved = span(...bestMove(cue), time);
  return {
    angle: story.best.angle - TURN * (1 - turned) - REST_OF_TURN * (1 - moved),
    offset: mix(0, story.best.offset, moved),
  };
}

/** From when to when the straight line goes to its best place. */
export const bestMove = (cue: Moment['cue']): [from: number, to: number] => [
  Math.max(cue('best') - 0.2, cue('turn') + 2),
  Math.max(cue('best') - 0.2, cue('turn') + 2) + 1.2,
];

/** Radius up to which the sides have been filled with their colours. */
export const filledAt = ({ time, cue, story }: Told): number =>
  story.far * span(cue('sides') - 0.1, cue('sides') + 2.2, time);
