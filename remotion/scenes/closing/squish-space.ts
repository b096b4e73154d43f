import { z } from 'zod';
import { activations } from '../../../training/network';
import type { Matrix2 } from '../../motion/polar';
import { spaceNetwork, type SpaceLayer, type SpaceNetwork } from '../../motion/space-path';
import { drawAxes } from '../../stage/axes';
import { drawBasis } from '../../stage/basis';
import { planeOf } from '../../stage/plane';
import { drawRangeBox } from '../../stage/range-box';
import type { Given } from '../../stage/scene';
import { drawSheet, sheetOf } from '../../stage/sheet';
import { span } from '../../motion/span';
import { matrixOf, matrixProp } from '../props';
import { layersAt, MOST_LAYERS } from './clock';
import type { Space } from './panel';
import { reachAlong } from './zoom';

/** The plane without any dots: one layer of two neurons, again and again. */

export const layerProps = z.object({
  /** Of the layer that moves the empty plane. */
  matrix: matrixProp([
    [1.35, -0.85],
    [0.65, 1.15],
  ]),
  bias: z.tuple([z.number(), z.number()]).default([0.35, -0.25]),
});

const HALF = 1.5;
const ROOM = 1.06;
const { apply, range } = activations.tanh;

export function squishSpace(given: Given): Space {
  const { matrix, bias } = layerProps.parse(given.props);
  const own = matrixOf(matrix);
  const layer: SpaceLayer = { inputs: 2, outputs: 2, weights: own, bias, activation: apply };
  const space = spaceNetwork(Array.from({ length: MOST_LAYERS }, () => layer));
  const corners = [-HALF, -HALF, HALF, -HALF, HALF, HALF, -HALF, HALF];
  const sides = [0, -HALF, HALF, 0, 0, HALF, -HALF, 0];
  const reach = reachAlong((progress) => space.at(progress), [...corners, ...sides], MOST_LAYERS);
  const sheet = sheetOf(HALF, HALF / 6, 3);
  return {
    name: 'squish',
    layers: 0,
    in: (box) => ({
      box,
      draw(context, beat) {
        const progress = layersAt(beat, beat.progress, MOST_LAYERS);
        // Halfway to the corners: they may go out of sight, the sheet never looks small.
        const half = Math.max(ROOM * 0.86 * reach(progress), 1.2);
        const plane = planeOf(box, { x: 0, y: 0, half });
        drawAxes(context, given, plane, 0.6);
        drawSheet(context, given, plane, space.at(progress), sheet);
        drawRangeBox(context, given, plane, range, { shown: 1, numbers: 0, alpha: 0.85, width: 2.4 });
        drawBasis(context, given, plane, imagesOf(space, progress), {
          alpha: 1 - span(1 / 3, 0.42, progress),
          width: 6 * given.layout.unit,
        });
      },
    }),
  };
}

/** Where the first matrix has taken the two basis vectors. */
function imagesOf({ at }: SpaceNetwork, progress: number): Matrix2 {
  const map = at(Math.min(progress, 1 / 3));
  const [a, b] = [new Float64Array(3), new Float64Array(3)];
  map(1, 0, a);
  map(0, 1, b);
  return [a[0]!, b[0]!, a[1]!, b[1]!];
}
