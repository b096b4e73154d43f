import type { Tensor } from '../../../cache/npy';
import { wideStates } from '../../motion/run-states';
import { span } from '../../motion/span';
import { atlasOf, drawBillboard, type Atlas } from '../../stage/billboard';
import {
  magnification,
  projectAll,
  screenFor,
  frameIn,
  viewOf,
  type Screen,
  type View,
} from '../../stage/camera';
import { depthShades, drawCloud } from '../../stage/cloud';
import { backToFront, levelOf } from '../../stage/depth';
import { between } from '../../stage/look';
import type { Context2D, Given } from '../../stage/scene';
import { boxEdges, floorGrid } from '../../stage/solid';
import { strokeBox, strokeSegments } from '../../stage/solid-draw';
import { layersAt, turnedBy } from './clock';
import type { Space } from './panel';
import { nearestToMean } from './typical';
import { thinned } from './zoom';

/** Layers wider than can be drawn, along their three main axes: digits, and any other network. */

const MOST_DOTS = 420;
const DOT = 4.2;
const SHADES = 12;
const LEVELS = 4;
/** The window's share of the radius that the projection gives, as where the film shows it large. */
const WINDOW = 0.6;
const TURN = 0.2;
const AZIMUTH = -1.9;
const ELEVATION = 0.26;
const DISTANCE = 6;
const FILLED = 0.3;
/** Of a picture's side, as a share of the panel's shorter one. */
const CARD = 0.105;

/** The last epoch's places of the dots that are kept, one layer after another, the input first. */
function lastClouds(given: Given, experiment: string, kept: readonly number[]): Tensor[] {
  const { widths } = given.facts.recording(experiment);
  return widths.map((_, k) => {
    const { shape, data } = given.tensor('projection', experiment, `points-${k}`);
    const [rows = 1, samples = 0] = shape;
    const start = 3 * samples * (rows - 1);
    const own = kept.flatMap((i) => [0, 1, 2].map((axis) => data[start + 3 * i + axis]!));
    return { shape: [1, kept.length, 3], data: Float32Array.from(own) };
  });
}

interface Pictures {
  /** Places among the dots that are kept. */
  readonly of: readonly number[];
  atlas(): Atlas;
}

/** One real picture of each class, from its middle in the last layer, so that the colours can be read. */
function picturesOf(
  { theme }: Given,
  images: Tensor,
  kept: readonly number[],
  labels: readonly number[],
  last: Tensor,
): Pictures {
  const classes = [...new Set(labels)].sort((a, b) => a - b);
  const of = classes.map((label) => nearestToMean(last.data, labels, label));
  const count = images.shape[1]!;
  const bright = theme.digits.map((color) => between(color, theme.ink, 0.6));
  const strokes = depthShades(bright, theme.background, LEVELS, 0.35);
  const edges = depthShades(theme.digits, theme.background, LEVELS, 0.5);
  let made: Atlas | undefined;
  return {
    of,
    atlas: () =>
      (made ??= atlasOf(
        of.map((i) => {
          const hue = labels[i]! % theme.digits.length;
          return {
            pixels: Uint8Array.from(images.data.subarray(kept[i]! * count, (kept[i]! + 1) * count)),
            side: Math.round(Math.sqrt(count)),
            trim: 3,
            shades: strokes[hue]!,
            edges: edges[hue]!,
            ground: theme.background,
          };
        }),
        LEVELS,
      )),
  };
}

export interface CloudData {
  readonly experiment: string;
  /** One a sample of the projection. */
  readonly labels: ArrayLike<number>;
  /** `[samples, pixels]`, where the samples are pictures. */
  readonly images?: Tensor;
}

export function cloudSpace(given: Given, { experiment, labels: all, images }: CloudData): Space {
  const { theme, layout } = given;
  const kept = thinned(all, MOST_DOTS);
  const labels = kept.map((i) => all[i]!);
  const clouds = lastClouds(given, experiment, kept);
  const states = wideStates([0], clouds);
  const half = given.facts.projection(experiment).radius * WINDOW;
  const colors = new Set(labels).size > 2 || images ? theme.digits : theme.classes;
  const shades = depthShades(colors, theme.background, SHADES);
  const hues = labels.map((label) => label % colors.length);
  const pictures = images && picturesOf(given, images, kept, labels, clouds.at(-1)!);
  const screen = screenFor(kept.length);
  const floor = floorGrid(half, 4);
  return {
    name: experiment,
    experiment,
    layers: 0,
    in: (box) => ({
      box,
      draw(context, beat) {
        const progress = layersAt(beat, beat.progress, states.layers);
        const points = states.state(0, progress);
        const view = viewOf(
          {
            target: [0, 0, 0],
            azimuth: AZIMUTH + turnedBy(beat, TURN),
            elevation: ELEVATION,
            distance: DISTANCE * half,
          },
          frameIn(box, (FILLED * Math.min(box.width, box.height)) / half),
        );
        projectAll(view, points, screen);
        const edges = boxEdges(view, half);
        const line = { color: theme.gridStrong, width: 1.8 * layout.unit, alpha: 0.8 };
        strokeSegments(context, view, floor, { ...line, color: theme.grid });
        strokeBox(context, view, edges, 'back', line);
        drawCloud(
          context,
          view,
          { screen, classes: hues, reach: half },
          {
            shades,
            rim: { color: theme.background, width: 1.1 * layout.unit },
            radius: DOT * layout.unit,
            grown: () => 1,
          },
        );
        strokeBox(context, view, edges, 'front', line);
        if (pictures)
          drawPictures(context, pictures, {
            view,
            screen,
            reach: half,
            side: CARD * Math.min(box.width, box.height) * span(0.45, 0.9, progress / states.layers),
          });
      },
    }),
  };
}

/** On top of all dots, the nearest last. */
function drawPictures(
  context: Context2D,
  { of, atlas }: Pictures,
  { view, screen, reach, side }: { view: View; screen: Screen; reach: number; side: number },
): void {
  if (side < 1) return;
  const depths = Float64Array.from(of, (i) => screen.depth[i]!);
  for (const picture of backToFront(depths)) {
    const i = of[picture]!;
    const depth = depths[picture]!;
    drawBillboard(context, atlas(), picture, levelOf(view, depth, reach, LEVELS), {
      x: screen.x[i]!,
      y: screen.y[i]!,
      side: side * magnification(view, depth),
    });
  }
}
