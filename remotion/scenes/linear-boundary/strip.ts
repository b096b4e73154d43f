import { activations } from '../../../training/network';
import { span, window } from '../../motion/span';
import { drawDots } from '../../stage/dots';
import { between } from '../../stage/look';
import { memo } from '../../stage/memo';
import { clipped, faded, strokePolyline } from '../../stage/path';
import { planeOf, type Plane } from '../../stage/plane';
import type { Context2D, Given } from '../../stage/scene';
import { drawText } from '../../stage/text';
import { denserCurve, seenCurve, type Seen } from '../boundary-curve';
import { mappedDots, reachOf } from '../mapped-dots';
import type { Dots } from '../../stage/dots';
import { storyOf, unwoundAt, type Story, type Told } from './story';

interface Picture {
  readonly dots: Dots;
  /** In pixels. */
  readonly lines: readonly (readonly number[])[];
}

/** Room around the dots of a picture. */
const ROOM = 1.12;

/** One window for all hidden spaces: the activation's box, or what holds every dot where it has none. */
function planesOf({ trained, network, points, sheet, places }: Story): Plane[] {
  const high = Math.max(...activations[trained.activation].range.map(Math.abs));
  const maps = places.strip.map((_, k) => network.at(k));
  const hidden = Number.isFinite(high) ? high : Math.max(...reachOf(points, maps.slice(1)));
  return places.strip.map((box, k) =>
    planeOf(box, { x: 0, y: 0, half: ROOM * (k === 0 ? sheet.half : hidden || 1) }),
  );
}

const picturesOf = memo((given: Given): Picture[] => {
  const story = storyOf(given);
  return planesOf(story).map((plane, k) => {
    const map = story.network.at(k);
    const seen: Seen = (x, y, out) => {
      map(x, y, out);
      plane.project(out);
    };
    return {
      dots: mappedDots(story.points, story.labels, map, plane),
      lines: story.curves.map((curve) => seenCurve(denserCurve(story.trained, curve, [seen]), seen)),
    };
  });
});

/** In the end, from the straight line to the curve: each picture lights up in turn. */
function recalled({ time, story }: Told, k: number): number {
  const { layers, times } = story;
  const from =
    Math.max(times.curve, unwoundAt(story)) + 0.3 + (0.36 * 4 * (layers - k)) / Math.max(4, layers);
  return window(from, from + 1.1, time, 0.35);
}

const nameOf = (k: number): string => (k === 0 ? 'Input' : String(k));

/** A small picture of every space with the boundary in it, from the last one to the input, as the way back comes to each. */
export function drawStrip(context: Context2D, told: Told): void {
  const { given, time, story } = told;
  const { places, layers, ways, times } = story;
  const { theme, layout } = given;
  const { unit } = layout;
  const pictures = picturesOf(given);
  const end = unwoundAt(story);
  places.strip.forEach((box, k) => {
    const come = span(0.3 + 0.1 * k, 0.9 + 0.1 * k, time);
    const reached =
      k === layers ? times.line + 0.2 : (ways.find(({ layer }) => layer === k)?.to ?? end) - 0.35;
    const shown = span(reached, reached + 0.7, time);
    const next = ways.find(({ layer }) => layer === k - 1);
    const leaves = k === 0 ? Infinity : (next?.from ?? Infinity);
    const here = Math.max(Math.min(shown, 1 - span(leaves, leaves + 0.5, time)), recalled(told, k));
    faded(context, come, () => {
      context.beginPath();
      context.roundRect(box.x, box.y, box.width, box.height, 10 * unit);
      context.fillStyle = theme.surface;
      context.fill();
      context.strokeStyle = between(between(theme.grid, theme.gridStrong, shown), theme.accent, here);
      context.lineWidth = (2 + here) * unit;
      context.stroke();
      const name = places.names[k]!;
      drawText(context, given, nameOf(k), name.x, name.y, {
        size: 26,
        weight: 500,
        align: name.align,
        baseline: 'middle',
        color: between(theme.muted, theme.accent, here),
      });
    });
    const { dots, lines } = pictures[k]!;
    clipped(context, box, () =>
      faded(context, shown, () => {
        drawDots(context, dots, { colors: theme.classes, radius: 2.2 * unit });
        for (const line of lines) strokePolyline(context, line, { color: theme.ink, width: 2.5 * unit });
      }),
    );
  });
}
