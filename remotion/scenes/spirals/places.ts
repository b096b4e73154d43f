import type { Box, Layout } from '../../stage/layout';

export interface Places {
  /** The whole width of the frame, from under the cards down to the captions: grid, line and sides go to its edges. */
  readonly region: Box;
  /** Where the plane's middle and its scale are taken from. */
  readonly plane: Box;
  /** What the straight line gets right, and what the winding one does. */
  readonly cards: readonly [line: Box, boundary: Box];
}

export function placesOf(layout: Layout): Places {
  const { content, captionBand, width, unit } = layout;
  const bottom = captionBand.y - 8 * unit;
  if (layout.name === 'wide') {
    const size = { width: 420 * unit, height: 236 * unit };
    const y = content.y + content.height / 2 - size.height / 2;
    return {
      region: { x: 0, y: 0, width, height: bottom },
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
  const region = { x: 0, y: top, width, height: bottom - top };
  return {
    region,
    plane: region,
    cards: [
      { ...card, x: content.x },
      { ...card, x: content.x + card.width + gap },
    ],
  };
}
