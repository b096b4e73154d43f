/** Colours and type as data. The only file of the stage where a colour literal may stand. */

export interface Theme {
  readonly name: string;
  readonly background: string;
  /** A little lighter than the background: panels, the caption band's backing where it needs one. */
  readonly surface: string;
  /** Text and formulas. */
  readonly ink: string;
  /** Secondary text, axis labels; still WCAG AA on the background. */
  readonly muted: string;
  readonly grid: string;
  readonly gridStrong: string;
  /** Major grid lines with x fixed, and with y fixed: two hues, so that one sees which line went where. */
  readonly families: readonly [string, string];
  readonly axis: string;
  /** The border of the input square and of a function's range box. */
  readonly border: string;
  /** What is being spoken of right now. */
  readonly accent: string;
  /** Two classes, blue and orange-red. */
  readonly classes: readonly [string, string];
  /** Weights below and above zero; not the classes' colours, so that a weight is not taken for a class. */
  readonly signs: readonly [negative: string, positive: string];
  /** Ten digits; never the only means of telling them apart. */
  readonly digits: readonly string[];
  /** Terms of a layer where they light up: the matrix, the bias, the activation. */
  readonly terms: { readonly matrix: string; readonly bias: string; readonly activation: string };
  readonly font: string;
}

export const night: Theme = {
  name: 'night',
  background: '#0e1420',
  surface: '#172033',
  ink: '#eef2f8',
  muted: '#9fb0c8',
  grid: '#2b3a55',
  gridStrong: '#486189',
  families: ['#3aa6b0', '#8f7ae5'],
  axis: '#8497b5',
  border: '#e9c46a',
  accent: '#ffd166',
  classes: ['#58a6ff', '#ff7847'],
  signs: ['#d98be0', '#5fd0b0'],
  digits: [
    '#4e9bff',
    '#ff8f4c',
    '#58c98b',
    '#ff6b81',
    '#b794f6',
    '#c9a27c',
    '#f49ac1',
    '#a9b7c6',
    '#d8c84a',
    '#4fd0e0',
  ],
  terms: { matrix: '#6fd3ff', bias: '#8fe3a1', activation: '#ffb3c7' },
  font: 'Inter',
};

export const themes: Readonly<Record<string, Theme>> = { night };
