import type { Box, Layout } from '../../stage/layout';

/** Where the parts of the scene stand in each layout. Pixels. */
export interface Places {
  /** The layers as a strip, its name above it. */
  readonly strip: Box;
  /** Three measures: variance kept, epoch, accuracy. */
  readonly rows: readonly [Box, Box, Box];
  /** The classes' names in their colours, one row or more, at its bottom. */
  readonly legend: Box;
  /** The cloud in its box. */
  readonly view: Box;
}

const three = (make: (i: number) => Box): [Box, Box, Box] => [make(0), make(1), make(2)];

export function placesOf({ content, unit, name }: Layout): Places {
  const gap = 36 * unit;
  if (name === 'wide') {
    const width = content.width * 0.24;
    const strip = { ...content, width, height: 300 * unit };
    const step = 132 * unit;
    const top = strip.y + strip.height + 34 * unit;
    const below = top + 3 * step - 10 * unit;
    return {
      strip,
      legend: { ...content, y: below, width, height: content.y + content.height - below },
      rows: three((i) => ({ x: content.x, y: top + i * step, width: width * 0.9, height: 110 * unit })),
      view: { ...content, x: content.x + width + gap, width: content.width - width - gap },
    };
  }
  const rowHeight = 110 * unit;
  const legendHeight = 96 * unit;
  if (name === 'tall') {
    const strip = { x: content.x, y: content.y + 20 * unit, width: content.width, height: 270 * unit };
    const top = content.y + content.height - rowHeight - 30 * unit;
    const legend = { ...content, y: top - 46 * unit - legendHeight, height: legendHeight };
    const width = (content.width - 2 * gap) / 3;
    return {
      strip,
      legend,
      rows: three((i) => ({ x: content.x + i * (width + gap), y: top, width, height: rowHeight })),
      view: {
        ...content,
        y: strip.y + strip.height + gap,
        height: legend.y - gap - (strip.y + strip.height + gap),
      },
    };
  }
  const strip = { ...content, width: content.width * 0.34, height: 176 * unit };
  const left = strip.x + strip.width + gap;
  const width = (content.x + content.width - left - 2 * gap) / 3;
  const legend = { ...content, y: content.y + content.height - 44 * unit, height: 44 * unit };
  return {
    strip,
    legend,
    rows: three((i) => ({ x: left + i * (width + gap), y: content.y + 4 * unit, width, height: rowHeight })),
    view: {
      ...content,
      y: content.y + strip.height + 12 * unit,
      height: legend.y - (content.y + strip.height + 20 * unit),
    },
  };
}
