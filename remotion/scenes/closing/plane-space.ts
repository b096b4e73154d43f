import { span } from '../../motion/span';
import { drawAxes } from '../../stage/axes';
import { drawDots } from '../../stage/dots';
import type { PlaneMap } from '../../motion/layer-path';
import { planeOf, type Plane } from '../../stage/plane';
import { drawRings } from '../../stage/rings';
import type { Context2D, Given } from '../../stage/scene';
import { drawSheet, sheetOf } from '../../stage/sheet';
import { mappedDots } from '../mapped-dots';
import type { NetworkRun } from '../network-run';
import { halfAround } from '../walk-extent';
import { drawSeparatingLine } from '../walk-space';
import { layersAt, throughOf } from './clock';
import { narrowOf } from './narrow';
import type { Space } from './panel';

/** In the plane: a network whose hidden layers have two neurons each, on its own weights. */

const MOST_DOTS = 260;
/** Around what is furthest out, as a share of it. */
const ROOM = 1.18;
const DOT = 5;

type Ground = (context: Context2D, plane: Plane, map: PlaneMap, half: number) => void;

/** The grid, or rings where it is about a disk in a ring: then it is seen that the inside stays inside. */
function groundOf(given: Given, run: NetworkRun): Ground {
  const { innerRadius, ringRadii } = run.facts.hyperparameters;
  if (typeof innerRadius !== 'number' || !Array.isArray(ringRadii)) {
    const half = halfAround(run.points);
    const sheet = sheetOf(half, half / 6, 3);
    return (context, plane, map) => drawSheet(context, given, plane, map, sheet);
  }
  const outer = Math.max(...ringRadii.filter((radius) => typeof radius === 'number'));
  const radii = Array.from({ length: 6 }, (_, i) => (outer * (i + 1)) / 6);
  const [disk, ring] = given.theme.classes;
  return (context, plane, map) =>
    drawRings(context, given, plane, map, {
      radii,
      width: 2.4 * given.layout.unit,
      band: 0.09,
      line: 0.75,
      color: (radius) => (radius <= innerRadius + 1e-9 ? disk : ring),
    });
}

/** @param run its hidden layers have two neurons each, and it has one output */
export function planeSpace(given: Given, run: NetworkRun): Space {
  const { theme, layout } = given;
  const { on, labels, network, layers, at, reach } = narrowOf(run, MOST_DOTS);
  const ground = groundOf(given, run);
  return {
    name: run.facts.experiment,
    experiment: run.facts.experiment,
    layers,
    in: (box) => ({
      box,
      draw(context, beat) {
        const progress = layersAt(beat, beat.progress, layers);
        const map = at(progress);
        const plane = planeOf(box, { x: 0, y: 0, half: ROOM * reach(progress) });
        const line = throughOf(beat, layers);
        drawAxes(context, given, plane, 0.6);
        ground(context, plane, map, 1);
        drawDots(context, mappedDots(on, labels, map, plane), {
          colors: theme.classes,
          radius: DOT * layout.unit,
          halo: theme.background,
        });
        drawSeparatingLine(context, given, { network }, plane, { drawn: line, tint: span(0, 1, line) });
      },
    }),
  };
}
