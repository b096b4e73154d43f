import type { Box, Layout } from '../../stage/layout';
import { fitBox } from '../../stage/plane';

/** Where things stand in this scene, for each of the three layouts. */
export interface Places {
  readonly plane: Box;
  /** Where the plane stands before the network has come in beside it. */
  readonly opening: Box;
  /** Left end of the heading's baseline and its size in units. */
  readonly heading: { readonly x: number; readonly y: number; readonly size: number };
  /** The layer's formula: baseline, pixels of an em. */
  readonly formula: {
    readonly x: number;
    readonly y: number;
    readonly size: number;
    readonly align: 'left' | 'right';
  };
  /** The same with its numbers; left out where there is no room. */
  readonly numbers?: {
    readonly x: number;
    readonly y: number;
    readonly size: number;
    readonly align: 'left' | 'center';
  };
  /** The neurons, one column a layer from the input to the output; left out where there is no room. */
  readonly neurons?: readonly { readonly x: number; readonly ys: readonly number[] }[];
  /** The layers go from top to bottom, and not from left to right. */
  readonly downwards?: boolean;
  /** Small pictures of the space after each hidden layer, the input first. */
  readonly strip: readonly Box[];
  /** Middle of what is written beside or under the output neuron. */
  readonly score?: { readonly x: number; readonly y: number };
  /** Radius of a neuron in pixels. */
  readonly neuron: number;
}

/** @param widths The network's widths from input to output. @param pictures How many pictures the strip holds. */
export function placesOf(layout: Layout, widths: readonly number[], pictures: number): Places {
  const { content, unit } = layout;
  if (layout.name === 'wide') {
    const side = Math.min(content.height, content.width * 0.54);
    const gap = 72 * unit;
    const panel = { ...content, x: content.x + side + gap, width: content.width - side - gap };
    return {
      plane: fitBox({ ...content, width: side }),
      opening: fitBox(content),
      heading: { x: panel.x, y: panel.y + 46 * unit, size: 46 },
      formula: { x: panel.x, y: panel.y + 190 * unit, size: 76 * unit, align: 'left' },
      numbers: { x: panel.x, y: panel.y + 350 * unit, size: 50 * unit, align: 'left' },
      ...below(
        { ...panel, y: panel.y + 490 * unit, height: content.height - 490 * unit },
        widths,
        pictures,
        unit,
      ),
    };
  }
  if (layout.name === 'tall') {
    const side = content.width;
    const panel = {
      ...content,
      y: content.y + side + 150 * unit,
      height: content.height - side - 150 * unit,
    };
    return {
      plane: { ...content, y: content.y + 110 * unit, height: side },
      opening: fitBox(content),
      heading: { x: content.x, y: content.y + 52 * unit, size: 48 },
      formula: { x: content.x + content.width, y: content.y + 52 * unit, size: 60 * unit, align: 'right' },
      numbers: { x: content.x + content.width / 2, y: panel.y + 70 * unit, size: 50 * unit, align: 'center' },
      ...below(
        { ...panel, y: panel.y + 170 * unit, height: panel.height - 170 * unit },
        widths,
        pictures,
        unit,
      ),
    };
  }
  const top = 92 * unit;
  const side = content.height - top;
  const column = content.width - side - 40 * unit;
  const gap = 14 * unit;
  const slot = (side + gap) / widths.length;
  const spread = 44 * unit;
  const cell = Math.min(column - spread - 40 * unit, slot - gap);
  const middle = (i: number): number => content.y + top + i * slot + (slot - gap) / 2;
  const right = content.x + content.width - cell;
  const most = Math.max(...widths);
  const pitch = Math.min(spread, (2 * spread) / Math.max(1, most - 1));
  const across = right - 24 * unit - spread / 2;
  return {
    plane: { x: content.x, y: content.y + top, width: side, height: side },
    opening: fitBox(content),
    heading: { x: content.x, y: content.y + 46 * unit, size: 44 },
    formula: { x: content.x + content.width, y: content.y + 46 * unit, size: 52 * unit, align: 'right' },
    strip: Array.from({ length: pictures }, (_, i) => ({
      x: right,
      y: middle(i) - cell / 2,
      width: cell,
      height: cell,
    })),
    downwards: true,
    neurons: widths.map((width, i) => ({
      x: middle(i),
      ys: Array.from({ length: width }, (_, n) => across + (n - (width - 1) / 2) * pitch),
    })),
    ...(pictures < widths.length && {
      score: { x: right + cell / 2 - 6 * unit, y: middle(widths.length - 1) },
    }),
    neuron: Math.min(12 * unit, pitch * 0.4),
  };
}

/** Neurons in columns, and under each column a picture of the space it holds. */
function below(
  panel: Box,
  widths: readonly number[],
  pictures: number,
  unit: number,
): Pick<Places, 'neurons' | 'strip' | 'neuron' | 'score'> {
  const pitch = panel.width / widths.length;
  const cell = Math.min(pitch - 20 * unit, panel.height - 170 * unit);
  const stripY = panel.y + panel.height - cell;
  const centre = panel.y + (panel.height - cell) / 2 - 6 * unit;
  const most = Math.max(...widths);
  const spread = Math.min(62 * unit, (110 * unit) / Math.max(1, most - 1));
  return {
    neurons: widths.map((width, i) => ({
      x: panel.x + pitch * i + cell / 2,
      ys: Array.from({ length: width }, (_, n) => centre + (n - (width - 1) / 2) * spread),
    })),
    strip: Array.from({ length: pictures }, (_, i) => ({
      x: panel.x + pitch * i,
      y: stripY,
      width: cell,
      height: cell,
    })),
    ...(pictures < widths.length && {
      score: { x: panel.x + pitch * (widths.length - 1) + cell / 2, y: stripY + cell / 2 },
    }),
    neuron: Math.min(15 * unit, spread * 0.4),
  };
}
