/** Numbers as they are spoken. Pure. */

const SMALL = (
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen ' +
  'seventeen eighteen nineteen'
).split(' ');
const TENS = '_ _ twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const SCALES = ['', ' thousand', ' million', ' billion', ' trillion'];

const wordOf = (list: readonly string[], index: number): string => list[index] ?? '';

function belowHundred(n: number): string {
  if (n < 20) return wordOf(SMALL, n);
  const ones = n % 10;
  return wordOf(TENS, Math.floor(n / 10)) + (ones === 0 ? '' : ` ${wordOf(SMALL, ones)}`);
}

function belowThousand(n: number): string {
  const hundreds = Math.floor(n / 100);
  const rest = n % 100;
  if (hundreds === 0) return belowHundred(rest);
  return `${wordOf(SMALL, hundreds)} hundred${rest === 0 ? '' : ` ${belowHundred(rest)}`}`;
}

const digits = (text: string): string => [...text].map((digit) => wordOf(SMALL, Number(digit))).join(' ');

/**
 * Words for a number as it is written: `10,000`, `96.4`, `007`.
 * @param text digits with an optional point and optional commas at thousands; up to 15 digits before the point, more are spelt
 */
export function numberWords(text: string): string {
  const [whole = '', fraction] = text.replaceAll(',', '').split('.');
  const decimals = fraction === undefined ? '' : ` point ${digits(fraction)}`;
  if (whole.length > 15 || (whole.length > 1 && whole.startsWith('0'))) return digits(whole) + decimals;
  let rest = Number(whole);
  if (rest === 0) return `zero${decimals}`;
  const groups: string[] = [];
  for (let scale = 0; rest > 0; scale++, rest = Math.floor(rest / 1000)) {
    const group = rest % 1000;
    if (group > 0) groups.unshift(belowThousand(group) + wordOf(SCALES, scale));
  }
  return groups.join(' ') + decimals;
}

/** Sizes of layers are read short: 784 is "seven eighty four", 128 "one twenty eight", 200 "two hundred". */
export function sizeWords(text: string): string {
  const n = Number(text);
  if (!/^[1-9]\d\d$/.test(text) || n % 100 < 10) return numberWords(text);
  return `${wordOf(SMALL, Math.floor(n / 100))} ${belowHundred(n % 100)}`;
}

const IRREGULAR: Readonly<Record<string, string>> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
};

/** `3` → "third", `21` → "twenty first". */
export function ordinalWords(text: string): string {
  const words = numberWords(text).split(' ');
  const last = words.pop() ?? '';
  const ordinal = IRREGULAR[last] ?? (last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`);
  return [...words, ordinal].join(' ');
}
