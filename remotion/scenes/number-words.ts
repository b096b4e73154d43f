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

/** Which one, in words; “number 13” beyond twelve. */
export const ordinal = (n: number): string => ORDINALS[n] ?? `number ${n}`;
