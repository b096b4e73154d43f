import type { PlaneMap } from '../motion/layer-path';
import type { View } from './camera';
import type { Look } from './look';
import type { Separator } from './separator';
import type { Sheet } from './sheet';
import { spaceOrder, type SpaceDots } from './space-order';
import { surfaceOf } from './surface';

type Order = ReturnType<typeof spaceOrder>;

/** What an order is made of, besides the camera. */
interface Ordered {
  readonly sheet: { readonly map: PlaneMap; readonly sheet: Sheet } | undefined;
  readonly dots: SpaceDots | undefined;
  readonly separator: Separator | undefined;
}

/** One a composition: the order of the frame that was drawn last, and what it was made of. */
const last = new WeakMap<Look, { readonly made: readonly unknown[]; readonly order: Order }>();

/**
 * `spaceOrder` of a sheet as its map has moved it, kept for as long as all rests. Camera and plane are compared by their numbers, the
 * map, the sheet and the arrays of dots by their identity: what they hold must not change.
 */
export function keptOrder(look: Look, view: View, { sheet, dots, separator }: Ordered): Order {
  const { eye, right, up, forward, distance, frame } = view;
  const camera = [...eye, ...right, ...up, ...forward, distance];
  const picture = [frame.centreX, frame.centreY, frame.pixelsPerUnit];
  const plane = separator ? [...separator.normal, separator.offset] : [];
  const made = [...camera, ...picture, ...plane, sheet?.map, sheet?.sheet, dots?.points, dots?.on];
  const before = last.get(look);
  if (before?.made.length === made.length && before.made.every((each, i) => each === made[i]))
    return before.order;
  const surface = sheet && surfaceOf(sheet.map, sheet.sheet, view);
  const order = spaceOrder(view, surface, dots, separator);
  last.set(look, { made, order });
  return order;
}
