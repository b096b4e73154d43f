import type { PlaneMap } from '../../motion/layer-path';
import { frameIn, viewOf } from '../../stage/camera';
import type { Look } from '../../stage/look';
import type { Given } from '../../stage/scene';
import { sheetOf } from '../../stage/sheet';
import { drawSpace } from '../../stage/space-draw';
import { turnedBy, wholeOf, type Beat } from './clock';
import type { Space } from './panel';

/** A manifold: a square whose sides meet, as they do on a torus. */

/** Of the circle that the tube runs along, and of the tube. */
const [RING, TUBE] = [1, 0.46];
const TURN = 0.3;
const [LOW, HIGH] = [0.5, 0.82];
const DISTANCE = 5;
const FILLED = 0.27;

/** From the square [−1, 1]²: across goes along the tube, up goes round it. */
export const torus: PlaneMap = (x, y, out) => {
  const [u, v] = [Math.PI * x, Math.PI * y];
  const radius = RING + TUBE * Math.cos(v);
  out[0] = radius * Math.cos(u);
  out[1] = radius * Math.sin(u);
  out[2] = TUBE * Math.sin(v);
};

export function torusSpace({ theme, layout }: Given): Space {
  // What is drawn last is kept by the look: this panel has one of its own.
  const look: Look = { theme, layout };
  const sheet = sheetOf(1, 1 / 5, 1);
  const elevation = (beat: Beat): number =>
    LOW + (HIGH - LOW) * (0.5 - 0.5 * Math.cos(Math.PI * wholeOf(beat)));
  return {
    name: 'torus',
    layers: 0,
    in: (box) => ({
      box,
      draw(context, beat) {
        const view = viewOf(
          {
            target: [0, 0, 0],
            azimuth: turnedBy(beat, TURN),
            elevation: elevation(beat),
            distance: DISTANCE,
          },
          frameIn(box, FILLED * Math.min(box.width, box.height)),
        );
        drawSpace(context, look, view, { sheet: { map: torus, sheet } });
      },
    }),
  };
}
