import type { DrawnScene } from '../../stage/scene';
import { idAbout, OTHERS, type ExperimentScene } from '../about';
import { canShow, EXPERIMENT } from './can-show';
import { digitsAbout } from './digits';
import { draw } from './draw';
import { sentencesAbout } from './words';
import { sentencesAboutBrought } from './words-brought';

const FOLDER = 'mnist-pca';

/**
 * Examples on their way through a network, along three axes: `mnist`, any experiment that learns digits, or activations
 * that were brought.
 * @param kind where it is not a training of ours but activations that were brought: they have no pictures
 */
export function mnistPca(experiment: string, kind?: 'activations'): DrawnScene {
  const id = idAbout(FOLDER, EXPERIMENT, experiment);
  const own = experiment === EXPERIMENT;
  const brought = kind === 'activations';
  const told = digitsAbout(experiment, kind ?? 'digits');
  return {
    id,
    folder: FOLDER,
    title: own ? 'Digits come apart' : `${brought ? 'Activations' : 'Digits'} in layers: ${experiment}`,
    chapter: own ? 'Real digits' : OTHERS,
    sentences: (brought ? sentencesAboutBrought : sentencesAbout)(id, experiment),
    reads: [
      { stage: 'training', name: experiment, arrays: brought ? ['labels'] : ['labels', 'images'] },
      { stage: 'projection', name: experiment, arrays: '*' },
    ],
    formulas: () => ({}),
    lead: 0.5,
    tail: 1,
    bitrate: 12_000_000,
    draw: (context, moment) => draw(context, told(moment)),
  };
}

export const experimentScene: ExperimentScene = {
  experiment: EXPERIMENT,
  canShow,
  about: mnistPca,
};

export const scene: DrawnScene = mnistPca(EXPERIMENT);
