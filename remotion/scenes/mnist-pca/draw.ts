import { lagged } from '../../motion/lagged';
import { span } from '../../motion/span';
import { drawBillboard } from '../../stage/billboard';
import { magnification, project, projectAll, screenFor, type Screen, type View } from '../../stage/camera';
import { depthShades, drawCloud } from '../../stage/cloud';
import { drawCurtain } from '../../stage/curtain';
import { backToFront, levelOf } from '../../stage/depth';
import { memo } from '../../stage/memo';
import { faded } from '../../stage/path';
import type { Context2D, Given } from '../../stage/scene';
import { boxEdges, floorGrid } from '../../stage/solid';
import { strokeBox, strokeSegments } from '../../stage/solid-draw';
import { chipSize, drawChip } from './chip';
import { LEVELS, type Digits, type Told } from './digits';
import { nearAt, viewFor } from './framing';
import { apartness, centroids, spreadOf } from './journey';
import { labelAlphas, spreadLabels, within, type Label } from './labels';
import { drawPanel } from './panel';
import { placesOf } from './places';
import { entered, pointsAt } from './story';

const SHADES = 20;
const CELLS = 6;
/** Sizes in pixels where half the window takes `GRAIN` pixels of the frame at its middle. */
const GRAIN = 300;
const DOT = 4.6;
const CHIP = 23;
const THUMBNAIL = 68;
/** Of a picture's side: nearer to each other, the further of two pictures begins to go. */
const CROWDED = 0.66;
/** Spread of the cloud, as it is seen, at which it is a heap, where pictures would hide it, and at which it is not one any more. */
const HEAP = [0.2, 0.8] as const;
/** No digit has a name of its own as long as its dots lie among the others: `apartness` between which names come. */
const NAMED = [0.5, 0.62] as const;
/** And where the cloud is too small for names, `seenSpread` between which they come. */
const LARGE = [0.35, 0.75] as const;

/** Of a chip's half width, between two names' middles: nearer than this they make way, and nearer than that one begins to go. */
const ROOM = 2.5;
const CLEAR = 1.5;
/** The same of long names, whose text reaches nearly to their ends. */
const CLEAR_LONG = 2;
/** Of a chip: with its ring. */
const EDGED = 1.08;

type Name = Label & { readonly text: string; readonly alpha: number };

const shadesOf = memo(({ theme }: Given) => depthShades(theme.digits, theme.background, SHADES));

/** As many as there are classes: beyond the theme's colours they begin again. */
function shadesFor(given: Given, classes: number): readonly (readonly string[])[] {
  const shades = shadesOf(given);
  return Array.from({ length: classes }, (_, i) => shades[i % shades.length]!);
}

/** Dots, thumbnails and labels are as large as the window allows. */
const grainOf = ({ framing, story }: Digits): number => (framing.whole.pixelsPerUnit * story.half) / GRAIN;

/** What the camera of this moment sees. */
export const viewAt = ({ time, digits: { story, framing } }: Told): View => viewFor(story, framing, time);

/** Pictures enter one after another, and not class by class: every so many-th. */
const STRIDE = 7;

/** Dots enter scattered over the cloud, and not class by class: the golden ratio spreads their turns evenly. */
const turnOf = (i: number): number => (i * 0.618033988749895) % 1;

/** How large the cloud looks: 1 is a layer at its last epoch, seen whole. */
const seenSpread = ({ time, digits: { framing, story } }: Told, points: Float64Array): number =>
  spreadOf(points) * nearAt(story, framing, time);

/** The classes' names at their centroids, moved off each other; none while classes lie among each other. */
function namesAt(context: Context2D, moment: Told, view: View, points: Float64Array): Name[] {
  const { given, digits } = moment;
  const { labels, classes } = digits.story;
  const named =
    span(...NAMED, apartness(points, labels.data, classes)) * span(...LARGE, seenSpread(moment, points));
  if (named <= 0) return [];
  const called = digits.names(context);
  const radius = CHIP * grainOf(digits);
  const sizes = called.map((text) => chipSize(context, given, text, radius));
  const widest = Math.max(...sizes.map(({ half }) => half));
  // Long names are wider than high. In a picture stretched upwards they are as high as they are wide.
  const stretch = widest / Math.max(...sizes.map((size) => size.radius));
  const stretched = (names: readonly Label[], by: number): Label[] =>
    names.map((name) => ({ ...name, y: name.y * by }));
  const centres = centroids(points, labels.data, classes);
  const middles = Array.from({ length: classes }, (_, digit) => ({
    digit,
    ...project(view, [centres[3 * digit]!, centres[3 * digit + 1]!, centres[3 * digit + 2]!]),
  }));
  const spread = stretched(spreadLabels(stretched(middles, stretch), ROOM * widest), 1 / stretch);
  const names = spread.map((name) => {
    const near = radius * magnification(view, name.depth);
    const size = chipSize(context, given, called[name.digit]!, near);
    return within(name, placesOf(given.layout).view, size.half * EDGED, size.radius * EDGED);
  });
  const clear = (stretch > 1 ? CLEAR_LONG : CLEAR) * widest;
  const alphas = labelAlphas(stretched(names, stretch), clear);
  return names.map((name, i) => ({ ...name, text: called[name.digit]!, alpha: alphas[i]! * named }));
}

