import { layoutOf } from '../stage/layout';
import type { Context2D } from '../stage/scene';
import { night } from '../stage/theme';

/** The picture of a composition that has nothing to show yet: what to run. */
export function drawSlate(context: Context2D, width: number, height: number, message: string): void {
  const { unit, safe } = layoutOf(width, height);
  context.reset();
  context.fillStyle = night.background;
  context.fillRect(0, 0, width, height);
  context.fillStyle = night.ink;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  const size = 40 * unit;
  context.font = `500 ${size}px ${night.font}, sans-serif`;
  const lines: string[] = [];
  for (const word of message.split(/\s+/)) {
    const longer = [lines.at(-1), word].filter(Boolean).join(' ');
    if (lines.length > 0 && context.measureText(longer).width <= safe.width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  lines.forEach((line, i) => {
    context.fillText(line, width / 2, height / 2 + (i - (lines.length - 1) / 2) * size * 1.4);
  });
}
