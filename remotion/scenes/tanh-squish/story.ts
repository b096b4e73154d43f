import { z } from 'zod';
import { blendActivation } from '../../motion/blend';
import type { PlaneMap } from '../../motion/layer-path';
import { polarPath, type Matrix2, type PolarPath } from '../../motion/polar';
import { mix, span } from '../../motion/span';
import { gridLines, type GridLine } from '../../stage/grid-lines';
import type { Box, Layout } from '../../stage/layout';
import { memo } from '../../stage/memo';
import { mixViews, type View } from '../../stage/plane';
import type { Given, Moment } from '../../stage/scene';
import { matrixOf, matrixProp } from '../props';

export const propsSchema = z.object({
  matrix: matrixProp([
    [1.1, 0.6],
    [-0.5, 0.95],
  ]),
});

/** Grid lines stand this far out: beyond, tanh is within a pixel of its walls. */
const REACH = 14;
/** Further where the matrix shrinks the plane, so that lines come to the walls all the same; but not without end. */
const MOST_REACH = 40;
/** After the matrix the outermost lines are about this far from the centre, at least. */
const FAR = 6;
/** Each is this much longer than that to both sides: no end comes into the frame before tanh has taken it to a wall. */
const LENGTH = 3;
/** The grid is fine where the frame shows it, and coarser further out, where only the walls do. */
const FINE = 6.5;
const STEP = 0.25;

/** The direction in which the followed point lies, and its larger coordinate after the matrix. */
const TRACER = [0.95, 1.15] as const;
const TRACER_AT = 1.735;
/** After the matrix the small square at the centre reaches this far along the axes: tanh x is still nearly x. */
const CENTRE = 0.38;
export const WIDE_VIEW: View = { x: 0, y: 0, half: 2.2 };
export const NEAR_VIEW: View = { x: 0, y: 0, half: 1.19 };
/** Where two walls meet, from so near that the lines between them can be told apart. */
export const CORNER_VIEW: View = { x: 0.86, y: 0.88, half: 0.16 };

interface Places {
  /** The whole width of the frame, down to the captions. */
  readonly region: Box;
  /** Where the plane's middle and its scale are taken from. */
  readonly plane: Box;
  /** Room for a graph of tanh, where the layout has it. */
  readonly graph?: Box;
  readonly text: { readonly x: number; readonly y: number; readonly size: number; readonly wide: boolean };
}

function placesOf(layout: Layout): Places {
  const { content, captionBand, width, unit } = layout;
  const region = { x: 0, y: 0, width, height: captionBand.y - 8 * unit };
  if (layout.name === 'wide') {
    const left = content.width * 0.36;
    return {
      region,
      plane: { ...content, x: content.x + left, width: content.width - left },
      graph: { x: content.x, y: content.y + 560 * unit, width: 500 * unit, height: 250 * unit },
      text: { x: content.x, y: content.y, size: 58 * unit, wide: false },
    };
  }
  const tall = layout.name === 'tall';
  const top = (tall ? 430 : 245) * unit;
  return {
    region,
    plane: { ...content, y: content.y + top, height: content.height - top },
    ...(tall && {
      graph: {
        x: content.x + content.width - 470 * unit,
        y: content.y + 185 * unit,
        width: 420 * unit,
        height: 205 * unit,
      },
    }),
    text: { x: content.x, y: content.y, size: (tall ? 56 : 52) * unit, wide: true },
  };
}

type Point = readonly [x: number, y: number];

interface Story {
  readonly matrix: Matrix2;
  readonly path: PolarPath;
  /** Longer than they stand apart: a line's `from` and `to` lie outside of every view. */
  readonly lines: readonly GridLine[];
  /** How far out the last of them stands. */
  readonly reach: number;
  /** The followed point before the matrix, and after it. */
  readonly tracer: { readonly before: Point; readonly after: Point };
  /** Half the side of the small square at the centre, before the matrix. */
  readonly centre: number;
  readonly places: Places;
}

/** Far enough out for lines to be pressed against the walls, whatever the matrix. */
function reachOf({ stretches }: PolarPath): number {
  const least = Math.min(...stretches.map(Math.abs));
  return Math.ceil(Math.min(MOST_REACH, Math.max(REACH, FAR / Math.max(least, 1e-6))));
}

/** A point that is seen well after the matrix, wherever that takes the plane. */
function tracerOf([a, b, c, d]: Matrix2): Story['tracer'] {
  const [x, y] = TRACER;
  const [u, v] = [a * x + b * y, c * x + d * y];
  const size = Math.max(Math.abs(u), Math.abs(v));
  const scale = size > 1e-9 ? TRACER_AT / size : 1;
  return { before: [scale * x, scale * y], after: [scale * u, scale * v] };
}

export const storyOf = memo((given: Given): Story => {
  const matrix = matrixOf(propsSchema.parse(given.props).matrix);
  const [a, b, c, d] = matrix;
  const path = polarPath(matrix);
  const reach = reachOf(path);
  const length = LENGTH * reach;
  const widest = Math.max(Math.abs(a) + Math.abs(b), Math.abs(c) + Math.abs(d));
  return {
    matrix,
    path,
    reach,
    lines: gridLines(reach, STEP, 4)
      .filter(({ at, rank }) => rank !== 'minor' || Math.abs(at) <= FINE)
      .map((line) => ({ ...line, from: -length, to: length })),
    tracer: tracerOf(matrix),
    centre: widest > 0 ? Math.min(REACH, CENTRE / widest) : 1,
    places: placesOf(given.layout),
  };
});

/** How far each part of the move has come. */
export interface State {
  readonly matrix: number;
  readonly x: number;
  readonly y: number;
}

export function stateAt({ time, cue }: Moment): State {
  const move = (name: string, next: string, seconds: number): number =>
    span(cue(name), Math.max(cue(name) + 1.2, Math.min(cue(name) + seconds, cue(next) - 0.2)), time);
  return { matrix: move('matrix', 'each', 3), x: move('x', 'y', 2.6), y: move('y', 'zoom', 2.4) };
}

/** How far the view has gone into the corner: there while far out is spoken of, and back for the whole box. */
export const cornered = ({ time, cue }: Moment): number =>
  span(cue('far') - 0.2, cue('far') + 2, time) - span(cue('box') - 0.3, cue('box') + 1.7, time);

/** When the view has come close to the box. */
export const zoomedAt = ({ cue }: Moment): number => Math.max(cue('zoom') + 1.1, cue('near') + 0.1);

/** Half-widths blend by their logarithm, so that what is looked at grows evenly. */
export function viewAt(moment: Moment): View {
  const { time, cue } = moment;
  const near = mixViews(WIDE_VIEW, NEAR_VIEW, span(cue('zoom') - 0.2, zoomedAt(moment), time));
  const t = cornered(moment);
  if (t <= 0) return near;
  const half = near.half * (CORNER_VIEW.half / near.half) ** t;
  // The point that stays where it is in the frame all the way.
  const share = (near.half - half) / (near.half - CORNER_VIEW.half);
  return { x: mix(near.x, CORNER_VIEW.x, share), y: mix(near.y, CORNER_VIEW.y, share), half };
}

/** W on its polar path, then tanh on x alone, then on y. */
export function mapAt(path: PolarPath, state: State): PlaneMap {
  const { matrix, lift } = path.at(state.matrix);
  const [a, b, c, d] = matrix;
  return (x, y, out) => {
    out[0] = blendActivation(Math.tanh, a * x + b * y, state.x);
    out[1] = blendActivation(Math.tanh, c * x + d * y, state.y);
    out[2] = lift[0] * x + lift[1] * y;
  };
}
