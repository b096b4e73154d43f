import { clamp01 } from '../../motion/ease';
import type { Box } from '../../stage/layout';
import { between } from '../../stage/look';
import { fillPolygon } from '../../stage/path';
import type { Context2D, Given } from '../../stage/scene';
import { drawText } from '../../stage/text';
import type { Story } from './story';

/** With more columns than this only the one that is seen says its number. */
const NUMBERED = 6;

/** 1 at its own layer, 0 at its neighbours and beyond. */
export const lit = (place: number, layer: number): number => clamp01(1 - Math.abs(place - layer));

function layerName({ kind, last }: Pick<Story, 'kind' | 'last'>, layer: number): string {
  if (kind === 'activations') return layer === 0 ? 'Input' : `Layer ${layer}`;
  if (layer === 0) return 'Pixels';
  if (layer === last) return 'Output';
  return last === 2 ? 'Hidden layer' : `Hidden layer ${layer}`;
}

/** The network as columns of neurons between which the values fan out; heights go by the logarithm of the width. */
export function drawStrip(context: Context2D, given: Given, story: Story, box: Box, place: number): void {
  const { theme, layout } = given;
  const { unit } = layout;
  const { last } = story;
  const { widths } = story.facts;
  const bar = 16 * unit;
  const [nameHeight, numberHeight] = [56 * unit, 42 * unit];
  const height = box.height - nameHeight - numberHeight;
  const middle = box.y + nameHeight + height / 2;
  const largest = Math.log2(Math.max(...widths) + 1);
  // Half of the longest number, so that none leaves the box.
  const inset = 10 * unit * Math.max(...widths.map((width) => String(width).length), 3) + 4 * unit;
  const columns = widths.map((width, k) => ({
    x: box.x + inset + ((box.width - 2 * inset) * k) / last,
    half: Math.max(bar / 2, (height / 2) * (Math.log2(width + 1) / largest)),
    width,
    light: lit(place, k),
  }));
  const fading = (light: number): number => clamp01(2 * light - 1);

  columns.forEach(({ light }, k) =>
    drawText(context, given, layerName(story, k), box.x, box.y + 32 * unit, {
      size: 34,
      weight: 600,
      color: theme.ink,
      alpha: fading(light),
    }),
  );
  columns.slice(1).forEach((to, k) => {
    const from = columns[k]!;
    const corners = [
      ...[from.x, middle - from.half, to.x, middle - to.half],
      ...[to.x, middle + to.half, from.x, middle + from.half],
    ];
    // Between two layers the fan that leads to where the dots are going glows.
    const going = clamp01(1 - 2 * Math.abs(place - (k + 0.5)));
    fillPolygon(context, corners, theme.grid, 0.42);
    fillPolygon(context, corners, theme.accent, 0.2 * going);
  });
  for (const { x, half, width, light } of columns) {
    context.fillStyle = between(theme.gridStrong, theme.accent, light);
    context.beginPath();
    context.roundRect(x - bar / 2, middle - half, bar, 2 * half, bar / 2);
    context.fill();
    drawText(context, given, String(width), x, box.y + box.height - 4 * unit, {
      size: 28,
      weight: 600,
      color: between(theme.muted, theme.accent, light),
      align: 'center',
      alpha: columns.length > NUMBERED ? fading(light) : 1,
    });
  }
}
