import type { Box, Layout } from '../../stage/layout';

export interface Places {
  /** All of the frame, down to the captions: grid, line and sides go to its edges. */
  readonly region: Box;
  /** Where the plane's middle and its scale are taken from. */
  readonly plane: Box;
  /** What the straight line gets right, and what the winding one does. */
  readonly cards: readonly [line: Box, boundary: Box];
}

export function placesOf(layout: Layout): Places {
  const { content, captionBand, width, unit } = layout;
  const bottom = captionBand.y - 8 * unit;
  const region = { x: 0, y: 0, width, height: bottom };
  if (layout.name === 'wide') {
    const size = { width: 420 * unit, height: 236 * unit };
    const y = content.y + content.height / 2 - size.height / 2;
    return {
      region,
      plane: content,
      cards: [
        { ...size, x: content.x, y },
        { ...size, x: content.x + content.width - size.width, y },
      ],
    };
  }
  const tall = layout.name === 'tall';
  const gap = 24 * unit;
  const card = { width: (content.width - gap) / 2, height: (tall ? 236 : 150) * unit, y: content.y };
  const top = content.y + card.height + gap;
  return {
    region,
    plane: { x: 0, y: top, width, height: bottom - top },
    cards: [
      { ...card, x: content.x },
      { ...card, x: content.x + card.width + gap },
    ],
  };
}
