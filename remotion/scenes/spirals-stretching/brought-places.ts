import type { Box, Layout } from '../../stage/layout';

/** Where things stand when only points are known. Pixels. */
export interface BroughtPlaces {
  readonly plane: Box;
  /** Left end of the heading's baseline. */
  readonly heading: { readonly x: number; readonly y: number };
  /** Left ends of the baselines of what is counted: the epoch, and how wide the window is. */
  readonly stats: readonly [
    { readonly x: number; readonly y: number },
    { readonly x: number; readonly y: number },
  ];
  readonly legend: Box;
  readonly legendColumns: number;
  /** A small picture of each space. */
  readonly strip: readonly Box[];
}

/** As many squares as large as they can be in a box, in rows from its lower left. */
function squares({ x, y, width, height }: Box, count: number, gap: number): Box[] {
  let best = { side: 0, columns: 1 };
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const side = Math.min((width - (columns - 1) * gap) / columns, (height - (rows - 1) * gap) / rows);
    if (side > best.side) best = { side, columns };
  }
  const { side, columns } = best;
  const rows = Math.ceil(count / columns);
  return Array.from({ length: count }, (_, i) => ({
    x: x + (i % columns) * (side + gap),
    y: y + height - (rows - Math.floor(i / columns)) * (side + gap) + gap,
    width: side,
    height: side,
  }));
}

export function broughtPlaces(
  { content, unit, name }: Layout,
  spaces: number,
  classes: number,
): BroughtPlaces {
  const gap = 18 * unit;
  const bottom = content.y + content.height;
  if (name === 'wide') {
    const side = content.height;
    const x = content.x + side + 90 * unit;
    const width = content.x + content.width - x;
    const top = content.y + 330 * unit;
    const columns = classes > 4 ? 2 : 1;
    const rows = Math.ceil(classes / columns);
    const stripTop = top + (rows * 52 + 40) * unit;
    return {
      plane: { ...content, width: side },
      heading: { x, y: content.y + 52 * unit },
      stats: [
        { x, y: content.y + 140 * unit },
        { x: x + width / 2, y: content.y + 140 * unit },
      ],
      legend: { x, y: top - 20 * unit, width, height: rows * 52 * unit },
      legendColumns: columns,
      strip: squares({ x, y: stripTop, width, height: bottom - stripTop }, spaces, gap),
    };
  }
  if (name === 'tall') {
    const plane = { ...content, y: content.y + 90 * unit, height: content.width };
    const top = plane.y + plane.height + 40 * unit;
    const columns = Math.min(classes, 4);
    const rows = Math.ceil(classes / columns);
    const legend = { ...content, y: top + 110 * unit, height: rows * 52 * unit };
    const stripTop = legend.y + legend.height + 24 * unit;
    return {
      plane,
      heading: { x: content.x, y: content.y + 52 * unit },
      stats: [
        { x: content.x, y: top + 10 * unit },
        { x: content.x + content.width / 2, y: top + 10 * unit },
      ],
      legend,
      legendColumns: columns,
      strip: squares({ ...content, y: stripTop, height: bottom - stripTop }, spaces, gap),
    };
  }
  const top = 110 * unit;
  const side = content.height - top;
  const x = content.x + side + 44 * unit;
  const width = content.x + content.width - x;
  const stripTop = content.y + top + (classes * 44 + 30) * unit;
  return {
    plane: { x: content.x, y: content.y + top, width: side, height: side },
    heading: { x: content.x, y: content.y + 56 * unit },
    stats: [
      { x: content.x + 0.46 * content.width, y: content.y + 24 * unit },
      { x: content.x + 0.7 * content.width, y: content.y + 24 * unit },
    ],
    legend: { x, y: content.y + top, width, height: classes * 44 * unit },
    legendColumns: 1,
    strip: squares({ x, y: stripTop, width, height: bottom - stripTop }, spaces, gap),
  };
}
