import type { ExperimentFacts, Facts } from '../../stage/facts';
import { numeralFormulas, placeholder } from '../../stage/numerals';
import type { DrawnScene } from '../../stage/scene';
import { idAbout, OTHERS, type ExperimentScene } from '../about';
import { canShow, EXPERIMENT } from './can-show';
import { draw } from './draw';
import { lineName, type Sign } from './line-name';
import { storyAbout } from './story';
import { planeLayerCount, sentencesAbout } from './words';

const ACTIVATION_TEX: Readonly<Record<string, string>> = {
  tanh: String.raw`\tanh`,
  sigmoid: String.raw`\sigma`,
  relu: String.raw`\operatorname{relu}`,
  leakyRelu: String.raw`\operatorname{lrelu}`,
};

/** g(…) with delimiters of a size: plain ones for a line, large ones around matrices. */
const activated = (name: string, inside: string, open = '(', close = ')'): string => {
  const tex = ACTIVATION_TEX[name];
  return tex === undefined
    ? inside
    : String.raw`\class{activation}{${tex}${open}}${inside}\class{activation}{${close}}`;
};

/** The last layer's line with its numbers: room for a minus only where there is one, and no “+ −”. */
const lineNumbers = (w0: Sign, w1: Sign, b: Sign): string =>
  String.raw`[\,${placeholder('w0', 2, w0 === 'minus')}\quad${placeholder('w1', 2, w1 === 'minus')}\,]\cdot\mathbf{x} ${b === 'minus' ? '-' : '+'} \class{b}{0.00} = 0`;

const SIGNS: readonly Sign[] = ['plus', 'minus'];
const lines = SIGNS.flatMap((w0) =>
  SIGNS.flatMap((w1) => SIGNS.map((b) => [lineName(w0, w1, b), lineNumbers(w0, w1, b)] as const)),
);

function formulas({ widths, activation }: ExperimentFacts): Record<string, string> {
  const hidden = Array.from({ length: planeLayerCount({ widths }) }, (_, i) => i + 1);
  const last = widths.length - 1;
  const matrix = String.raw`\class{matrix}{\left[\begin{matrix}${placeholder('w00')} & ${placeholder('w01')}\\ ${placeholder('w10')} & ${placeholder('w11')}\end{matrix}\right]}`;
  const bias = String.raw`\class{bias}{\left[\begin{matrix}${placeholder('b0')}\\ ${placeholder('b1')}\end{matrix}\right]}`;
  return {
    ...numeralFormulas,
    'layer-0': activated(activation, String.raw`\class{matrix}{W}\,\mathbf{x} + \class{bias}{\mathbf{b}}`),
    ...Object.fromEntries(
      hidden.map((k) => [
        `layer-${k}`,
        activated(
          activation,
          String.raw`\class{matrix}{W_{${k}}}\,\mathbf{x} + \class{bias}{\mathbf{b}_{${k}}}`,
        ),
      ]),
    ),
    [`layer-${last}`]: String.raw`\class{matrix}{\mathbf{w}_{${last}}}\cdot\mathbf{x} + \class{bias}{b_{${last}}} = 0`,
    ...Object.fromEntries(lines),
    numbers: activated(
      activation,
      String.raw`${matrix}\,\mathbf{x} + ${bias}`,
      String.raw`\Biggl(`,
      String.raw`\Biggr)`,
    ),
  };
}

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
    formulas: (facts: Facts) => formulas(facts.experiment(experiment)),
    lead: 0.6,
    tail: 1.6,
    bitrate: 10_000_000,
    draw: (context, moment) => draw(context, { ...moment, story: storyOf(moment.given) }),
  };
}

export const experimentScene: ExperimentScene = {
  experiment: EXPERIMENT,
  canShow,
  about: spiralsStretching,
};

export const scene: DrawnScene = spiralsStretching(EXPERIMENT);
