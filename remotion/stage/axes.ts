import type { Look } from './look';
import { strokePolyline } from './path';
import type { Plane } from './plane';
import type { Context2D } from './scene';

/** The fixed axes of a plane through all of its box: what moves is seen to move against them. */
export function drawAxes(context: Context2D, { theme, layout }: Look, plane: Plane, alpha = 1): void {
  const { box, x, y } = plane;
  const style = { color: theme.gridStrong, width: 2 * layout.unit, alpha };
  strokePolyline(context, [box.x, y(0), box.x + box.width, y(0)], style);
  strokePolyline(context, [x(0), box.y, x(0), box.y + box.height], style);
}
