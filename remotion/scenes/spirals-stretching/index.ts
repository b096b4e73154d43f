import type { Facts } from '../../stage/facts';
import type { DrawnScene } from '../../stage/scene';
import { idAbout, OTHERS, type ExperimentScene } from '../about';
import { layerFormulas } from '../layer-formula';
import { drawBrought } from './brought-draw';
import { broughtStory } from './brought-story';
import { broughtSentences } from './brought-words';
import { canShow, EXPERIMENT } from './can-show';
import { draw } from './draw';
import { storyAbout } from './story';
import { sentencesAbout } from './words';

const FOLDER = 'spirals-stretching';

/** A trained network takes points of two classes apart, layer by layer: `spirals`, or any experiment it can show. */
export function spiralsStretching(experiment: string): DrawnScene {
  const id = idAbout(FOLDER, EXPERIMENT, experiment);
  const own = experiment === EXPERIMENT;
  const storyOf = storyAbout(experiment);
  return {
    id,
    folder: FOLDER,
    title: own ? 'A network pulls two spirals apart' : `Layer by layer: ${experiment}`,
    chapter: own ? 'Chained layers' : OTHERS,
    sentences: sentencesAbout(id, experiment),
    reads: [
      { stage: 'training', name: experiment, arrays: [] },
      { stage: 'projection', name: experiment, arrays: '*' },
      { stage: 'dataset', name: experiment, arrays: ['points', 'labels'] },
    ],
    formulas: (facts: Facts) => {
      const { widths, activation } = facts.experiment(experiment);
      return layerFormulas(widths, activation);
    },
    lead: 0.5,
    tail: 1.3,
    bitrate: 14_000_000,
    draw: (context, moment) => draw(context, { ...moment, story: storyOf(moment.given) }),
  };
}

/** Other people's network: only where its points are in each layer is known, and so only they are drawn. */
function broughtStretching(name: string): DrawnScene {
  const id = idAbout(FOLDER, EXPERIMENT, name);
  const storyOf = broughtStory(name);
  return {
    id,
    folder: FOLDER,
    title: `Layer by layer: ${name}`,
    chapter: OTHERS,
    sentences: broughtSentences(id, name),
    reads: [
      { stage: 'training', name, arrays: ['labels'] },
      { stage: 'projection', name, arrays: '*' },
    ],
    formulas: () => ({}),
    lead: 0.5,
    tail: 1.5,
    bitrate: 14_000_000,
    draw: (context, moment) => drawBrought(context, { ...moment, story: storyOf(moment.given) }),
  };
}

export const experimentScene: ExperimentScene = {
  experiment: EXPERIMENT,
  canShow,
  about: (experiment, kind) =>
    kind === 'activations' ? broughtStretching(experiment) : spiralsStretching(experiment),
};

export const scene: DrawnScene = spiralsStretching(EXPERIMENT);
