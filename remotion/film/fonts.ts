import greek400 from '@fontsource/inter/files/inter-greek-400-normal.woff2';
import greek500 from '@fontsource/inter/files/inter-greek-500-normal.woff2';
import greek600 from '@fontsource/inter/files/inter-greek-600-normal.woff2';
import latinExt400 from '@fontsource/inter/files/inter-latin-ext-400-normal.woff2';
import latinExt500 from '@fontsource/inter/files/inter-latin-ext-500-normal.woff2';
import latinExt600 from '@fontsource/inter/files/inter-latin-ext-600-normal.woff2';
import latin400 from '@fontsource/inter/files/inter-latin-400-normal.woff2';
import latin500 from '@fontsource/inter/files/inter-latin-500-normal.woff2';
import latin600 from '@fontsource/inter/files/inter-latin-600-normal.woff2';

/** The ranges of `@fontsource/inter/unicode.json`. Where two overlap, the face added last wins: latin. */
const GREEK = 'U+0370-0377,U+037A-037F,U+0384-038A,U+038C,U+038E-03A1,U+03A3-03FF';
const LATIN_EXT =
  'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF';
const LATIN =
  'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD';

const faces = [
  [greek400, '400', GREEK],
  [greek500, '500', GREEK],
  [greek600, '600', GREEK],
  [latinExt400, '400', LATIN_EXT],
  [latinExt500, '500', LATIN_EXT],
  [latinExt600, '600', LATIN_EXT],
  [latin400, '400', LATIN],
  [latin500, '500', LATIN],
  [latin600, '600', LATIN],
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
