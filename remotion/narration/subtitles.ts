import type { SceneTimeline } from '../film/timeline';
import type { CaptionPage } from '../stage/scene';

/** SubRip and WebVTT files from caption pages. Pure. */

function clock(seconds: number, separator: string): string {
  const ms = Math.round(seconds * 1000);
  const pad = (value: number, width: number): string => String(value).padStart(width, '0');
  const [hours, minutes, whole] = [
    Math.floor(ms / 3_600_000),
    Math.floor(ms / 60_000) % 60,
    Math.floor(ms / 1000) % 60,
  ];
  return `${pad(hours, 2)}:${pad(minutes, 2)}:${pad(whole, 2)}${separator}${pad(ms % 1000, 3)}`;
}

/** SubRip: numbered from 1, a comma before the milliseconds. */
export const srtOf = (pages: readonly CaptionPage[]): string =>
  pages
    .map(
      ({ lines, start, end }, i) =>
        `${i + 1}\n${clock(start, ',')} --> ${clock(end, ',')}\n${lines.join('\n')}\n`,
    )
    .join('\n');

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** WebVTT (https://www.w3.org/TR/webvtt1/): `&`, `<` and `>` are escaped. */
export const vttOf = (pages: readonly CaptionPage[]): string =>
  `WEBVTT\n\n${pages
    .map(
      ({ lines, start, end }) =>
        `${clock(start, '.')} --> ${clock(end, '.')}\n${lines.map(escaped).join('\n')}\n`,
    )
    .join('\n')}`;

/** The pages of scenes that play one after another; each scene begins at a whole frame. */
export function filmPages(timelines: readonly SceneTimeline[]): CaptionPage[] {
  let offset = 0;
  return timelines.flatMap(({ captions, durationInFrames, fps }) => {
    const begin = offset;
    offset += durationInFrames / fps;
    return captions.map(({ lines, start, end }) => ({ lines, start: start + begin, end: end + begin }));
  });
}

/** The film's subtitle files. */
export function filmCaptions(timelines: readonly SceneTimeline[]): { srt: string; vtt: string } {
  const pages = filmPages(timelines);
  return { srt: srtOf(pages), vtt: vttOf(pages) };
}
