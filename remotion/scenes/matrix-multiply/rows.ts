import { span, window } from '../../motion/span';
import type { Moment } from '../../stage/scene';

/** Seconds after a row's cue: its working is written, and the sum goes up into the result. */
export const WORKING = {
  first: { from: 0.4, to: 1.3, leaves: 1.6, arrives: 2.7 },
  second: { from: 0.2, to: 1.1, leaves: 1.3, arrives: 2.4 },
};

/** Their cues. */
export const ROWS = ['first', 'second'] as const;

/** How far a row's sum has come from its working into the result, 0 … 1, not eased: its way has two legs. */
export const arrived = ({ time, cue }: Moment, row: 0 | 1): number => {
  const { leaves, arrives } = WORKING[ROWS[row]];
  return span(cue(ROWS[row]) + leaves, cue(ROWS[row]) + arrives, time, (t) => t);
};

/** How much a row is spoken of, 0 … 1. */
export const litRow = ({ time, cue }: Moment, row: 0 | 1): number =>
  row === 0
    ? window(cue('first') - 0.1, cue('second') + 0.1, time, 0.5)
    : window(cue('second') - 0.1, cue('product') - 0.1, time, 0.5);
