import { formatPercent } from '../stage/number';

const CARDINALS = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];
const ORDINALS = [
  'zeroth',
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
  'eleventh',
  'twelfth',
];

/** A small count in words; digits beyond twelve. */
export const cardinal = (n: number): string => CARDINALS[n] ?? String(n);

/** So many of something: “1 number”, “784 numbers”, “2,000 dots”. */
export const counted = (n: number, what: string): string =>
  `${n.toLocaleString('en-GB')} ${n === 1 ? what : `${what}s`}`;

/** A share as it is spoken of: 0.934 → “93 percent”. Rounds down, so that only all is 100 percent. */
export const percent = (share: number, decimals = 0): string =>
  formatPercent(share, decimals).replace(' %', ' percent');

/** Which one, in words; “number 13” beyond twelve. */
export const ordinal = (n: number): string => ORDINALS[n] ?? `number ${n}`;
