import { span } from '../motion/span';
import type { Context2D, Moment } from './scene';
import { drawText } from './text';

const SIZE = 38;
const LINE = 50;
const FADE = 0.12;

/** The caption page of this moment in its band. Pages that follow on each other directly do not fade between. */
export function drawCaption(context: Context2D, { time, given }: Moment): void {
  const { captions, layout, theme } = given;
  const index = captions.findIndex(({ start, end }) => time >= start && time < end);
  const page = captions[index];
  if (!page) return;
  const joins = (a: number | undefined, b: number | undefined): boolean =>
    a !== undefined && b !== undefined && Math.abs(a - b) < 0.25;
  const rise = joins(captions[index - 1]?.end, page.start) ? 1 : span(page.start, page.start + FADE, time);
  const fall = joins(page.end, captions[index + 1]?.start) ? 1 : 1 - span(page.end - FADE, page.end, time);
  const { captionBand: band, unit } = layout;
  const middle = band.y + band.height / 2 - ((page.lines.length - 1) * LINE * unit) / 2;
  page.lines.forEach((line, i) =>
    drawText(context, given, line, band.x + band.width / 2, middle + i * LINE * unit, {
      size: SIZE,
      weight: 500,
      color: theme.ink,
      align: 'center',
      baseline: 'middle',
      alpha: Math.min(rise, fall),
    }),
  );
}
