import { polarMap } from '../../motion/layer-path';
import { polarPath, type PolarPath } from '../../motion/polar';
import type { FormulaPaths } from '../../stage/formula';
import { numberFormula } from '../../stage/formula-compose';
import type { Box, Layout } from '../../stage/layout';
import { memo } from '../../stage/memo';
import { mixViews, planeOf, type Plane, type View } from '../../stage/plane';
import type { Given, Moment } from '../../stage/scene';
import { span } from '../../motion/span';
import { layerSample, type LayerSample } from '../layer-sample';
import { reachOf } from '../mapped-dots';
import { linesOf, type Lines } from './lines';

/** Where the formula and the diagram stand, at first and beside the plane. */
export interface Arrangement {
  /** Middle of the formula, its baseline, and its em; pixels. */
  readonly formula: { readonly x: number; readonly y: number; readonly size: number };
  /** Middle of the working beneath it. */
  readonly working: { readonly x: number; readonly y: number; readonly size: number };
  readonly diagram: Box;
  /** Opacity of the diagram. */
  readonly seen: number;
}

interface Places {
  readonly first: Arrangement;
  readonly beside: Arrangement;
  readonly plane: Box;
  readonly radius: number;
  /** Em of numbers in the diagram and at the axes, in pixels. */
  readonly label: number;
}

function placesOf({ name, content, unit }: Layout): Places {
  const boxAt = (x: number, y: number, width: number, height: number): Box => ({
    x: content.x + x * unit,
    y: content.y + y * unit,
    width: width * unit,
    height: height * unit,
  });
  const at = (x: number, y: number, size: number) => ({
    x: content.x + x * unit,
    y: content.y + y * unit,
    size: size * unit,
  });
  if (name === 'wide')
    return {
      first: {
        formula: at(864, 144, 76),
        working: at(864, 318, 58),
        diagram: boxAt(514, 450, 700, 310),
        seen: 1,
      },
      beside: {
        formula: at(438, 130, 57),
        working: at(438, 290, 50),
        diagram: boxAt(120, 450, 620, 310),
        seen: 1,
      },
      plane: boxAt(928, 10, 800, 800),
      radius: 74 * unit,
      label: 46 * unit,
    };
  if (name === 'tall')
    return {
      first: {
        formula: at(486, 220, 60),
        working: at(486, 440, 58),
        diagram: boxAt(136, 740, 700, 420),
        seen: 1,
      },
      beside: {
        formula: at(486, 110, 60),
        working: at(486, 265, 54),
        diagram: boxAt(176, 400, 620, 230),
        seen: 1,
      },
      plane: boxAt(0, 750, 972, 838),
      radius: 74 * unit,
      label: 48 * unit,
    };
  return {
    first: {
      formula: at(486, 130, 60),
      working: at(486, 310, 54),
      diagram: boxAt(146, 440, 680, 290),
      seen: 1,
    },
    beside: {
      formula: at(486, 90, 60),
      working: at(486, 240, 50),
      diagram: boxAt(146, 440, 680, 290),
      seen: 0,
    },
    plane: boxAt(0, 285, 972, 547),
    radius: 70 * unit,
    label: 44 * unit,
  };
}

export interface Story extends LayerSample {
  readonly places: Places;
  readonly lines: Lines;
  readonly path: PolarPath;
  /** On the followed dot's way, and on the way of them all. */
  readonly views: readonly [near: View, far: View];
  /** In the diagram: values, weights row by row, sums; and at the axes. */
  readonly values: readonly [FormulaPaths, FormulaPaths];
  readonly weightLabels: readonly FormulaPaths[];
  readonly sums: readonly [FormulaPaths, FormulaPaths];
}

/** The view around the origin that a box needs to show so much, with some room. @param room 1: none */
function viewFor({ width, height }: Box, [across, up]: readonly [number, number], room: number): View {
  const shorter = Math.min(width, height);
  return { x: 0, y: 0, half: room * shorter * Math.max(across / width, up / height) };
}

export const storyOf = memo((given: Given): Story => {
  const sample = layerSample(given);
  const { arithmetic, points, weights } = sample;
  const { decimals } = arithmetic;
  const places = placesOf(given.layout);
  const path = polarPath(weights);
  // Before, after and on the way.
  const maps = Array.from({ length: 9 }, (_, step) => polarMap(path, step / 8));
  const number = (value: number): FormulaPaths =>
    numberFormula(given.formulas, value, { decimals, part: 'number' });
  return {
    ...sample,
    places,
    lines: linesOf(given, sample),
    path,
    views: [
      viewFor(places.plane, reachOf(sample.point, maps), 1.35),
      viewFor(places.plane, reachOf(points, maps), 1.08),
    ],
    values: [number(arithmetic.values[0]), number(arithmetic.values[1])],
    weightLabels: arithmetic.weights.map(number),
    sums: [number(arithmetic.sums[0]), number(arithmetic.sums[1])],
  };
});

/** How far formula and diagram have made room for the plane, 0 … 1. */
export const roomMade = ({ time, cue }: Moment): number => span(cue('plane') - 0.7, cue('plane') + 0.7, time);

/** How far the dot has come on its way from x to Wx, 0 … 1. */
export const moved = ({ time, cue }: Moment): number => span(cue('move') - 0.1, cue('move') + 1.9, time);

/** How far the plane is seen from further off, for the others, 0 … 1. */
export const awayAt = ({ time, cue }: Moment): number => span(cue('every') - 0.3, cue('every') + 0.9, time);

/** The plane, from as near as the dot's way allows, and from further off for the others. */
export function planeAt(moment: Moment): Plane {
  const { places, views } = storyOf(moment.given);
  return planeOf(places.plane, mixViews(views[0], views[1], awayAt(moment)));
}

/** How far all the others have. */
export const followed = ({ time, cue }: Moment): number => span(cue('every') + 1.2, cue('every') + 3.7, time);
