import type { Box, Layout } from '../../stage/layout';
import { fitBox } from '../../stage/plane';
import { networkColumns, type NeuronColumn } from '../../stage/network-diagram';

export interface Places {
  /** Square: the plane, and the axes that do not fit into it. */
  readonly plane: Box;
  /** Where it stands first, alone. */
  readonly opening: Box;
  readonly heading: { readonly x: number; readonly y: number; readonly size: number };
  /** Inputs and the wide layer; inputs and the layer of two. */
  readonly wide: readonly NeuronColumn[];
  readonly two: readonly NeuronColumn[];
  /** Of a neuron, in pixels. */
  readonly radius: number;
  readonly smallRadius: number;
  /** Right edges of the numbers beside inputs and beside outputs. */
  readonly numbers: readonly [inputs: number, outputs: number];
  /** Of numbers, in units. */
  readonly size: number;
}

/** Width of a number with a sign, one digit and so many decimals, in sizes. */
export const numberWidth = (decimals: number): number => 1.45 + 0.5 * decimals;

/** @param neurons of the wide layer; `decimals` of the numbers */
export function placesOf(layout: Layout, neurons: number, decimals: number): Places {
  const { content, unit, name } = layout;
  const wide = name === 'wide';
  const tall = name === 'tall';
  const side = wide ? content.height : tall ? content.width * 0.93 : content.width * 0.5;
  const plane = tall
    ? {
        x: content.x + (content.width - side) / 2,
        y: content.y + content.height - side,
        width: side,
        height: side,
      }
    : {
        x: content.x + content.width - side,
        y: content.y + (content.height - side) / 2,
        width: side,
        height: side,
      };
  const size = wide ? 44 : tall ? 40 : 33;
  const heading = { x: content.x, y: content.y + 34 * unit, size: wide ? 36 : tall ? 36 : 28 };
  const top = content.y + 110 * unit;
  const bottom = tall ? plane.y - 64 * unit : content.y + content.height - 40 * unit;
  const [from, to] = wide ? [0.115, 0.36] : tall ? [0.24, 0.7] : [0.155, 0.305];
  const box: Box = {
    x: content.x + from * content.width,
    y: top,
    width: (to - from) * content.width,
    height: bottom - top,
  };
  const step = box.height / Math.max(1, neurons - 1);
  const radius = (wide ? 48 : tall ? 42 : 34) * unit;
  const smallRadius = Math.min(radius, (wide || tall ? 0.38 : 0.3) * step);
  // Inputs far enough apart for what stands in them.
  const spread = (tall ? 190 : 300) * unit;
  const columns = networkColumns([2, neurons], box);
  const two = networkColumns([2, 2], box, { spread });
  return {
    plane,
    opening: fitBox(content),
    heading,
    wide: [two[0]!, columns[1]!],
    two,
    radius,
    smallRadius,
    numbers: [
      box.x - radius - 16 * unit,
      box.x + box.width + radius + (size * numberWidth(decimals) + (wide || tall ? 34 : 24)) * unit,
    ],
    size,
  };
}
