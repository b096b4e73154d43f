import type { CaptionPage } from '../stage/scene';
import type { TimedWord } from './lexicon';

/**
 * Caption pages from words: at most two lines of 42 characters, 1–7 s, at most 20 characters a second where the voice
 * leaves the time, broken where a reader would pause (the usual subtitling rules, e.g. Netflix's and the BBC's). Pure.
 */

export const LINE_CHARACTERS = 42;
export const PAGE_LINES = 2;
export const PAGE_SECONDS = { least: 1, most: 7 } as const;
export const CHARACTERS_PER_SECOND = 20;

/** A page stays this long after its last word, if nothing else comes. */
const LINGER = 0.4;
/** A shorter gap between two pages would only flicker: the first then stays until the second. */
const FLICKER = 0.6;

/** A sentence that is said, its words in seconds since the scene began. */
export interface TimedSentence {
  readonly words: readonly TimedWord[];
}

interface DraftPage {
  readonly lines: readonly string[];
  start: number;
  end: number;
  /** When its last word ends: it may not vanish before. */
  readonly spokenUntil: number;
}

/**
 * The pages of a scene, in order, none overlapping another, none with words of two sentences.
 * @param sentences in order, not overlapping
 * @param duration of the scene in seconds; no page ends after it
 */
export function captionPages(sentences: readonly TimedSentence[], duration: number): CaptionPage[] {
  const pages = sentences.flatMap(({ words }, i): DraftPage[] => {
    const last = words.at(-1);
    if (!last) return [];
    const next = sentences.slice(i + 1).find((other) => other.words.length > 0)?.words[0]?.start ?? duration;
    return pagesOf(words, Math.max(last.end, next));
  });
  settleEnds(pages, duration);
  lengthenShort(pages);
  return pages.map(({ lines, start, end }) => ({ lines, start, end }));
}

/** Ends: with the next page where that comes soon, otherwise a little after the last word, or when it can have been read. */
function settleEnds(pages: readonly DraftPage[], duration: number): void {
  pages.forEach((page, i) => {
    const limit = pages[i + 1]?.start ?? Math.max(duration, page.spokenUntil);
    const characters = page.lines.join(' ').length;
    const read = page.start + Math.max(PAGE_SECONDS.least, characters / CHARACTERS_PER_SECOND);
    const wanted = Math.max(page.spokenUntil + LINGER, read);
    const end = limit - page.spokenUntil < FLICKER || limit - wanted < FLICKER / 4 ? limit : wanted;
    const most = Math.max(page.spokenUntil, page.start + PAGE_SECONDS.most);
    page.end = Math.min(limit, end, most);
  });
}

/** A page shorter than a second may come before its first word, in the quiet after the page before it. */
function lengthenShort(pages: readonly DraftPage[]): void {
  pages.forEach((page, i) => {
    if (page.end - page.start >= PAGE_SECONDS.least) return;
    const before = pages[i - 1];
    const earliest = before
      ? Math.max(before.spokenUntil, Math.min(before.start + PAGE_SECONDS.least, page.start))
      : Math.max(0, page.start - PAGE_SECONDS.least);
    page.start = Math.min(page.start, Math.max(earliest, page.end - PAGE_SECONDS.least));
    if (before && before.end > page.start) before.end = page.start;
  });
}

/** Cuts one sentence into pages at least cost, over all ways to cut it. */
function pagesOf(words: readonly TimedWord[], limit: number): DraftPage[] {
  const n = words.length;
  const best = new Array<number>(n + 1).fill(Infinity);
  const from = new Array<number>(n + 1).fill(0);
  best[0] = 0;
  for (let end = 1; end <= n; end++)
    for (let begin = end - 1; begin >= 0; begin--) {
      const part = words.slice(begin, end);
      const lines = linesOf(part.map(({ text }) => text));
      if (!lines) break;
      const until = words[end]?.start ?? Math.min(limit, (part.at(-1)?.end ?? 0) + FLICKER);
      const cost =
        (best[begin] ?? Infinity) + pageCost(part, lines, until) + (end < n ? breakCost(words, end) : 0);
      if (cost < (best[end] ?? Infinity)) {
        best[end] = cost;
        from[end] = begin;
      }
    }
  const pages: DraftPage[] = [];
  for (let end = n; end > 0; end = from[end] ?? 0) {
    const part = words.slice(from[end] ?? 0, end);
    pages.unshift({
      lines: linesOf(part.map(({ text }) => text))?.lines ?? [],
      start: part[0]?.start ?? 0,
      end: part.at(-1)?.end ?? 0,
      spokenUntil: part.at(-1)?.end ?? 0,
    });
  }
  return pages;
}

