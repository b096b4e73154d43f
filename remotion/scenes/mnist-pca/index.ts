import type { DrawnScene } from '../../stage/scene';
import { idAbout, OTHERS, type ExperimentScene } from '../about';
import { canShow, EXPERIMENT } from './can-show';
import { digitsAbout } from './digits';
import { draw } from './draw';
import { sentencesAbout } from './words';

const FOLDER = 'mnist-pca';

/** Digits on their way through a network, along three axes: `mnist`, or any experiment that learns digits. */
export function mnistPca(experiment: string): DrawnScene {
  const id = idAbout(FOLDER, EXPERIMENT, experiment);
  const own = experiment === EXPERIMENT;
  const told = digitsAbout(experiment);
  return {
    id,
    folder: FOLDER,
    title: own ? 'Digits come apart' : `Digits in layers: ${experiment}`,
    chapter: own ? 'Real digits' : OTHERS,
    sentences: sentencesAbout(id, experiment),
    reads: [
      { stage: 'training', name: experiment, arrays: ['labels', 'images'] },
      { stage: 'projection', name: experiment, arrays: '*' },
    ],
    formulas: () => ({}),
    lead: 0.6,
    tail: 1.4,
    bitrate: 9_000_000,
    draw: (context, moment) => draw(context, told(moment)),
  };
}

export const experimentScene: ExperimentScene = {
  experiment: EXPERIMENT,
  canShow,
  about: mnistPca,
};

export const scene: DrawnScene = mnistPca(EXPERIMENT);
