import { lagged } from '../../motion/lagged';
import { mix, span } from '../../motion/span';
import { atlasOf, drawBillboard, type Atlas } from '../../stage/billboard';
import { magnification, project, projectAll, screenFor, viewOf, type View } from '../../stage/camera';
import { depthShades, drawCloud } from '../../stage/cloud';
import { drawCurtain } from '../../stage/curtain';
import { between } from '../../stage/look';
import { levelOf } from '../../stage/depth';
import { memo } from '../../stage/memo';
import { fitOrbit, ringsOfBox, ringsOfPoints } from '../../stage/orbit';
import { faded } from '../../stage/path';
import type { Context2D, Given, Moment } from '../../stage/scene';
import { boxEdges, floorGrid } from '../../stage/solid';
import { strokeBox, strokeSegments } from '../../stage/solid-draw';
import { MIN_TEXT, setFont } from '../../stage/text';
import { centroids, pickPerClass, spreadOf } from './journey';
import { labelAlphas, type Label } from './labels';
import { drawPanel } from './panel';
import { placesOf } from './places';
import { cameraAt, entered, pointsAt, storyOf } from './story';

const PER_CLASS = 6;
const SHADES = 20;
const LEVELS = 5;
const CELLS = 6;
/** Sizes in pixels where half the window takes `GRAIN` pixels of the frame at its middle. */
const GRAIN = 300;
const DOT = 4.6;
const LABEL = 42;
/** MNIST's digits stand in the middle 20 × 20 of their 28 × 28 pixels; strokes may reach a little beyond. */
const TRIM = 3;
const THUMBNAIL = 58;
/** Spread of the cloud below which it is a heap: pictures shrink in it, and no digit has a name of its own. */
const HEAP = 0.3;

const shadesOf = memo(({ theme }: Given) => depthShades(theme.digits, theme.background, SHADES));

const picturesOf = memo((given: Given): number[] =>
  pickPerClass(storyOf(given).labels.data, storyOf(given).classes, PER_CLASS),
);

const atlas = memo((given: Given): Atlas => {
  const { labels, images } = storyOf(given);
  const { theme } = given;
  const bright = theme.digits.map((color) => between(color, theme.ink, 0.5));
  const strokes = depthShades(bright, theme.background, LEVELS, 0.35);
  const pixels = images.shape[1]!;
  return atlasOf(
    picturesOf(given).map((sample) => ({
      pixels: Uint8Array.from(images.data.subarray(sample * pixels, (sample + 1) * pixels)),
      side: Math.round(Math.sqrt(pixels)),
      shades: strokes[labels.data[sample]!]!,
      trim: TRIM,
      rim: theme.background,
    })),
    LEVELS,
  );
});

/** The box fills the view, and what stands outside of it is still in the view: a dot never leaves the picture. */
const frameOf = memo((given: Given) => {
  const story = storyOf(given);
  const rings = [story.before, story.after].flatMap(({ data }) => ringsOfPoints(data));
  return fitOrbit([...ringsOfBox(story.half), ...rings], cameraAt(story, 0), placesOf(given.layout).view);
});

/** Dots, thumbnails and labels are as large as the window allows. */
const grainOf = (given: Given): number => (frameOf(given).pixelsPerUnit * storyOf(given).half) / GRAIN;

/** What the camera of this moment sees. */
export const viewAt = ({ given, time }: Moment): View =>
  viewOf(cameraAt(storyOf(given), time), frameOf(given));

/** Pictures enter one after another, and not class by class: every so many-th. */
const STRIDE = 37;

/** Dots enter scattered over the cloud, and not class by class: the golden ratio spreads their turns evenly. */
const turnOf = (i: number): number => (i * 0.618033988749895) % 1;

function drawDigits(context: Context2D, moment: Moment, view: View, points: Float64Array): void {
  const { given, time, cue } = moment;
  const { half: reach, labels, samples } = storyOf(given);
  const grain = grainOf(given);
  const screen = projectAll(view, points, screenFor(samples));
  const start = cue('dots') - 0.2;
  const pictures = picturesOf(given);
  const order = new Map(pictures.map((sample, picture) => [sample, picture]));
  const size = THUMBNAIL * grain * mix(0.45, 1, span(0, HEAP * 2, spreadOf(points)));
  const drawPicture = (sample: number): void => {
    const picture = order.get(sample);
    if (picture === undefined) return;
    const depth = screen.depth[sample]!;
    const turn = (picture * STRIDE) % pictures.length;
    const shown = lagged(turn, pictures.length, (time - cue('pictures')) / 2.4, 0.06);
    const side = size * magnification(view, depth) * shown;
    const level = levelOf(view, depth, reach, LEVELS);
    drawBillboard(context, atlas(given), picture, level, {
      x: screen.x[sample]!,
      y: screen.y[sample]!,
      side,
    });
  };
  drawCloud(
    context,
    view,
    { screen, classes: labels.data, reach },
    {
      shades: shadesOf(given),
      rim: { color: given.theme.background, width: 1.3 * grain },
      radius: DOT * grain,
      grown: (i) => span(start + 1.6 * turnOf(i), start + 1.6 * turnOf(i) + 0.7, time),
      after: drawPicture,
    },
  );
}

function drawLabels(context: Context2D, moment: Moment, view: View, points: Float64Array): void {
  const { given } = moment;
  const { theme, layout } = given;
  const grain = grainOf(given);
  const centres = centroids(points, storyOf(given).labels.data, storyOf(given).classes);
  const labels: Label[] = Array.from({ length: storyOf(given).classes }, (_, digit) => ({
    digit,
    ...project(view, [centres[3 * digit]!, centres[3 * digit + 1]!, centres[3 * digit + 2]!]),
  }));
  const alphas = labelAlphas(labels, 36 * grain);
  const named = span(HEAP, 2 * HEAP, spreadOf(points));
  labels
    .map((label, i) => ({ ...label, alpha: alphas[i]! }))
    .sort((a, b) => b.depth - a.depth)
    .forEach(({ digit, x, y, depth, alpha }) =>
      faded(context, alpha * named, () => {
        setFont(context, given, {
          size: Math.max(MIN_TEXT, (LABEL * grain * magnification(view, depth)) / layout.unit),
          weight: 600,
          color: theme.ink,
        });
        context.textAlign = 'center';
        context.textBaseline = 'middle';
        context.lineJoin = 'round';
        context.lineWidth = 10 * grain;
        context.strokeStyle = theme.background;
        context.strokeText(String(digit), x, y);
        context.fillStyle = theme.ink;
        context.fillText(String(digit), x, y);
      }),
    );
}

export function draw(context: Context2D, moment: Moment): void {
  const { given, time } = moment;
  const { theme, layout } = given;
  const story = storyOf(given);
  const view = viewAt(moment);
  const points = pointsAt(story, time);
  const edges = boxEdges(view, story.half);
  const shown = entered(moment, 'axes', 1.2);
  const line = { color: theme.gridStrong, width: 1.6 * layout.unit, alpha: 0.8 * shown };

  strokeSegments(context, view, floorGrid(story.half, CELLS), { ...line, color: theme.grid });
  strokeBox(context, view, edges, 'back', line);
  drawDigits(context, moment, view, points);
  strokeBox(context, view, edges, 'front', line);
  faded(context, entered(moment, 'axes', 1.2), () => drawLabels(context, moment, view, points));
  drawPanel(context, moment, story, placesOf(layout));
  drawCurtain(context, moment);
}