interface Lines {
  readonly lines: readonly string[];
  readonly cost: number;
}

/** The best way to set words on one or two lines; undefined where they do not fit. A single word always fits. */
function linesOf(words: readonly string[]): Lines | undefined {
  const whole = words.join(' ');
  if (whole.length <= LINE_CHARACTERS || words.length === 1) return { lines: [whole], cost: 0 };
  let best: Lines | undefined;
  for (let cut = 1; cut < words.length; cut++) {
    const first = words.slice(0, cut).join(' ');
    const second = words.slice(cut).join(' ');
    if (first.length > LINE_CHARACTERS || second.length > LINE_CHARACTERS) continue;
    // Half a point for a heavier first line: a pyramid reads better than its mirror image.
    const shape = Math.abs(first.length - second.length) / 8 + (first.length > second.length ? 0.5 : 0);
    const cost = shape + wordBreakCost(words[cut - 1] ?? '', words[cut] ?? '');
    if (!best || cost < best.cost) best = { lines: [first, second], cost };
  }
  return best;
}

function pageCost(part: readonly TimedWord[], { lines, cost }: Lines, until: number): number {
  const seconds = Math.max(1e-3, until - (part[0]?.start ?? 0));
  const characters = lines.join(' ').length;
  const short = seconds < PAGE_SECONDS.least ? 20 + 40 * (PAGE_SECONDS.least - seconds) : 0;
  const long = seconds > PAGE_SECONDS.most ? 20 + 20 * (seconds - PAGE_SECONDS.most) : 0;
  const fast = Math.max(0, Math.min(100, characters / seconds - CHARACTERS_PER_SECOND)) * 4;
  // A page of a few letters at the end of a sentence is a widow.
  const thin = characters < 16 ? (16 - characters) / 4 : 0;
  return 3 + cost / 2 + short + long + fast + thin;
}

const breakCost = (words: readonly TimedWord[], at: number): number =>
  wordBreakCost(words[at - 1]?.text ?? '', words[at]?.text ?? '');

const LEADS_ON = new Set(
  (
    'a an the of to in on at by for from with into onto over and or but nor as than that which who whose this these those ' +
    'its their our your his her my is are was were be been not no every each all both one two three if when while so ' +
    'only such very some more most can will would should could must has have had do does we it i they you he she'
  ).split(' '),
);
const STARTS_A_PHRASE = new Set(
  (
    'and or but so because that which who where when while until before after as than then if from to into onto in on at by ' +
    'with without through between for of over under'
  ).split(' '),
);
const SIGN = /^[=+−·×→↦≤≥<>≈/-]+$/;

/** What it costs a reader to have a line or page end between two words; 0 is a natural place. */
function wordBreakCost(before: string, after: string): number {
  if (SIGN.test(before) || SIGN.test(after)) return 12;
  if (/[.;:?!…]["'”’)\]]*$/.test(before) || /^[–—]$/.test(before)) return 0;
  if (/,["'”’)\]]*$/.test(before)) return 0.5;
  if (/^[–—]$/.test(after)) return 8;
  const plain = (word: string): string => word.toLowerCase().replaceAll(/[^a-z]/g, '');
  // A number stays with what it counts.
  if (LEADS_ON.has(plain(before)) || /^[\d.,]*\d$/.test(before)) return 6;
  return STARTS_A_PHRASE.has(plain(after)) ? 1.5 : 3.5;
}
