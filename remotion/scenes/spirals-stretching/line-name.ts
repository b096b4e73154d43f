export type Sign = 'plus' | 'minus';

export const signOf = (value: number): Sign => (value < 0 ? 'minus' : 'plus');

/** Name of the formula in which the last layer's line w₀x + w₁y + b = 0 is written, by the signs of its numbers. */
export const lineName = (w0: Sign, w1: Sign, b: Sign): string => `line-${w0}-${w1}-${b}`;
