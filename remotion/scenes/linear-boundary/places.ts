import type { Box, Layout } from '../../stage/layout';
import { fitBox } from '../../stage/plane';

/** A place for a line of text or a formula: baseline, pixels of an em or units, and the room it has in pixels. */
export interface Line {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly align: 'left' | 'center' | 'right';
  readonly room: number;
}

/** Where things stand in this scene, for each of the three layouts. */
export interface Places {
  readonly plane: Box;
  /** Its size is in units. */
  readonly heading: Line;
  readonly formula: Line;
  /** The same with its numbers, and later what a layer does; left out where there is no room. */
  readonly numbers?: Line;
  /** How many dots of each class are on their side; sizes in units, left out where there is no room. */
  readonly counts?: readonly [Line, Line];
  /** Small pictures of each space, the input first. */
  readonly strip: readonly Box[];
  /** Where each of them has its name: middle of the text. */
  readonly names: readonly { readonly x: number; readonly y: number; readonly align: 'center' | 'right' }[];
}

const NAME = 44;

/** @param pictures How many spaces there are, the input among them. */
export function placesOf(layout: Layout, pictures: number): Places {
  const { content, unit } = layout;
  if (layout.name === 'wide') {
    const side = Math.min(content.height, content.width * 0.54);
    const gap = 72 * unit;
    const panel = { ...content, x: content.x + side + gap, width: content.width - side - gap };
    const line = (y: number, size: number): Line => ({
      x: panel.x,
      y: panel.y + y * unit,
      size,
      align: 'left',
      room: panel.width,
    });
    return {
      plane: fitBox({ ...content, width: side }),
      heading: line(46, 48),
      formula: line(176, 80 * unit),
      numbers: line(346, 57 * unit),
      counts: [line(456, 40), line(520, 40)],
      ...row({ ...panel, y: panel.y + 560 * unit, height: content.height - 560 * unit }, pictures, unit),
    };
  }
  if (layout.name === 'tall') {
    const side = content.width;
    const top = content.y + side + 92 * unit;
    const centre = content.x + content.width / 2;
    const line = (x: number, y: number, size: number): Line => ({
      x,
      y,
      size,
      align: 'left',
      room: content.width / 2,
    });
    const middle = (y: number, size: number): Line => ({
      ...line(centre, top + y * unit, size * unit),
      align: 'center',
      room: content.width,
    });
    const counts = top + 236 * unit;
    return {
      plane: { ...content, y: content.y + 84 * unit, height: side },
      heading: line(content.x, content.y + 50 * unit, 48),
      formula: middle(62, 66),
      numbers: middle(150, 56),
      counts: [line(content.x + 30 * unit, counts, 38), line(centre + 40 * unit, counts, 38)],
      ...row(
        { ...content, y: top + 276 * unit, height: content.y + content.height - top - 276 * unit },
        pictures,
        unit,
      ),
    };
  }
  const top = 84 * unit;
  const side = content.height - top;
  const column = content.width - side - 28 * unit;
  const gap = 14 * unit;
  const slot = (side + gap) / pictures;
  const cell = Math.min(column - 76 * unit, slot - gap);
  const middle = (i: number): number => content.y + top + i * slot + (slot - gap) / 2;
  const right = content.x + content.width - cell;
  return {
    plane: { x: content.x, y: content.y + top, width: side, height: side },
    heading: {
      x: content.x,
      y: content.y + 46 * unit,
      size: 42,
      align: 'left',
      room: content.width * 0.33,
    },
    formula: {
      x: content.x + content.width,
      y: content.y + 46 * unit,
      size: 52 * unit,
      align: 'right',
      room: content.width * 0.64,
    },
    strip: Array.from({ length: pictures }, (_, i) => ({
      x: right,
      y: middle(i) - cell / 2,
      width: cell,
      height: cell,
    })),
    names: Array.from({ length: pictures }, (_, i) => ({
      x: right - 14 * unit,
      y: middle(i),
      align: 'right' as const,
    })),
  };
}

/** Pictures side by side, each with its name beneath it, as low in the panel as they go. */
function row(panel: Box, pictures: number, unit: number): Pick<Places, 'strip' | 'names'> {
  const gap = 18 * unit;
  const cell = Math.min((panel.width + gap) / pictures - gap, panel.height - NAME * unit, 260 * unit);
  const pitch = pictures > 1 ? (panel.width - cell) / (pictures - 1) : 0;
  const y = panel.y + panel.height - NAME * unit - cell;
  const x = (i: number): number => panel.x + Math.min(pitch, cell + 3 * gap) * i;
  return {
    strip: Array.from({ length: pictures }, (_, i) => ({ x: x(i), y, width: cell, height: cell })),
    names: Array.from({ length: pictures }, (_, i) => ({
      x: x(i) + cell / 2,
      y: y + cell + 26 * unit,
      align: 'center' as const,
    })),
  };
}
