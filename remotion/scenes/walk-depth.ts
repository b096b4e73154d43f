import { span } from '../motion/span';
import type { View } from '../stage/camera';
import type { Context2D, Given } from '../stage/scene';
import type { Sheet } from '../stage/sheet';
import { drawSpace } from '../stage/space-draw';
import { boxOfRange } from './walk-extent';
import type { Walk, WalkState } from './layer-walk';
import { reachIn } from './walk-lens';
import type { WalkDots } from './walk-space';

export interface DepthStyle {
  readonly sheet: Sheet;
  readonly dots: WalkDots;
  readonly glow: number;
  /** Of the box that g's values cannot leave, where there is one. */
  readonly range: number;
  /** How far the last layer's plane has slid in, and the sheet taken the classes' colours on its sides; 0 … 1 each. */
  readonly separator: { readonly drawn: number; readonly tint: number };
}

/** The same walk where the camera has tipped: sheet, dots and, at the end, the plane that parts them, in perspective. */
export function drawDepth(
  context: Context2D,
  given: Given,
  { network, space }: Walk,
  camera: View,
  { progress, pose }: WalkState,
  { sheet, dots, glow, range, separator }: DepthStyle,
): void {
  const { theme, layout } = given;
  const map = space.at(progress);
  const places = new Float64Array(3 * dots.labels.length);
  const out = new Float64Array(3);
  for (let i = 0; i < dots.labels.length; i++) {
    map(dots.points[2 * i]!, dots.points[2 * i + 1]!, out);
    places.set(out, 3 * i);
  }
  const last = network.weights.at(-1)!;
  const parted = last.rows === 1 && last.cols === 3 && separator.drawn > 0;
  drawSpace(context, given, camera, {
    sheet: { map, sheet, glow },
    dots: {
      points: places,
      classes: dots.labels,
      radius: dots.radius * layout.unit,
      colors: theme.classes,
      ...(dots.grown && { grown: dots.grown }),
    },
    separator: parted
      ? {
          normal: [last.data[0]!, last.data[1]!, last.data[2]!],
          offset: network.biases.at(-1)![0]!,
          ...separator,
        }
      : undefined,
    box: {
      ...boxOfRange(network.activation, reachIn(pose)),
      alpha: range * span(0.2, 1, pose.tilt),
    },
  });
}
