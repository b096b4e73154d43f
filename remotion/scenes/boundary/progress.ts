import { span, window } from '../../motion/span';
import { faded } from '../../stage/path';
import type { Context2D } from '../../stage/scene';
import { drawLossCurve } from '../loss-curve';
import { drawRunStats } from '../run-stats';
import type { Told } from './story';

/** Epoch, loss and accuracy, and the loss as a curve that draws itself; gone when the look goes to the layers. */
export function drawProgress(context: Context2D, { given, time, cue, story, state }: Told): void {
  const { places, curve } = story;
  const shown = span(cue('train') - 0.2, cue('train') + 0.4, time);
  faded(context, shown * (1 - span(cue('but') - 0.2, cue('but') + 0.5, time)), () => {
    drawRunStats(context, given, places.stats, state, {
      rolling: state.progress < 1 ? 1 : 0,
      lit: window(cue('done') - 0.1, cue('but'), time, 0.5),
    });
    drawLossCurve(context, given, curve, state.epoch, {
      axes: span(cue('train') - 0.3, cue('train') + 0.6, time),
      ticks: span(cue('train'), cue('train') + 0.7, time),
      lit: window(cue('loss') - 0.1, cue('wind') + 0.6, time, 0.5),
    });
  });
}
