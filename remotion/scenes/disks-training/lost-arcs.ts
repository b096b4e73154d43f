import type { PlaneMap } from '../../motion/layer-path';
import { circleAt } from '../../stage/rings';
import { sideOf, type Line } from './support-line';

/** From one share of a turn about the origin to another, from 0 on. */
export type Arc = readonly [from: number, to: number];

/** What lies between two samples is too short to be seen cut off. */
const SAMPLES = 720;
const HALVINGS = 24;

/**
 * Where the image of a circle about the origin is not on the side of a line that its normal points to: what the line cuts off.
 * An arc over the beginning of the circle ends beyond 1.
 */
export function lostArcs(radius: number, map: PlaneMap, line: Line): readonly Arc[] {
  const out = new Float64Array(3);
  const side = (t: number): number => {
    map(...circleAt(radius, t), out);
    return sideOf(line, out[0]!, out[1]!);
  };
  const crossing = (held: number, lost: number): number => {
    let [a, b] = [held, lost];
    for (let i = 0; i < HALVINGS; i++) {
      const middle = (a + b) / 2;
      if (side(middle) < 0) b = middle;
      else a = middle;
    }
    return b;
  };
  const lost = Array.from({ length: SAMPLES }, (_, i) => side(i / SAMPLES) < 0);
  const first = lost.indexOf(false);
  if (first < 0) return [[0, 1]];
  const arcs: Arc[] = [];
  let from: number | undefined;
  for (let i = first; i < first + SAMPLES; i++) {
    const [here, next] = [lost[i % SAMPLES]!, lost[(i + 1) % SAMPLES]!];
    if (!here && next) from = crossing(i / SAMPLES, (i + 1) / SAMPLES);
    if (here && !next && from !== undefined) arcs.push([from, crossing((i + 1) / SAMPLES, i / SAMPLES)]);
  }
  return arcs;
}
