import { blendActivation } from '../../motion/blend';
import type { PlaneMap } from '../../motion/layer-path';
import { polarPath, type Matrix2 } from '../../motion/polar';
import { span } from '../../motion/span';
import { gridLines, type GridLine } from '../../stage/grid-lines';
import type { Box, Layout } from '../../stage/layout';
import { memo } from '../../stage/memo';
import { planeOf, type Plane } from '../../stage/plane';
import type { Given, Moment } from '../../stage/scene';
import { BENT, bendOf, DISKS, disksShape, type DisksShape } from '../disks-data';

export interface Story {
  readonly shape: DisksShape;
  /** x₀, y₀, x₁, y₁, … */
  readonly points: Float64Array;
  readonly labels: Uint8Array;
  /** Where each dot comes in its class's entrance, 0 … 1. */
  readonly turns: Float64Array;
  readonly plane: Plane;
  /** All of the frame, down to the captions: the grid goes to its edges. */
  readonly region: Box;
  readonly grid: readonly GridLine[];
  /** How the plane is stretched, once it has turned. */
  readonly stretch: Matrix2;
}

export type Told = Moment & { readonly story: Story };

/** Radians by which the plane turns. */
const TURN = 0.6;
/** The longer way of the frame has room for what is stretched. */
const STRETCH: Readonly<Record<Layout['name'], Matrix2>> = {
  wide: [1.85, 0, 0, 0.74],
  tall: [0.8, 0, 0, 1.6],
  square: [1.24, 0, 0, 0.66],
};

export const storyOf = memo((given: Given): Story => {
  const { layout, facts } = given;
  const shape = disksShape(facts);
  const points = Float64Array.from(given.tensor('dataset', DISKS, 'points').data);
  const labels = Uint8Array.from(given.tensor('dataset', DISKS, 'labels').data);
  const [, outer] = shape.ringRadii;
  const { content, captionBand, width, unit } = layout;
  const region = { x: 0, y: 0, width, height: captionBand.y - 8 * unit };
  const stretch = STRETCH[layout.name];
  const widest = layout.name === 'wide' ? 1 : Math.max(1, Math.min(stretch[0], stretch[3]));
  const square = layout.name === 'square' ? stretch[0] : 1;
  const plane = planeOf(content, { x: 0, y: 0, half: 1.06 * outer * widest * square });
  // The furthest corner, once it is turned, pressed together and bent, was so far out.
  const corner = Math.hypot(region.width, region.height) / plane.scale;
  const far = corner / (1 - BENT) / Math.min(stretch[0], stretch[3]);
  const step = outer / 2.5;
  return {
    shape,
    points,
    labels,
    turns: Float64Array.from(labels, (label, i) =>
      entranceOf(shape, label, points[2 * i]!, points[2 * i + 1]!),
    ),
    plane,
    region,
    grid: gridLines(Math.ceil(far / step) * step, step, 2),
    stretch,
  };
});

/** The disk grows from its middle, in a whirl; the ring is drawn once around, clockwise from the top. */
function entranceOf({ innerRadius, ringRadii: [from, to] }: DisksShape, label: number, x: number, y: number) {
  const radius = Math.hypot(x, y);
  const around = (Math.atan2(-x, -y) + Math.PI) / (2 * Math.PI);
  return label === 0
    ? 0.72 * (radius / innerRadius) + 0.28 * around
    : 0.85 * around + (0.15 * (radius - from)) / (to - from);
}

/** From when to when each move goes: one after another, however fast they are spoken of. */
export function movesOf({
  cue,
}: Moment): Readonly<Record<'turn' | 'stretch' | 'bend', readonly [number, number]>> {
  const turn = [cue('turn') - 0.25, cue('turn') + 0.75] as const;
  const stretchFrom = Math.max(cue('stretch') - 0.2, turn[1]);
  const stretch = [stretchFrom, stretchFrom + 0.95] as const;
  const bendFrom = Math.max(cue('bend') - 0.2, stretch[1]);
  return { turn, stretch, bend: [bendFrom, bendFrom + 1.1] };
}

/** What the plane has gone through by now: a turn, a stretch, and something of a bend. */
export interface Pose {
  /** The stretch after the turn. */
  readonly matrix: Matrix2;
  /** How much of the bend there is, 0 … 1. */
  readonly bent: number;
}

export function poseAt(told: Told): Pose {
  const { story, time } = told;
  const { turn, stretch, bend } = movesOf(told);
  const angle = TURN * span(...turn, time);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [a, b, c, d] = polarPath(story.stretch).at(span(...stretch, time)).matrix;
  return {
    matrix: [a * cos + b * sin, b * cos - a * sin, c * cos + d * sin, d * cos - c * sin],
    bent: BENT * span(...bend, time),
  };
}

export function mapOf({ shape }: Pick<Story, 'shape'>, { matrix, bent }: Pose): PlaneMap {
  const [a, b, c, d] = matrix;
  const bend = bendOf(shape);
  return (x, y, out) => {
    out[0] = blendActivation(bend, a * x + b * y, bent);
    out[1] = blendActivation(bend, c * x + d * y, bent);
    out[2] = 0;
  };
}

export const mapAt = (told: Told): PlaneMap => mapOf(told.story, poseAt(told));
