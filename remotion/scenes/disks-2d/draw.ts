import { easeCubicOut } from '../../motion/ease';
import { lagged } from '../../motion/lagged';
import { mix, span, window } from '../../motion/span';
import { drawCurtain } from '../../stage/curtain';
import { drawDots } from '../../stage/dots';
import { between } from '../../stage/look';
import { clipped, strokePolyline } from '../../stage/path';
import type { Context2D, Moment } from '../../stage/scene';
import { ringCurve } from '../../stage/rings';
import type { WalkState } from '../layer-walk';
import { seenPoints, type Lens } from '../walk-lens';
import { drawPlane, drawRange, drawSeparatingLine, drawWalkDots } from '../walk-space';
import { drawBands } from './bands';
import { drawLens } from './lens';
import { drawPanel } from './panel';
import { LINE, RADIUS, stateAt, storyOf, viewAt, type Told } from './story';

export function draw(context: Context2D, moment: Moment): void {
  const story = storyOf(moment.given);
  const told: Told = { ...moment, story };
  const state = stateAt(story, moment.time);
  const lens = viewAt(story, state);
  clipped(context, lens.plane.box, () => {
    drawSpace(context, told, lens, state);
    drawLine(context, told, lens);
    drawPoints(context, told, lens, state);
    drawEdges(context, told, lens, state);
    drawWrong(context, told, lens, state);
  });
  drawPanel(context, told);
  drawLens(context, told, lens.plane);
  drawCurtain(context, moment);
}

function drawSpace(context: Context2D, told: Told, lens: Lens, state: WalkState): void {
  const { time, cue, given, story } = told;
  const { walk, sheet, circles, radii } = story;
  const { plane } = lens;
  const map = walk.space.at(state.progress);
  const from = cue('dots') + 0.6;
  drawPlane(context, given, walk, sheet, plane, state, {
    axes: span(from, from + 0.8, time),
    drawn: span(from, from + 1.6, time),
    border: span(from + 0.3, from + 1.8, time),
    gridAlpha: 0.4,
    glow: 0,
    field: 0,
    decision: 0,
    // It folds almost.
    pieces: 64,
    onto: () => {
      const drawn = span(from - 0.2, from + 1.8, time, (t) => t);
      drawBands(context, given, plane, map, { radii, circles, drawn });
    },
  });
  const bends = walk.moves.find(({ part }) => part === 'activation');
  if (bends) drawRange(context, given, walk, plane, state, span(bends.from - 0.4, bends.from + 0.4, time));
}

/** The two edges that it is about: of the disk, and of the hole that the ring leaves for it. */
function drawEdges(context: Context2D, told: Told, { plane }: Lens, state: WalkState): void {
  const { time, cue, given, story } = told;
  const { walk, radii, lensTo } = story;
  const { theme, layout } = given;
  const lit = window(cue('closed') - 0.3, lensTo + 0.3, time, 0.5);
  if (lit <= 0) return;
  // Thin as it may have got by now: both are lit up once more when they are spoken of.
  const spoken = window(cue('inside') - 0.2, lensTo + 0.3, time, 0.5);
  const map = walk.space.at(state.progress);
  const [blue, orange] = theme.classes;
  for (const [radius, hue] of [
    [radii.ring[0], orange],
    [radii.disk, blue],
  ] as const)
    strokePolyline(context, ringCurve(radius, map, plane), {
      color: between(hue, theme.ink, 0.55),
      width: mix(3, 4.5, spoken) * layout.unit,
      alpha: lit,
    });
}

function drawLine(context: Context2D, { time, given, story }: Told, { plane }: Lens): void {
  const { walk, lineFrom } = story;
  drawSeparatingLine(context, given, walk, plane, {
    drawn: span(lineFrom - 0.1, lineFrom + LINE, time),
    tint: span(lineFrom + 0.5, lineFrom + LINE + 0.3, time),
  });
}

function drawPoints(context: Context2D, told: Told, lens: Lens, state: WalkState): void {
  const { time, cue, given, story } = told;
  const { points, labels, walk } = story;
  const entered = span(cue('dots') - 0.3, cue('dots') + 1.5, time, (t) => t);
  drawWalkDots(context, given, walk, lens, state, {
    points,
    labels,
    radius: radiusAt(told),
    ...(entered < 1 && {
      grown: (i: number) => lagged(turnOf(points, i), STEPS, entered, 0.15, easeCubicOut),
    }),
  });
}

/** Dots come in once around, as a hand on a dial goes. */
const STEPS = 60;
const turnOf = (points: ArrayLike<number>, i: number): number =>
  Math.floor(STEPS * (0.5 + Math.atan2(points[2 * i + 1]!, points[2 * i]!) / (2 * Math.PI + 1e-9)));

/** Smaller once the layers press them together, so that one sees between them. */
const radiusAt = ({ time, cue }: Told): number =>
  mix(...RADIUS, span(cue('walk') - 0.2, cue('walk') + 1.2, time));

/** Dots that the line leaves on the wrong side, with an edge around all that lie together. */
function drawWrong(context: Context2D, told: Told, lens: Lens, state: WalkState): void {
  const { time, given, story } = told;
  const { theme, layout } = given;
  const shown = span(story.scoreFrom, story.scoreFrom + 1, time);
  if (shown <= 0) return;
  const wrong = story.wrong.flatMap((is, i) => (is ? [i] : []));
  const places = wrong.flatMap((i) => [story.points[2 * i]!, story.points[2 * i + 1]!]);
  const seen = seenPoints(places, story.walk.space.at(state.progress), lens);
  const dots = {
    x: Float64Array.from(wrong, (_, k) => seen[2 * k]!),
    y: Float64Array.from(wrong, (_, k) => seen[2 * k + 1]!),
  };
  const radius = radiusAt(told) * layout.unit;
  const edge = (7 + 6 * (1 - shown)) * layout.unit;
  const classes = wrong.map((i) => story.labels[i]!);
  drawDots(
    context,
    { ...dots, classes: classes.map(() => 0) },
    { colors: [theme.accent], radius: radius + edge, alpha: shown },
  );
  drawDots(
    context,
    { ...dots, classes: classes.map(() => 0) },
    { colors: [theme.background], radius: radius + edge - 3 * layout.unit, alpha: shown },
  );
  drawDots(context, { ...dots, classes }, { colors: theme.classes, radius, alpha: shown });
}
