import { epochAt, epochClock, stepsOf } from '../../motion/epoch-clock';
import { networkDuring } from '../../motion/run-states';
import { drawDots } from '../../stage/dots';
import { contourLines, logitTone } from '../../stage/field';
import { fieldPixels, paintPixels } from '../../stage/field-image';
import { strokePolyline } from '../../stage/path';
import { planeOf } from '../../stage/plane';
import type { Given } from '../../stage/scene';
import { mappedDots } from '../mapped-dots';
import { sampleNetwork } from '../network-field';
import { reachOf, type NetworkRun } from '../network-run';
import { wholeOf } from './clock';
import type { Space } from './panel';
import { thinned } from './zoom';

/** What a network says of every point of the plane, through its epochs. */

/** Along the panel's longer side: what lies between is interpolated. */
const SAMPLES = 60;
const MOST_DOTS = 220;
const DOT = 4.6;
const STRENGTH = 0.62;

export function fieldSpace(given: Given, run: NetworkRun): Space {
  const { theme, layout } = given;
  const { epochs, experiment } = run.facts;
  const output = given.tensor('projection', experiment, `points-${run.widths.length - 1}`);
  const clock = epochClock(epochs, stepsOf(output));
  const kept = thinned(run.labels, MOST_DOTS);
  const points = Float64Array.from(kept.flatMap((i) => [run.points[2 * i]!, run.points[2 * i + 1]!]));
  const labels = kept.map((i) => run.labels[i]!);
  const half = reachOf(run);
  return {
    name: 'field',
    experiment,
    layers: 0,
    in(box) {
      const plane = planeOf(box, { x: 0, y: 0, half });
      const dots = mappedDots(
        points,
        labels,
        (x, y, out) => {
          out[0] = x;
          out[1] = y;
          out[2] = 0;
        },
        plane,
      );
      return {
        box,
        draw(context, beat) {
          const whole = wholeOf(beat);
          const epoch = whole >= 1 ? epochs.at(-1)! : epochAt(clock, whole);
          const network = networkDuring(run, epochs, epoch);
          const field = sampleNetwork(network, plane, { samples: SAMPLES });
          const style = {
            colors: theme.classes,
            ground: theme.background,
            alpha: STRENGTH,
            tone: logitTone,
          } as const;
          paintPixels(context, box, fieldPixels(field, box, style));
          for (const line of contourLines(field, 0, plane))
            strokePolyline(context, line, { color: theme.ink, width: 3.4 * layout.unit, alpha: 0.9 });
          drawDots(context, dots, {
            colors: theme.classes,
            radius: DOT * layout.unit,
            halo: theme.background,
          });
        },
      };
    },
  };
}
