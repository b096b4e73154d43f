import type { PlaneMap } from '../../motion/layer-path';
import { lagged } from '../../motion/lagged';
import { span } from '../../motion/span';
import { viewOf, type Vec3 } from '../../stage/camera';
import { drawOpaque } from '../../stage/opaque-surface';
import { faded } from '../../stage/path';
import type { Context2D, Moment } from '../../stage/scene';
import { gridLineStyle, sheetOf } from '../../stage/sheet';
import { surfaceOf } from '../../stage/surface';
import { drawText } from '../../stage/text';
import type { Places } from './places';

/** A sketch of what nobody can draw: a curved sheet with digits on it, standing for a shape of more dimensions. */

/** Half its length and half its width in world units, and how high its waves are. */
const [LENGTH, WIDTH, HEIGHT] = [2.6, 0.92, 0.34];

const waves: PlaneMap = (x, y, out) => {
  out[0] = LENGTH * x;
  out[1] = WIDTH * y;
  out[2] = HEIGHT * (Math.sin(4.2 * x + 0.7) * (0.8 + 0.2 * y) + 0.45 * Math.cos(2.6 * y - 2 * x));
};

const DOTS = 64;
/** Dots spread evenly: multiples of the plastic number's powers (M. Roberts, “The Unreasonable Effectiveness of Quasirandom Sequences”, 2018). */
const PLASTIC = 1.324717957244746;

const FLAT = 1e-4;

/** Where the dots lie, and which way the sheet faces there. */
function dotsOn(map: PlaneMap): { readonly points: Float64Array; readonly normals: Float64Array } {
  const [points, normals] = [new Float64Array(3 * DOTS), new Float64Array(3 * DOTS)];
  const at = (x: number, y: number): Vec3 => {
    const out = new Float64Array(3);
    map(x, y, out);
    return [out[0]!, out[1]!, out[2]!];
  };
  for (let i = 0; i < DOTS; i++) {
    const [x, y] = [1, 2].map((power) => 1.88 * (((i + 1) / PLASTIC ** power) % 1) - 0.94) as [
      number,
      number,
    ];
    const [a, b, c] = [at(x, y), at(x + FLAT, y), at(x, y + FLAT)];
    const [p, q] = [b, c].map((to) => to.map((value, axis) => value - a[axis]!)) as [number[], number[]];
    const normal = [
      p[1]! * q[2]! - p[2]! * q[1]!,
      p[2]! * q[0]! - p[0]! * q[2]!,
      p[0]! * q[1]! - p[1]! * q[0]!,
    ];
    const size = Math.hypot(...normal);
    points.set(a, 3 * i);
    normals.set(
      normal.map((value) => value / size),
      3 * i,
    );
  }
  return { points, normals };
}

const sheet = sheetOf(1, 1 / 5, 2);
const dots = dotsOn(waves);

/** Radians that it turns while one looks at it. */
const TURN = 0.22;

export function drawDigits(
  context: Context2D,
  { given, time, cue }: Moment,
  { sheet: box, sheetHeading }: Places,
): void {
  const come = span(cue('digits') + 0.1, cue('digits') + 1.2, time);
  if (come <= 0) return;
  const { theme, layout } = given;
  const middle = box.x + box.width / 2;
  const asked = span(cue('unknown') - 0.2, cue('unknown') + 0.5, time);
  drawText(context, given, 'digits', middle, box.y + box.height + 38 * layout.unit, {
    size: 30,
    color: theme.muted,
    align: 'center',
    alpha: come,
  });
  drawText(context, given, '? dimensions', middle, sheetHeading.y + 40 * layout.unit, {
    size: 34,
    weight: 600,
    color: theme.accent,
    align: 'center',
    alpha: asked,
  });
  const view = viewOf(
    {
      target: [0, 0, 0],
      azimuth: TURN * (span(cue('digits'), cue('digits') + 5, time, (t) => t) - 0.5),
      elevation: 0.62,
      distance: 9,
    },
    {
      centreX: middle,
      centreY: box.y + box.height / 2,
      pixelsPerUnit: Math.min(box.width / (2.3 * LENGTH), box.height / (2.1 * WIDTH)),
    },
  );
  const radius = Math.min(7 * layout.unit, 0.036 * view.frame.pixelsPerUnit);
  const surface = surfaceOf(waves, sheet, view);
  faded(context, come, () =>
    drawOpaque(context, given, view, surface, {
      closed: false,
      line: (line) => (line ? gridLineStyle(given, line) : { color: theme.border, width: 3 * layout.unit }),
      dots: {
        ...dots,
        color: theme.classes[0],
        radius: (i) =>
          radius *
          lagged(
            (i * 37) % DOTS,
            DOTS,
            span(cue('digits') + 0.6, cue('digits') + 2, time, (t) => t),
            0.1,
          ),
      },
    }),
  );
}
