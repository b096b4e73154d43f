import type { Box, Layout } from '../../stage/layout';
import { networkColumns, type NeuronColumn } from '../../stage/network-diagram';

/** Where things stand in this scene, in pixels, for each of the three layouts. */
export interface Places {
  readonly plane: Box;
  /** Baseline; size in units. */
  readonly heading: { readonly x: number; readonly y: number; readonly size: number };
  readonly neurons: readonly NeuronColumn[];
  readonly neuron: number;
  /** Left end, or right end, of what was measured: a large number, and what it is of under it. */
  readonly score: {
    readonly x: number;
    readonly y: number;
    readonly size: number;
    readonly align: 'left' | 'right';
  };
  /** The same for a denser set, smaller. */
  readonly dense: Places['score'];
  /** Middle and radius of the lens. */
  readonly lens: { readonly x: number; readonly y: number; readonly radius: number };
}

/** @param widths of the network, from input to output */
export function placesOf({ name, content, unit }: Layout, widths: readonly number[]): Places {
  const right = content.x + content.width;
  const neuron = Math.min(18 * unit, (content.width * 0.1) / widths.length);
  if (name === 'wide') {
    const width = content.width - 560 * unit;
    const x = content.x + width + 60 * unit;
    const panel = {
      x: x + neuron,
      y: content.y + 130 * unit,
      width: right - x - 2 * neuron,
      height: 170 * unit,
    };
    return {
      plane: { ...content, width },
      heading: { x, y: content.y + 50 * unit, size: 52 },
      neurons: networkColumns(widths, panel, { spread: 84 * unit }),
      neuron,
      score: { x, y: content.y + 520 * unit, size: 112, align: 'left' },
      dense: { x, y: content.y + 716 * unit, size: 70, align: 'left' },
      lens: { x: x + 225 * unit, y: content.y + 560 * unit, radius: 215 * unit },
    };
  }
  if (name === 'tall') {
    const plane = { ...content, y: content.y + 250 * unit, height: content.width };
    const panel = {
      x: content.x + 380 * unit,
      y: content.y + 20 * unit,
      width: content.width - 400 * unit,
      height: 150 * unit,
    };
    return {
      plane,
      heading: { x: content.x, y: content.y + 110 * unit, size: 52 },
      neurons: networkColumns(widths, panel, { spread: 84 * unit }),
      neuron,
      score: { x: content.x, y: plane.y + plane.height + 170 * unit, size: 120, align: 'left' },
      dense: { x: content.x + 480 * unit, y: plane.y + plane.height + 170 * unit, size: 76, align: 'left' },
      lens: {
        x: right - 200 * unit,
        y: plane.y + plane.height + 170 * unit,
        radius: 150 * unit,
      },
    };
  }
  const top = 120 * unit;
  const side = content.height - top;
  const column = { x: content.x + side, y: content.y + top, width: content.width - side, height: side };
  return {
    plane: { ...content, y: content.y + top, width: side, height: side },
    heading: { x: content.x, y: content.y + 64 * unit, size: 48 },
    neurons: networkColumns(
      widths,
      {
        x: content.x + 360 * unit,
        y: content.y + 10 * unit,
        width: content.width - 380 * unit,
        height: 90 * unit,
      },
      { spread: 66 * unit },
    ),
    neuron: Math.min(15 * unit, neuron),
    score: { x: right, y: column.y + 0.6 * column.height, size: 72, align: 'right' },
    dense: { x: right, y: column.y + 0.84 * column.height, size: 52, align: 'right' },
    lens: { x: right - 125 * unit, y: column.y + 0.2 * column.height, radius: 122 * unit },
  };
}
