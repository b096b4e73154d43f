import { scaleLinear } from 'd3-scale';
import { blendActivation } from '../../motion/blend';
import { polarPath, type Matrix2 } from '../../motion/polar';
import { mix, span } from '../../motion/span';
import { thereAndBack } from '../../motion/ease';
import { memo } from '../../stage/memo';
import { mixViews, planeOf, type Plane } from '../../stage/plane';
import type { Layout } from '../../stage/layout';
import type { Given, Moment } from '../../stage/scene';
import { BENT, bendOf, DISKS, disksShape, radiusBetween, type DisksShape } from '../disks-data';
import { placesOf, type Places } from './places';
import { polarOf, unrolledPolar, type Polar, type PolarMap } from './unroll';

export interface Story {
  readonly shape: DisksShape;
  /** Radius between disk and ring: of the line that parts them. */
  readonly between: number;
  /** Radius of the piece of the plane that is followed. */
  readonly sheet: number;
  /** x₀, y₀, x₁, y₁, … */
  readonly points: Float64Array;
  readonly labels: Uint8Array;
  /** Of every dot, in the same order. */
  readonly polar: readonly Polar[];
  /** The dot whose distance and angle are shown. */
  readonly measured: number;
  /** Radii of the rings of the grid. */
  readonly rings: readonly number[];
  readonly places: Places;
}

export type Told = Moment & { readonly story: Story };

/** The measured dot is about there: up and to the right, where there is room for its angle. */
const MEASURED = 0.95;
/** How far the tear gapes before all is unrolled. */
const GAPE = 0.07;

export const storyOf = memo((given: Given): Story => {
  const shape = disksShape(given.facts);
  const points = Float64Array.from(given.tensor('dataset', DISKS, 'points').data);
  const labels = Uint8Array.from(given.tensor('dataset', DISKS, 'labels').data);
  const sheet = 1.07 * shape.ringRadii[1];
  const places = placesOf(given.layout, sheet);
  const polar = Array.from(labels, (_, i) => polarOf(points[2 * i]!, points[2 * i + 1]!));
  return {
    shape,
    between: radiusBetween(shape),
    sheet,
    points,
    labels,
    polar,
    measured: nearest(polar, labels, { radius: mix(...shape.ringRadii, 0.6), angle: MEASURED }),
    rings: scaleLinear([0, sheet], [0, 1])
      .ticks(6)
      .filter((radius) => radius > 0 && radius < 0.99 * sheet),
    places,
  };
});

/** Number of the dot of class 1 that is nearest to a place, by its polar coordinates. */
function nearest(polar: readonly Polar[], labels: Uint8Array, to: Polar): number {
  const distance = ({ radius, angle }: Polar): number =>
    Math.hypot((radius - to.radius) / to.radius, angle - to.angle);
  let best = -1;
  polar.forEach((place, i) => {
    if (labels[i] === 1 && (best < 0 || distance(place) < distance(polar[best]!))) best = i;
  });
  return Math.max(0, best);
}

/** How far the tear has healed, once the plane is rolled up again. */
export const healedAt = (moment: Moment): number => {
  const [, to] = movesOf(moment).back;
  return span(to - 0.2, to + 0.5, moment.time);
};

/** From when to when the plane is torn, unrolled and rolled up: one after another, however fast they are spoken of. */
export function movesOf({ cue }: Moment) {
  const tear = [cue('tear') - 0.1, cue('tear') + 0.8] as const;
  const gape = [tear[1] - 0.15, tear[1] + 0.6] as const;
  const unrollFrom = Math.max(cue('unroll') - 0.4, gape[1]);
  const unroll = [unrollFrom, unrollFrom + 2.4] as const;
  const backFrom = Math.max(cue('back') - 0.2, unroll[1] + 0.5);
  const back = [backFrom, backFrom + 2.4] as const;
  const neverFrom = Math.max(cue('never') + 0.2, back[1] + 0.3);
  return { tear, gape, unroll, back, never: [neverFrom, neverFrom + 2] as const };
}

/** How far the plane is unrolled, 0 … 1. */
export function unrolledAt(moment: Moment): number {
  const { time } = moment;
  const { gape, unroll, back } = movesOf(moment);
  if (time >= back[0]) return 1 - span(...back, time);
  return GAPE * span(...gape, time) + (1 - GAPE) * span(...unroll, time);
}

/** Where the window is by now: it goes with the plane, and with its square, so that the torn ends stay in the frame. */
export function planeAt(told: Told): Plane {
  const { plane, views } = told.story.places;
  return planeOf(plane, mixViews(...views, unrolledAt(told) ** 2));
}

/** How the whole plane is pulled in the end, and then bent, as a layer may: along the longer way of the frame. */
const PULL: Readonly<Record<Layout['name'], Matrix2>> = {
  wide: [1.6, 0.3, 0.3, 0.82],
  tall: [0.84, 0.3, 0.3, 1.5],
  square: [1.22, 0.24, 0.24, 0.84],
};

/** Where the plane's points are by now, by radius and angle. */
export function polarMapAt(told: Told): PolarMap {
  const { unrolling } = told.story.places;
  const map = unrolledPolar(unrolling, unrolledAt(told));
  const pulled = span(...movesOf(told).never, told.time, thereAndBack);
  if (pulled <= 0) return map;
  const bend = bendOf(told.story.shape);
  const [a, b, c, d] = polarPath(PULL[told.given.layout.name]).at(pulled).matrix;
  return (radius, angle, out) => {
    map(radius, angle, out);
    const [x, y] = [out[0]!, out[1]!];
    out[0] = blendActivation(bend, a * x + b * y, BENT * pulled);
    out[1] = blendActivation(bend, c * x + d * y, BENT * pulled);
  };
}
