import { interpolateRgb } from 'd3-interpolate';
import type { Given } from './scene';

/** What drawing needs to know of a composition: its colours and its measures. */
export type Look = Pick<Given, 'theme' | 'layout'>;

/** The colour between two of the theme's, t in [0, 1]. */
export const between = (a: string, b: string, t: number): string =>
  t <= 0 ? a : t >= 1 ? b : interpolateRgb(a, b)(t);

/** The colour, let through: opacity `alpha` in [0, 1]. */
export const translucent = (color: string, alpha: number): string =>
  interpolateRgb(color, 'transparent')(1 - alpha);
