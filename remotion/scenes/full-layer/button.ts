import { easeCubicOut } from '../../motion/ease';
import { lagged } from '../../motion/lagged';
import { mix, span, window } from '../../motion/span';
import { between } from '../../stage/look';
import { faded, fillPolygon, strokePolyline } from '../../stage/path';
import { drawText } from '../../stage/text';
import type { Context2D, Moment } from '../../stage/scene';
import { progressAt, PARTS, storyOf } from './story';

interface Face {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** 0 … 1: how far it is pressed in. */
  readonly pressed: number;
  /** 0 … 1: how much it shines. */
  readonly lit: number;
  /** How far each part of the layer has run: three thirds of a ring. */
  readonly run: readonly [number, number, number];
}

/** A round button with the sign for “forward”, a triangle, and around it a ring that fills as the layer runs. */
function drawFace(context: Context2D, { given }: Moment, { x, y, radius, pressed, lit, run }: Face): void {
  const { theme, layout } = given;
  const { unit } = layout;
  const r = radius * (1 - 0.1 * pressed);
  context.beginPath();
  context.arc(x, y, r, 0, 2 * Math.PI);
  context.fillStyle = between(theme.surface, theme.accent, 0.75 * pressed + 0.16 * lit * (1 - pressed));
  context.fill();
  context.strokeStyle = between(theme.axis, theme.accent, Math.max(pressed, lit));
  context.lineWidth = 3 * unit;
  context.stroke();
  // Its middle stands a little to the right, where a triangle's weight is.
  const side = 0.46 * r;
  const sign = [x - 0.62 * side, y - side, x - 0.62 * side, y + side, x + 1.12 * side, y];
  fillPolygon(context, sign, between(theme.ink, theme.background, pressed));
  const ring = 1.17 * r;
  run.forEach((share, i) => {
    if (share <= 0) return;
    const start = -Math.PI / 2 + (2 * Math.PI * i) / 3 + 0.06;
    context.beginPath();
    context.arc(x, y, ring, start, start + ((2 * Math.PI) / 3 - 0.12) * share);
    context.strokeStyle = theme.terms[PARTS[i]!];
    context.lineWidth = 0.11 * r;
    context.lineCap = 'round';
    context.stroke();
  });
}

/** The forward button of this layer, and at the end those of the layers behind it, one after another. */
export function drawButtons(context: Context2D, moment: Moment): void {
  const { given, time, cue } = moment;
  const { places, runs, layers } = storyOf(given);
  const { theme, layout } = given;
  const { unit } = layout;
  const entered = span(cue('rewind') + 0.6, cue('rewind') + 1.3, time);
  if (entered <= 0) return;
  const joined = span(cue('next') - 0.9, cue('next') + 0.2, time);
  const [first] = places.chain;
  if (!first) return;
  const pitch = places.chain[1]
    ? Math.hypot(places.chain[1][0] - first[0], places.chain[1][1] - first[1])
    : 4 * places.radius;
  const small = Math.min(0.8 * places.radius, 0.38 * pitch);
  const x = mix(places.button[0], first[0], joined);
  const y = mix(places.button[1], first[1], joined);
  const radius = mix(places.radius, small, joined) * mix(0.6, 1, entered);
  const again = time >= runs.again.matrix[0] ? progressAt(runs, time) : { matrix: 0, bias: 0, activation: 0 };

  // What came out runs on to the next layer's button.
  const others = span(cue('next') - 0.1, cue('next') + 1.3, time, (t) => t);
  const onwards = span(cue('next') + 0.5, cue('next') + 1.5, time);
  places.chain.slice(1).forEach(([cx, cy], i) => {
    const grown = lagged(i, layers - 1, others, 0.35, easeCubicOut);
    if (grown <= 0) return;
    const [px, py] = places.chain[i]!;
    const length = Math.hypot(cx - px, cy - py) || 1;
    const room = (1.16 * small) / length;
    const from = i === 0 ? (1.4 * small) / length : room;
    const line = [
      mix(px, cx, from),
      mix(py, cy, from),
      mix(px, cx, mix(from, 1 - room, grown)),
      mix(py, cy, mix(from, 1 - room, grown)),
    ];
    strokePolyline(context, line, { color: theme.gridStrong, width: 3.5 * unit });
    if (i === 0 && onwards > 0) {
      const to = mix(from, 1 - room, onwards);
      strokePolyline(context, [line[0]!, line[1]!, mix(px, cx, to), mix(py, cy, to)], {
        color: theme.accent,
        width: 5 * unit,
      });
    }
    faded(context, grown, () =>
      drawFace(context, moment, {
        x: cx,
        y: cy,
        radius: small * mix(0.6, 1, grown),
        pressed: 0,
        lit: i === 0 ? span(0.8, 1, onwards) : 0,
        run: [0, 0, 0],
      }),
    );
  });

  faded(context, entered, () => {
    drawFace(context, moment, {
      x,
      y,
      radius,
      pressed: window(cue('press') - 0.05, cue('press') + 0.7, time, 0.3),
      lit: window(cue('rewind') + 0.8, runs.again.activation[1] + 0.3, time, 0.5),
      run: [again.matrix, again.bias, again.activation],
    });
    const beside = places.named === 'beside';
    drawText(
      context,
      given,
      'forward',
      x + (beside ? radius + 36 * unit : 0),
      y + (beside ? 0 : radius + 48 * unit),
      {
        size: beside ? 44 : 34,
        weight: 500,
        color: theme.ink,
        align: beside ? 'left' : 'center',
        baseline: 'middle',
        alpha: 1 - span(cue('next') - 1.3, cue('next') - 0.8, time),
      },
    );
  });
}
