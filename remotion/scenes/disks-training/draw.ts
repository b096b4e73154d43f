import { span, window } from '../../motion/span';
import { drawCurtain } from '../../stage/curtain';
import { faded } from '../../stage/path';
import type { Context2D, Moment } from '../../stage/scene';
import { drawLossCurve } from '../loss-curve';
import { drawRunStats } from '../run-stats';
import { drawPanels } from './panels';
import { learningAt, stateAt, storyOf, type Told } from './story';
import { drawCircles, drawWay, drawWrong } from './why';

export function draw(context: Context2D, moment: Moment): void {
  const story = storyOf(moment.given);
  const told: Told = { ...moment, story, state: stateAt(story, moment) };
  drawProgress(context, told);
  drawPanels(context, told, (k, panel) => {
    drawCircles(context, told, k, panel);
    drawWrong(context, told, k, panel);
  });
  drawWay(context, told);
  drawCurtain(context, moment);
}

/** The loss and what is counted, as long as it learns. */
function drawProgress(context: Context2D, told: Told): void {
  const { given, time, cue, story, state } = told;
  const from = cue('train') - 0.9;
  faded(context, span(from, from + 0.7, time) * span(0.3, 1, learningAt(told)), () => {
    drawRunStats(context, given, story.places.stats, state, {
      rolling: state.progress > 0 && state.progress < 1 && state.progress !== story.clearest ? 1 : 0,
      lit: span(cue('never') - 0.1, cue('never') + 0.4, time),
    });
    drawLossCurve(context, given, story.curve, state.epoch, {
      axes: span(from, from + 0.9, time),
      ticks: span(from + 0.2, from + 0.9, time),
      lit: window(cue('loss') - 0.1, cue('never') + 0.6, time, 0.5),
      playhead: true,
    });
  });
}
