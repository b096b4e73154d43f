import { missingGlyph } from '../stage/glyphs';
import { SIGNS, SUBSCRIPTS, SUPERSCRIPTS, WORDS } from './lexicon-entries';
import { numberWords, ordinalWords, sizeWords } from './numbers';
import { ScriptError } from './script-error';

/**
 * From what a caption shows to what a voice reads, and the way back for word times. Pure.
 */

export interface SpokenToken {
  /** Without white space; may end in punctuation. */
  readonly text: string;
  /** Index of the caption word it is read for. */
  readonly caption: number;
}

/** A sentence in both its forms. */
export interface Reading {
  readonly captionWords: readonly string[];
  readonly tokens: readonly SpokenToken[];
  /** The tokens joined by spaces: what the voice gets. */
  readonly spoken: string;
}

export interface TimedWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * How a caption's text is read.
 * @param text the caption, without cue marks
 * @param spoken what the voice is to read instead; signs and numbers in it are still spelt out
 */
export function readingOf(text: string, spoken?: string): Reading {
  const captionWords = wordsOf(text);
  const own = spell(captionWords);
  const tokens = spoken === undefined ? own : carryOver(own, spell(wordsOf(spoken)), captionWords.length);
  return { captionWords, tokens, spoken: tokens.map((token) => token.text).join(' ') };
}

const wordsOf = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

function spell(words: readonly string[]): SpokenToken[] {
  const tokens: { text: string; caption: number }[] = [];
  words.forEach((word, caption) => {
    const { before, pieces, after } = spellWord(word);
    const last = tokens.at(-1);
    if (before && last) last.text = withPause(last.text, before);
    for (const text of pieces.flatMap((piece) => piece.split(' '))) if (text) tokens.push({ text, caption });
    const end = tokens.at(-1);
    if (after && end) end.text = withPause(end.text, after);
  });
  return tokens;
}

/** Of two marks of a pause at one place the voice takes one. */
const withPause = (text: string, mark: string): string => (/[.,;:?!]$/.test(text) ? text : text + mark);

const DASH = /^[–—-]+$/;
const OPENING = /^["'“‘«([{]+/;
const CLOSING = /["'”’»)\]}.,;:?!…]+$/;

/** One caption word: its spoken pieces, and pauses before and after. */
function spellWord(word: string): { before: string; pieces: string[]; after: string } {
  if (DASH.test(word)) return { before: ',', pieces: [], after: '' };
  // Abbreviations are known with their points: "e.g." before a comma too.
  const [, abbreviation = word, comma = ''] = /^(.*?)([,;:]?)$/u.exec(word) ?? [];
  const whole = WORDS[abbreviation.toLowerCase()];
  if (whole !== undefined) return { before: '', pieces: [whole], after: comma };
  const unopened = word.replace(OPENING, '');
  const closing = CLOSING.exec(unopened)?.[0] ?? '';
  // "f(x)" loses its bracket here and keeps its "of", which comes from the opening one.
  const core = unopened.slice(0, unopened.length - closing.length).replaceAll(/[‘’]/g, "'");
  const mark = /[?!]/.exec(closing)?.[0] ?? /[.;:,…]/.exec(closing)?.[0] ?? '';
  return { before: '', pieces: piecesOf(core), after: mark === '…' ? ',' : mark };
}

interface Rule {
  readonly pattern: RegExp;
  read(match: RegExpExecArray, before: string): string;
}

const rule = (source: string, read: Rule['read']): Rule => ({ pattern: new RegExp(source, 'uy'), read });
const NUMBER = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?`;
const group = (match: RegExpExecArray, index = 0): string => match[index] ?? '';

/** Tried in order at each place of a word. */
const RULES: readonly Rule[] = [
  rule(String.raw`\d+(?:[-–]\d+){2,}`, (match) => {
    const sizes = group(match).split(/[-–]/);
    return sizes.map(sizeWords).join(sizes.some((size) => size.length > 1) ? ', ' : ' ');
  }),
  rule(String.raw`(\d+)-?[dD](?![\p{L}\d])`, (match) => `${numberWords(group(match, 1))} D`),
  rule(String.raw`(\d+)(?:st|nd|rd|th)(?!\p{L})`, (match) => ordinalWords(group(match, 1))),
  rule(NUMBER, (match) => numberWords(group(match))),
  rule(String.raw`×(?=\d)`, (_, before) => (/\d$/.test(before) ? 'by' : 'times')),
  rule(String.raw`[–](?=\d)`, (_, before) => (/\d$/.test(before) ? 'to' : 'minus')),
  rule(String.raw`-(?=[\d.])`, (_, before) => (/[\p{L}\d]$/u.test(before) ? '' : 'minus')),
  rule(String.raw`ℝ([${SUPERSCRIPTS}]+|ⁿ|ᵐ)`, (match) => `R ${raised(group(match, 1))}`),
  rule(`[${SUBSCRIPTS}]+`, (match) => numberWords(plain(group(match), SUBSCRIPTS))),
  rule('⁻¹', () => 'inverse'),
  rule(String.raw`[A-Za-z]+(?:'[A-Za-z]+)*`, (match) => letters(group(match))),
  rule(String.raw`\(`, (_, before) => (/\p{L}$/u.test(before) ? 'of' : '')),
  rule(String.raw`,`, () => ','),
  rule(String.raw`[—–]`, () => ','),
  rule(String.raw`[\-\u2011\u00ad)\[\]{}"“”«»]`, () => ''),
  rule(String.raw`/(?=\p{L}{2})`, (_, before) => (/\p{L}{2}$/u.test(before) ? '' : 'over')),
];

const plain = (small: string, alphabet: string): string =>
  [...small].map((figure) => String(alphabet.indexOf(figure))).join('');
const raised = (small: string): string =>
  small === 'ⁿ' ? 'n' : small === 'ᵐ' ? 'm' : numberWords(plain(small, SUPERSCRIPTS));

function letters(word: string): string {
  const lower = word.toLowerCase();
  const known = WORDS[lower];
  if (known !== undefined) return known;
  const possessive = lower.endsWith("'s") ? WORDS[lower.slice(0, -2)] : undefined;
  if (possessive !== undefined) return `${possessive}'s`;
  return /^[A-Z]{2,5}$/.test(word) ? [...word].join(' ') : word;
}

/** The core of a word, cut by the rules; what no rule and no sign knows stays as it is, for the lint to name. */
function piecesOf(core: string): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < core.length;) {
    const before = core.slice(0, at);
    let read: string | undefined;
    let length = 0;
    for (const { pattern, read: say } of RULES) {
      pattern.lastIndex = at;
      const match = pattern.exec(core);
      if (!match) continue;
      read = say(match, before);
      length = group(match).length;
      break;
    }
    if (read === undefined) {
      const sign = String.fromCodePoint(core.codePointAt(at) ?? 0);
      read = SIGNS[sign] ?? sign;
      length = sign.length;
    }
    if (read === ',') {
      const last = pieces.pop();
      if (last !== undefined) pieces.push(withPause(last, ','));
    } else if (read !== '') pieces.push(read);
    at += length;
  }
  return pieces;
}

