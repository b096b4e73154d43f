import { activations } from '../../../training/network';
import { span } from '../../motion/span';
import { frameIn, viewOf } from '../../stage/camera';
import type { Look } from '../../stage/look';
import { edgeOn } from '../../stage/pose';
import type { Given } from '../../stage/scene';
import type { Separator } from '../../stage/separator';
import { sheetOf } from '../../stage/sheet';
import { drawSpace } from '../../stage/space-draw';
import type { NetworkRun } from '../network-run';
import { boxOfRange, halfAround } from '../walk-extent';
import { layersAt, throughOf, turnedBy } from './clock';
import { narrowOf } from './narrow';
import type { Space } from './panel';

/** In space: a network with layers of three neurons, whose plane leaves the plane. */

const MOST_DOTS = 170;
const DOT = 5;
/** Of the camera: radians a second, above the floor, and how far away it is in reaches. */
const TURN = 0.16;
const ELEVATION = 0.42;
const DISTANCE = 4.2;
/** Of the panel's shorter side that the reach takes. */
const FILLED = 0.47;
/** In seconds, when the plane that separates is seen from its edge: about when the disks are named. */
const EDGE = 8;
/** Where it stands first, where there is no such plane. */
const AZIMUTH = -0.7;

/** @param run its hidden layers have two or three neurons each, and it has one output */
export function bulgeSpace(given: Given, run: NetworkRun): Space {
  const { theme, layout } = given;
  // What is drawn last is kept by the look: this panel has one of its own.
  const look: Look = { theme, layout };
  const { on, labels, network, layers, at, reach } = narrowOf(run, MOST_DOTS);
  const half = halfAround(run.points);
  const sheet = sheetOf(half, half / 5, 5);
  const { weights, biases } = network;
  const { cols, data } = weights.at(-1)!;
  const separator: Separator | undefined =
    cols === 3 && Math.hypot(data[0]!, data[1]!, data[2]!) > 0
      ? { normal: [data[0]!, data[1]!, data[2]!], offset: biases.at(-1)![0]! }
      : undefined;
  const azimuth = separator ? edgeOn(separator.normal, ELEVATION).azimuths[1] - TURN * EDGE : AZIMUTH;
  const bounded = activations[run.activation].range.every(Number.isFinite);
  return {
    name: run.facts.experiment,
    experiment: run.facts.experiment,
    layers,
    in: (box) => ({
      box,
      draw(context, beat) {
        const progress = layersAt(beat, beat.progress, layers);
        const map = at(progress);
        const around = reach(progress);
        const points = new Float64Array(3 * labels.length);
        const place = new Float64Array(3);
        for (let i = 0; i < labels.length; i++) {
          map(on[2 * i]!, on[2 * i + 1]!, place);
          points.set(place, 3 * i);
        }
        const view = viewOf(
          {
            target: [0, 0, 0],
            azimuth: azimuth + turnedBy(beat, TURN),
            elevation: ELEVATION,
            distance: DISTANCE * around,
          },
          frameIn(box, (FILLED * Math.min(box.width, box.height)) / around),
        );
        const done = throughOf(beat, layers);
        drawSpace(context, look, view, {
          sheet: { map, sheet },
          dots: { points, on, classes: labels, radius: DOT * layout.unit, colors: theme.classes },
          ...(separator && { separator: { ...separator, drawn: done, tint: span(0.3, 1, done) } }),
          ...(bounded && { box: { ...boxOfRange(run.activation, around), alpha: 0.8 * done, cells: 4 } }),
        });
      },
    }),
  };
}
