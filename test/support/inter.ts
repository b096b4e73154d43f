import { createRequire } from 'node:module';
import { openSync, type Font } from 'fontkit';

/** How wide the film's own font sets a text: Node has no canvas to ask. */

const require = createRequire(import.meta.url);
const WEIGHTS = ['400', '500', '600'] as const;
const SUBSETS = ['latin', 'latin-ext', 'greek'] as const;

const fonts = new Map<string, Font>();
function fontOf(weight: string, subset: (typeof SUBSETS)[number]): Font {
  const name = `@fontsource/inter/files/inter-${subset}-${weight}-normal.woff2`;
  let font = fonts.get(name);
  if (!font) {
    const opened = openSync(require.resolve(name));
    if (!('layout' in opened)) throw new Error(`${name} is a collection of fonts`);
    fonts.set(name, (font = opened));
  }
  return font;
}

const widths = new Map<string, number>();

/** Width of a line of text in em, kerning included. */
export function interWidth(text: string, weight: string): number {
  if (!WEIGHTS.some((known) => known === weight))
    throw new RangeError(`Inter is not bundled in weight ${weight}`);
  const key = `${weight} ${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    const subset = SUBSETS.find((name) =>
      [...text].every((char) => fontOf(weight, name).hasGlyphForCodePoint(char.codePointAt(0)!)),
    );
    const font = fontOf(weight, subset ?? 'latin');
    widths.set(key, (width = font.layout(text).advanceWidth / font.unitsPerEm));
  }
  return width;
}
