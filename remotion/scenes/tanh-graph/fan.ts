import { lagged } from '../../motion/lagged';
import type { Graph } from '../../stage/graph';
import { partOf, strokePolyline } from '../../stage/path';
import { mix } from '../../motion/span';
import type { Context2D, Moment } from '../../stage/scene';
import { fanAt, storyOf } from './story';

/** From here on outwards a number counts as far out: what it loses is plain to see. */
const FAR_OUT = 1.5;

/** Evenly spaced numbers on the x axis, and where they land on the other. */
export function drawFan(context: Context2D, moment: Moment, { x, y }: Graph): void {
  const fan = fanAt(moment);
  if (fan.shown <= 0) return;
  const { theme, layout } = moment.given;
  const { unit } = layout;
  const { values } = storyOf(moment.given);
  const [ox, oy] = [x(0), y(0)];
  const colorOf = (value: number): string => (Math.abs(value) >= FAR_OUT ? theme.accent : theme.ink);
  const dot = (atX: number, atY: number, radius: number, color: string): void => {
    if (radius <= 0) return;
    context.beginPath();
    context.arc(atX, atY, radius * unit, 0, 2 * Math.PI);
    context.strokeStyle = theme.background;
    context.lineWidth = 4 * unit;
    context.stroke();
    context.fillStyle = color;
    context.fill();
  };
  const landed = values.map((value) => {
    const [px, py] = [x(value), y(Math.tanh(value))];
    const color = colorOf(value);
    const up = mix(oy, py, fan.up);
    const across = mix(px, ox, fan.across);
    const way = fan.across > 0 ? [px, oy, px, py, across, py] : [px, oy, px, up];
    strokePolyline(context, partOf(way, 1), { color, width: 2.5 * unit, alpha: 0.5 });
    return { px, color, at: fan.across > 0 ? ([across, py] as const) : ([px, up] as const) };
  });
  landed.forEach(({ px, color }, i) => {
    const grown = lagged(i, values.length, fan.shown, 0.25);
    dot(px, oy, 8 * grown, color);
  });
  if (fan.up > 0) for (const { at, color } of landed) dot(at[0], at[1], 8, color);
}
