/**
 * Word times from phones: the phones of a spoken sentence, with times, against the phones each of its words has
 * when spoken alone. Words sound different in a sentence (the → "dh ax" or "dh iy"), so this is an alignment of
 * least cost and not a comparison.
 */

/** A speech sound of a sentence; seconds. */
export interface Phone {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Silence in flite's phone set. */
export const PAUSE = 'pau';

const VOWELS = new Set(
  ['aa', 'ae', 'ah', 'ao', 'aw', 'ax', 'ay', 'eh', 'er', 'ey', 'ih', 'iy', 'ow', 'oy', 'uh', 'uw'], // of CMU's set
);

const GAP = 0.7;
/** A vowel that is reduced or a consonant that is voiced is cheaper than a gap on both sides; a vowel for a consonant is not. */
const substitution = (a: string, b: string): number =>
  a === b ? 0 : VOWELS.has(a) === VOWELS.has(b) ? 0.9 : 1.6;

/**
 * For each of `b`, the index in `a` it is matched with, or −1: the alignment of least cost
 * (Needleman & Wunsch 1970). Indices that are not −1 increase.
 */
export function alignPhones(a: readonly string[], b: readonly string[]): number[] {
  const width = b.length + 1;
  const cost = new Float64Array((a.length + 1) * width);
  const at = (i: number, j: number): number => cost[i * width + j] ?? Infinity;
  for (let i = 0; i <= a.length; i++)
    for (let j = 0; j <= b.length; j++) {
      if (i === 0 || j === 0) cost[i * width + j] = (i + j) * GAP;
      else
        cost[i * width + j] = Math.min(
          at(i - 1, j - 1) + substitution(a[i - 1] ?? '', b[j - 1] ?? ''),
          at(i - 1, j) + GAP,
          at(i, j - 1) + GAP,
        );
    }
  const matched = new Array<number>(b.length).fill(-1);
  let i = a.length;
  let j = b.length;
  while (i > 0 && j > 0) {
    const here = at(i, j);
    if (Math.abs(here - at(i - 1, j - 1) - substitution(a[i - 1] ?? '', b[j - 1] ?? '')) < 1e-9) {
      matched[--j] = --i;
    } else if (Math.abs(here - at(i - 1, j) - GAP) < 1e-9) i--;
    else j--;
  }
  return matched;
}

/**
 * When each word is spoken.
 * @param phones the sentence's phones in order, pauses among them
 * @param words for each word, its phones when spoken alone (pauses are ignored)
 * @returns one span a word, in order, not overlapping, inside the sentence. A word of which no phone was found has
 *   an empty span where it would be.
 */
export function alignWords(phones: readonly Phone[], words: readonly (readonly string[])[]): Span[] {
  const owners = words.flatMap((names, word) => names.filter((n) => n !== PAUSE).map(() => word));
  const names = words.flatMap((list) => list.filter((n) => n !== PAUSE));
  const spoken = phones.flatMap((phone, place) => (phone.name === PAUSE ? [] : [{ phone, place }]));
  const matched = alignPhones(
    names,
    spoken.map(({ phone }) => phone.name),
  );
  const ownerOf = matched.map((index) => (index < 0 ? -1 : (owners[index] ?? -1)));
  fillUnowned(
    ownerOf,
    spoken.map(({ place }) => place),
  );

  const spans = words.map((): { start: number; end: number } | undefined => undefined);
  spoken.forEach(({ phone }, j) => {
    const word = ownerOf[j] ?? -1;
    const span = spans[word];
    if (word < 0) return;
    if (span) span.end = phone.end;
    else spans[word] = { start: phone.start, end: phone.end };
  });
  let last = spoken[0]?.phone.start ?? 0;
  return spans.map((span) => {
    const found = span ?? { start: last, end: last };
    last = found.end;
    return found;
  });
}

/** Gives a phone without a word to the word before it; across a pause, or at the start, to the word after it. */
function fillUnowned(ownerOf: number[], places: readonly number[]): void {
  for (let j = 0; j < ownerOf.length; j++) {
    const adjacent = j > 0 && (places[j] ?? 0) === (places[j - 1] ?? 0) + 1;
    if (ownerOf[j] === -1 && adjacent) ownerOf[j] = ownerOf[j - 1] ?? -1;
  }
  for (let j = ownerOf.length - 1; j >= 0; j--)
    if (ownerOf[j] === -1)
      ownerOf[j] = ownerOf[j + 1] ?? ownerOf.findLast((owner, k) => k < j && owner >= 0) ?? -1;
}
