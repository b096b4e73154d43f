import { easeCubicOut } from '../../motion/ease';
import { lagged } from '../../motion/lagged';
import { mix, span, window } from '../../motion/span';
import { project } from '../../stage/camera';
import { drawCurtain } from '../../stage/curtain';
import { convexHull } from '../../stage/hull';
import { clipped, fillPolygon, strokePolyline } from '../../stage/path';
import { viewFrom } from '../../stage/pose';
import type { Context2D } from '../../stage/scene';
import { separatorInBox, shifted } from '../../stage/separator';
import { pictureOf, pointOf } from '../../stage/space-curve';
import { drawSpace } from '../../stage/space-draw';
import { drawPanel } from './panel';
import { EDGE, within } from './places';
import type { State } from './shots';
import { boxAlphaAt, stateAt, type Told } from './story';
import { leastMargin } from './words';

export function draw(context: Context2D, moment: Told): void {
  const state = stateAt(moment.story, moment.time);
  const { view } = moment.story.places;
  // All is framed to be in the view; what should still leave it must not lie on words.
  clipped(context, within(view, -EDGE * moment.given.layout.unit), () => {
    drawDotsInSpace(context, moment, state);
    drawMargin(context, moment, state);
  });
  drawPanel(context, moment, state);
  drawCurtain(context, moment);
}

/** Of a dot at the target's depth, in units. */
const RADIUS = 5.6;

function drawDotsInSpace(context: Context2D, { given, time, story }: Told, state: State): void {
  const { sheet, run, box, separator, plane, rewind, edge } = story;
  const { theme, layout } = given;
  const count = run.labels.length;
  const entered = span(0.1, 1.1, time, (t) => t);
  const bent = window(rewind.from, plane, time, 0.6);
  // In the end it is the dots and the plane that count.
  const calm = span(edge.from, edge.to, time);
  drawSpace(context, given, viewFrom(state.pose), {
    sheet: {
      map: state.map,
      sheet,
      glow: 0.6 * bent,
      ground: 1 - 0.3 * calm,
    },
    dots: {
      points: state.places,
      on: run.points,
      classes: run.labels,
      radius: RADIUS * layout.unit,
      colors: theme.classes,
      ...(entered < 1 && {
        grown: (i: number) => lagged(Math.floor((60 * i) / count), 60, entered, 0.15, easeCubicOut),
      }),
    },
    separator: {
      ...separator,
      drawn: span(plane, plane + 1.3, time),
      tint: span(plane + 0.8, plane + 2, time),
    },
    box: { ...box, alpha: boxAlphaAt(story, time) },
  });
}

/** Of the box's half: a gap as wide as that has dots before and behind it in the picture, which its light must not dull. */
const WIDE = 0.4;

/** All that lies nearer to the plane than the nearest dot, growing out of the plane, and the nearest dots, which stop it. */
function drawMargin(context: Context2D, { given, time, cue, story }: Told, { pose, places }: State): void {
  const { run, separator, box, nearest, edge } = story;
  const from = Math.max(cue('margin') - 0.2, edge.to - 0.3);
  const shown = span(from, from + 1.1, time);
  if (shown <= 0) return;
  const { theme, layout } = given;
  const { unit } = layout;
  const view = viewFrom(pose);
  const measured = leastMargin(run.facts);
  const margin = measured > 0 ? measured : 0;
  const pictureAt = (distance: number): number[] =>
    pictureOf(view, separatorInBox(shifted(separator, distance), box));
  const plane = closed(pictureAt(0));
  // A narrow gap is still seen on both sides of the line.
  const line = Math.min(5 * unit, Math.max(2 * unit, 0.6 * margin * pose.frame.pixelsPerUnit));
  strokePolyline(context, plane, { color: theme.ink, width: line + 11 * unit, alpha: 0.2 * shown });
  if (margin > 0) {
    const sides = [-1, 1].map((side) => pictureAt(side * margin * shown));
    const thick = Math.min(1, margin / (WIDE * box.half));
    fillPolygon(context, convexHull(sides.flat()), theme.accent, mix(0.22, 0.08, thick) * shown);
    for (const side of sides)
      strokePolyline(context, closed(side), { color: theme.accent, width: 2.4 * unit, alpha: shown });
  }
  strokePolyline(context, plane, { color: theme.ink, width: line, alpha: shown });
  const near = span(from + 0.7, from + 1.3, time);
  if (near <= 0) return;
  for (const dot of nearest) {
    const { x, y } = project(view, pointOf(places, dot));
    context.save();
    context.globalAlpha *= near;
    context.strokeStyle = theme.accent;
    context.lineWidth = 4 * unit;
    context.beginPath();
    context.arc(x, y, (26 - 11 * near) * unit, 0, 2 * Math.PI);
    context.stroke();
    context.restore();
  }
}

const closed = (polygon: readonly number[]): readonly number[] =>
  polygon.length > 0 ? [...polygon, polygon[0]!, polygon[1]!] : polygon;