const bare = (text: string): string => text.toLowerCase().replaceAll(/[^a-z']/g, '');

/**
 * Gives the words of a text written by hand to the caption's words: equal words are anchors (longest common
 * subsequence), and what lies between two anchors is shared out in order.
 */
function carryOver(
  own: readonly SpokenToken[],
  other: readonly SpokenToken[],
  captions: number,
): SpokenToken[] {
  const anchors = commonWords(
    own.map(({ text }) => bare(text)),
    other.map(({ text }) => bare(text)),
  );
  const result: SpokenToken[] = [];
  let ownFrom = 0;
  let otherFrom = 0;
  for (const [ownAt, otherAt] of [...anchors, [own.length, other.length] as const]) {
    const free = new Set(own.slice(ownFrom, ownAt).map(({ caption }) => caption));
    // A caption word that has an anchor already still takes its neighbours where nothing else is free.
    const fallback = result.at(-1)?.caption ?? own[ownAt]?.caption ?? Math.max(0, captions - 1);
    const between = other.slice(otherFrom, otherAt);
    const places = [...free];
    between.forEach(({ text }, k) => {
      const place = places[Math.floor((k * places.length) / between.length)] ?? fallback;
      result.push({ text, caption: place });
    });
    const anchor = own[ownAt];
    const spoken = other[otherAt];
    if (anchor && spoken) result.push({ text: spoken.text, caption: anchor.caption });
    ownFrom = ownAt + 1;
    otherFrom = otherAt + 1;
  }
  return result;
}

/** Pairs of indices of a longest common subsequence. */
function commonWords(a: readonly string[], b: readonly string[]): (readonly [number, number])[] {
  const width = b.length + 1;
  const length = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number): number => length[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      length[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return pairs;
}

/**
 * The times of the caption's words from those of the spoken ones.
 * @param times one a spoken token, in order
 * @returns one a caption word; a word that is not read (a dash) has no length and lies where the next begins
 */
export function captionTimes({ captionWords, tokens }: Reading, times: readonly TimedWord[]): TimedWord[] {
  const found = captionWords.map((text, caption) => {
    const own = times.filter((_, i) => tokens[i]?.caption === caption);
    const start = own[0]?.start;
    return start === undefined ? { text } : { text, start, end: own.at(-1)?.end ?? start };
  });
  const end = times.at(-1)?.end ?? 0;
  return found.map((word, i) => {
    if (word.start !== undefined) return word;
    const next = found.slice(i + 1).find((other) => other.start !== undefined)?.start ?? end;
    return { text: word.text, start: next, end: next };
  });
}

const SPEAKABLE = /^[A-Za-z .,;:?!']$/;

/**
 * Refuses what the voice would drop without a word.
 * @param where names the sentence for the message: `scene "tanh-squish", sentence 3`
 * @throws ScriptError naming the sentence and the first character that cannot be read
 */
export function lint(reading: Reading, where: string): void {
  const dropped = [...reading.spoken].find((character) => !SPEAKABLE.test(character));
  if (dropped !== undefined) {
    const code = (dropped.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    throw new ScriptError(
      `${where}: the voice cannot read "${dropped}" (U+${code}) in "${reading.captionWords.join(' ')}"; ` +
        'letters a–z, numbers and the signs of remotion/narration/lexicon-entries.ts are allowed, or give the sentence a "spoken" text',
    );
  }
  if (!/[A-Za-z]/.test(reading.spoken))
    throw new ScriptError(
      `${where}: "${reading.captionWords.join(' ')}" has no word to read; at least one is needed`,
    );
}

/**
 * A caption may hold only what the bundled font can show; anything else would come from a font of this machine.
 * @throws ScriptError naming the sentence and the character
 */
export function lintCaption({ captionWords }: Reading, where: string): void {
  const caption = captionWords.join(' ');
  const missing = missingGlyph(caption);
  if (missing !== undefined)
    throw new ScriptError(
      `${where}: the film's font has no "${missing}" for the caption "${caption}"; write it in words, or as a formula`,
    );
}
