/**
 * Whether a text is a finite number: decimal, with a point and an exponent where wanted. `Number` takes "", "0x1f" and
 * "Infinity", too.
 */
export const isDecimal = (text: string): boolean =>
  /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) && Number.isFinite(Number(text));
