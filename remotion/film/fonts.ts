import greek400 from '@fontsource/inter/files/inter-greek-400-normal.woff2';
import greek500 from '@fontsource/inter/files/inter-greek-500-normal.woff2';
import greek600 from '@fontsource/inter/files/inter-greek-600-normal.woff2';
import latinExt400 from '@fontsource/inter/files/inter-latin-ext-400-normal.woff2';
import latinExt500 from '@fontsource/inter/files/inter-latin-ext-500-normal.woff2';
import latinExt600 from '@fontsource/inter/files/inter-latin-ext-600-normal.woff2';
import latin400 from '@fontsource/inter/files/inter-latin-400-normal.woff2';
import latin500 from '@fontsource/inter/files/inter-latin-500-normal.woff2';
import latin600 from '@fontsource/inter/files/inter-latin-600-normal.woff2';
import { fontRanges } from '../stage/glyphs';

/** Where two ranges overlap, the face added last wins: latin. */
const faces = [
  [greek400, '400', fontRanges.greek],
  [greek500, '500', fontRanges.greek],
  [greek600, '600', fontRanges.greek],
  [latinExt400, '400', fontRanges.latinExt],
  [latinExt500, '500', fontRanges.latinExt],
  [latinExt600, '600', fontRanges.latinExt],
  [latin400, '400', fontRanges.latin],
  [latin500, '500', fontRanges.latin],
  [latin600, '600', fontRanges.latin],
] as const;

let loading: Promise<void> | undefined;

/** Loads the bundled Inter into the page; nothing may be drawn before. No system font and no network is asked. */
export function loadFonts(): Promise<void> {
  loading ??= Promise.all(
    faces.map(([url, weight, unicodeRange]) =>
      new FontFace('Inter', `url("${url}") format("woff2")`, { weight, unicodeRange }).load(),
    ),
  ).then(async (loaded) => {
    for (const face of loaded) document.fonts.add(face);
    await document.fonts.ready;
  });
  return loading;
}
