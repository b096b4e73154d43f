import { mix, span, window } from '../../motion/span';
import { drawArrow } from '../../stage/arrow';
import { polyline } from '../../motion/curve';
import type { PlaneMap } from '../../motion/layer-path';
import { between, translucent } from '../../stage/look';
import { faded, fillPolygon, strokePolyline } from '../../stage/path';
import type { Plane } from '../../stage/plane';
import { circleAt, ringCurve } from '../../stage/rings';
import type { Context2D } from '../../stage/scene';
import { drawText } from '../../stage/text';
import type { Panel } from './panels';
import { lostArcs, type Arc } from './lost-arcs';
import { grownAt, returnedAt, type Told } from './story';
import { sideOf } from './support-line';

/** Why it must fail, in the input and in the last layer at once: the circle in the ring, and the disk within it. */

/** The circle from one share of a turn to another, counted from the x-axis: the same share of it in every space. */
const arcCurve = (radius: number, [from, to]: Arc, map: PlaneMap, plane: Plane): number[] =>
  polyline(
    (t, out) => {
      map(...circleAt(radius, mix(from, to, t)), out);
      plane.project(out);
    },
    { pieces: 48 },
  );

export function drawCircles(context: Context2D, told: Told, k: number, { plane }: Panel): void {
  const { given, time, cue, story, state } = told;
  const { theme, layout } = given;
  const { unit } = layout;
  const map = state.space.at(k);
  const [disk, ring] = theme.classes;
  const large = grownAt(told);
  const drawn = span(cue('ring') - 0.1, cue('ring') + 1.3, time);
  const grown = span(cue('around') + 0.1, cue('around') + 1.3, time);
  const lit = window(cue('disk') - 0.1, cue('loss') - 1.2, time, 0.4);
  if (grown > 0) {
    const curve = ringCurve(grown * story.shape.innerRadius, map, plane);
    fillPolygon(context, curve, translucent(disk, 0.5 + 0.3 * lit), large);
    strokePolyline(context, curve, {
      color: between(disk, theme.ink, 0.8 * lit),
      width: mix(2.5, 4 + 2.5 * lit, large) * unit,
    });
  }
  if (drawn <= 0) return;
  const width = mix(2.5, 6.5, large) * unit;
  const arc =
    drawn < 1 ? arcCurve(story.middle, [0, drawn], map, plane) : ringCurve(story.middle, map, plane);
  strokePolyline(context, arc, { color: ring, width });
  const cut = Math.min(returnedAt(told), large);
  if (cut > 0)
    for (const lost of lostArcs(story.middle, state.space.at(story.places.panels.length - 1), state.line))
      strokePolyline(context, arcCurve(story.middle, lost, map, plane), {
        color: theme.accent,
        width: 1.4 * width,
        alpha: cut,
      });
}

/** On the last layer's line, in half windows: so near a dot is not yet ringed as wrong, so that no ring pops. */
const SOFT = 0.03;

/** The dots that are on the wrong side now, ringed where that is seen: in the input and in the last layer. */
export function drawWrong(context: Context2D, told: Told, k: number, { plane }: Panel): void {
  const { given, time, cue, story, state } = told;
  const last = story.places.panels.length - 1;
  const shown = span(cue('never') - 0.1, cue('never') + 0.6, time);
  if (shown <= 0 || (k !== 0 && k !== last)) return;
  const { theme, layout } = given;
  const { points, labels } = story.run;
  const [map, decided] = [state.space.at(k), state.space.at(last)];
  const soft = SOFT * story.views[last]!.half * (1 - span(0.9, 1, state.progress));
  const radius = mix(3.2, 5, span(cue('enough') - 0.1, cue('enough') + 0.6, time)) * layout.unit;
  const out = new Float64Array(3);
  for (const i of story.doubtful) {
    const [x, y] = [points[2 * i]!, points[2 * i + 1]!];
    decided(x, y, out);
    const right = sideOf(state.line, out[0]!, out[1]!) * (labels[i] === 1 ? 1 : -1);
    const size = -right >= soft ? 1 : Math.max(0, -right / soft);
    map(x, y, out);
    plane.project(out);
    context.beginPath();
    context.arc(out[0]!, out[1]!, radius * shown * size, 0, 2 * Math.PI);
    context.fillStyle = theme.classes[labels[i]!]!;
    context.fill();
    if (!(size > 0)) continue;
    context.strokeStyle = theme.accent;
    context.lineWidth = 1.8 * size * layout.unit;
    context.stroke();
  }
}

/** From the input to the last layer, when they are alone: an arrow, and what lies between. */
export function drawWay(context: Context2D, told: Told): void {
  const { given, time, cue, story } = told;
  const { theme, layout } = given;
  const { unit } = layout;
  const { way, panels } = story.places;
  const [x0, y0, x1, y1] = way;
  const shown = span(cue('why') + 1.4, cue('why') + 2.1, time);
  faded(context, shown - span(cue('loss') - 1.4, cue('loss') - 0.9, time), () => {
    drawArrow(context, x0, y0, mix(x0, x1, shown), mix(y0, y1, shown), {
      color: theme.muted,
      width: 5 * unit,
      head: 22 * unit,
    });
    if (layout.name !== 'wide') return;
    const layers = panels.length - 1;
    drawText(
      context,
      given,
      `${layers} ${layers === 1 ? 'layer' : 'layers'}`,
      (x0 + x1) / 2,
      y0 - 28 * unit,
      {
        size: 30,
        weight: 500,
        color: theme.ink,
        align: 'center',
      },
    );
  });
}
