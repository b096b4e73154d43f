import { formatNumber } from './number';
import type { Look } from './look';
import { faded, strokePolyline } from './path';
import type { Plane } from './plane';
import type { Context2D } from './scene';
import { drawText } from './text';

export interface RangeBoxStyle {
  /** 0 … 1 */
  readonly shown: number;
  /** Opacity of the bounds at its sides, 0 … 1. */
  readonly numbers: number;
  /** Of the dashed line; its width in units. */
  readonly alpha: number;
  readonly width: number;
}

/** The box that an activation's values cannot leave, where it has one, with its bounds written beside the axes. */
export function drawRangeBox(
  context: Context2D,
  look: Look,
  plane: Plane,
  range: readonly [low: number, high: number],
  { shown, numbers, alpha, width }: RangeBoxStyle,
): void {
  const [low, high] = range;
  if (shown <= 0 || !Number.isFinite(low) || !Number.isFinite(high)) return;
  const { theme, layout } = look;
  const { unit } = layout;
  const corners = [low, low, high, low, high, high, low, high, low, low];
  faded(context, shown, () => {
    strokePolyline(
      context,
      corners.map((v, i) => (i % 2 ? plane.y(v) : plane.x(v))),
      { color: theme.ink, width: width * unit, alpha, dash: [10 * unit, 9 * unit] },
    );
    const style = { size: 28, color: theme.muted, weight: 500, alpha: numbers, baseline: 'middle' } as const;
    for (const bound of range) {
      const outwards = bound === high ? 1 : -1;
      const text = formatNumber(bound, 0);
      // Beside the axis, outside of the box: inside, the sheet's border would go through them.
      drawText(context, look, text, plane.x(bound) + outwards * 8 * unit, plane.y(0) - 20 * unit, {
        ...style,
        align: bound === high ? 'left' : 'right',
      });
      drawText(context, look, text, plane.x(0) + 10 * unit, plane.y(bound) - outwards * 22 * unit, style);
    }
  });
}
