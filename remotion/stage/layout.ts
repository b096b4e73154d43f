/** Where things may stand in a frame, in pixels. A layout is computed from the size; scenes never crop. */

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Layout {
  readonly name: 'wide' | 'tall' | 'square';
  readonly width: number;
  readonly height: number;
  /** One 1080th of the frame's short side: sizes are given in units, so they scale with the frame. */
  readonly unit: number;
  /** The frame less 5 % margins. */
  readonly safe: Box;
  /** The bottom band, for captions and nothing else. */
  readonly captionBand: Box;
  /** The safe area above the caption band: what a scene may draw in. */
  readonly content: Box;
}

export function layoutOf(width: number, height: number): Layout {
  const unit = Math.min(width, height) / 1080;
  const aspect = width / height;
  const name = aspect > 1.2 ? 'wide' : aspect < 0.85 ? 'tall' : 'square';
  const safe = { x: width * 0.05, y: height * 0.05, width: width * 0.9, height: height * 0.9 };
  const bandHeight = 124 * unit;
  const bottom = safe.y + safe.height;
  const captionBand = { x: safe.x, y: bottom - bandHeight, width: safe.width, height: bandHeight };
  const content = { ...safe, height: captionBand.y - 16 * unit - safe.y };
  return { name, width, height, unit, safe, captionBand, content };
}

const COLUMNS = 12;

/** The part of a box from column `from` (0 … 11) that spans `span` of its twelve columns. */
export const columns = (box: Box, from: number, span: number): Box => ({
  ...box,
  x: box.x + (box.width * from) / COLUMNS,
  width: (box.width * span) / COLUMNS,
});