function drawDots(context: Context2D, { given, time, cue, digits }: Told, view: View, screen: Screen): void {
  const { half: reach, labels, classes } = digits.story;
  const grain = grainOf(digits);
  const start = cue('dots') - 0.2;
  drawCloud(
    context,
    view,
    { screen, classes: labels.data, reach },
    {
      shades: shadesFor(given, classes),
      rim: { color: given.theme.background, width: 1.3 * grain },
      radius: DOT * grain,
      grown: (i) => span(start + 1.6 * turnOf(i), start + 1.6 * turnOf(i) + 0.7, time),
    },
  );
}

/**
 * On top of all dots: a picture that is half hidden says nothing. For the same reason one that a nearer picture or a
 * name would cover goes.
 */
function drawPictures(
  context: Context2D,
  { time, cue, digits }: Told,
  view: View,
  screen: Screen,
  { size, names }: { readonly size: number; readonly names: readonly Name[] },
): void {
  const { half: reach, labels } = digits.story;
  const pictures = digits.pictures();
  if (pictures.length === 0) return;
  const cards = pictures.map((sample) => ({
    digit: labels.data[sample]!,
    x: screen.x[sample]!,
    y: screen.y[sample]!,
    depth: screen.depth[sample]!,
    scale: 1,
  }));
  const inFront = names.map((name) => ({ ...name, depth: 0, weight: name.alpha }));
  const alphas = labelAlphas([...cards, ...inFront], CROWDED * size);
  for (const picture of backToFront(Float64Array.from(cards, ({ depth }) => depth))) {
    const { x, y, depth } = cards[picture]!;
    const turn = (picture * STRIDE) % pictures.length;
    const shown = lagged(turn, pictures.length, (time - cue('pictures')) / 2.4, 0.06);
    // It shrinks away instead of fading: small is clean, half transparent is not.
    const side = size * magnification(view, depth) * shown * span(0.2, 0.7, alphas[picture]!);
    const level = levelOf(view, depth, reach, LEVELS);
    drawBillboard(context, digits.atlas(), picture, level, { x, y, side });
  }
}

function drawNames(context: Context2D, { given, digits }: Told, view: View, names: readonly Name[]): void {
  const radius = CHIP * grainOf(digits);
  for (const { digit, text, x, y, depth, alpha } of [...names].sort((a, b) => b.depth - a.depth))
    faded(context, alpha, () =>
      drawChip(context, given, { text, index: digit }, { x, y, radius: radius * magnification(view, depth) }),
    );
}

export function draw(context: Context2D, moment: Told): void {
  const { given, time, digits } = moment;
  const { theme, layout } = given;
  const { story } = digits;
  const view = viewAt(moment);
  const points = pointsAt(story, time);
  const screen = projectAll(view, points, screenFor(story.samples));
  const edges = boxEdges(view, story.half);
  // As long as the picture is near, the box is beyond its edges.
  const { to: far } = story.plot.drawBack;
  const shown = entered(moment, 'axes', 1.2) * span(far - 0.2, far + 0.8, time);
  const line = { color: theme.gridStrong, width: 1.6 * layout.unit, alpha: 0.8 * shown };

  strokeSegments(context, view, floorGrid(story.half, CELLS), { ...line, color: theme.grid });
  strokeBox(context, view, edges, 'back', line);
  drawDots(context, moment, view, screen);
  strokeBox(context, view, edges, 'front', line);
  const names = namesAt(context, moment, view, points);
  const size = THUMBNAIL * grainOf(digits) * span(...HEAP, seenSpread(moment, points), (t) => t);
  drawPictures(context, moment, view, screen, { size, names });
  drawNames(context, moment, view, names);
  drawPanel(context, moment, placesOf(layout));
  drawCurtain(context, moment);
}
