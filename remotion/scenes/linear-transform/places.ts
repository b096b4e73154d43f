import type { Box, Layout } from '../../stage/layout';

/** Where things stand in this scene, in pixels, for each of the three layouts. */
export interface Places {
  /** What the grid fills: the frame's whole width, down to the captions. */
  readonly region: Box;
  /** Where the plane's middle and its scale are taken from. */
  readonly plane: Box;
  /** Where the matrix's panel may stand; it is as wide as the matrix needs. */
  readonly card: Box;
  /** In the middle of that, or at its left end. */
  readonly centred: boolean;
  /** Pixels of an em of the matrix. */
  readonly size: number;
}

export function placesOf({ name, content, captionBand, width, unit }: Layout): Places {
  const region = { x: 0, y: 0, width, height: captionBand.y - 8 * unit };
  if (name === 'wide') {
    const card = { x: content.x, y: content.y, width: 760 * unit, height: 272 * unit };
    const left = content.width * 0.22;
    return {
      region,
      plane: { ...content, x: content.x + left, width: content.width - left },
      card,
      centred: false,
      size: 76 * unit,
    };
  }
  const tall = name === 'tall';
  const card = {
    x: content.x,
    y: content.y,
    width: (tall ? 972 : 480) * unit,
    height: (tall ? 300 : 200) * unit,
  };
  const top = (tall ? 320 : 150) * unit;
  const aside = tall ? 0 : 0.06 * content.width;
  return {
    region,
    plane: {
      x: content.x + aside,
      y: content.y + top,
      width: content.width - aside,
      height: content.height - top,
    },
    card,
    centred: tall,
    size: (tall ? 88 : 56) * unit,
  };
}
