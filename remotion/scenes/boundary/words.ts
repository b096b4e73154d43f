import { formatPercent } from '../../stage/number';
import type { ExperimentFacts, Facts } from '../../stage/facts';
import type { Claim, Sentence } from '../../stage/scene';
import { learnsClaim } from '../about';

export const EXPERIMENT = 'boundary';

const run = (facts: Facts): ExperimentFacts => facts.experiment(EXPERIMENT);
const accuracy = (facts: Facts): number => run(facts).measures['accuracy'] ?? Number.NaN;
const learns = learnsClaim('boundary-learns', EXPERIMENT);

/** So many turns no straight line can part, and so much of the dots on their own sides a boundary only has that winds. */
const [TURNS, WOUND] = [0.65, 0.9];

const winds: Claim = {
  id: 'boundary-winds',
  holds: (facts) => {
    const { activation, hyperparameters } = run(facts);
    // What an old run does not say is as in the film's own experiment.
    const { data = 'spirals', turns = 0.75 } = hyperparameters;
    return (
      accuracy(facts) >= WOUND && activation !== 'linear' && data === 'spirals' && Number(turns) >= TURNS
    );
  },
  measured: (facts) => {
    const { activation, hyperparameters } = run(facts);
    const { data = 'spirals', turns } = hyperparameters;
    const shape = typeof turns === 'number' ? `, turns ${turns}` : '';
    return `accuracy ${Math.floor(1e4 * accuracy(facts)) / 1e4}, ${activation}, ${String(data)}${shape}`;
  },
  needed: `accuracy at least ${WOUND} on spirals with turns at least ${TURNS}, and not linear`,
};

const separates: Claim = {
  id: 'boundary-separated',
  holds: (facts) => accuracy(facts) === 1,
  measured: (facts) => `accuracy ${Math.floor(1e4 * accuracy(facts)) / 1e4}`,
  needed: 'accuracy = 1',
};

export const sentences = (facts: Facts): readonly Sentence[] => [
  {
    text: '{network}A network takes in the {input}two coordinates of a dot, {output}and gives one number: its guess of the colour.',
    rest: 0.3,
  },
  { text: '{field}Asked about every point, it paints the whole plane.', rest: 0.2 },
  { text: '{random}At first, its weights are random.', rest: 0.2 },
  {
    text: '{train}Then it learns: the weights change, {loss}the loss falls, {wind}and the boundary winds between the dots.',
    rest: 1.5,
    ...(learns.holds(facts)
      ? {
          claim: winds,
          otherwise:
            '{train}Then it learns: the weights change, {loss}the loss falls, {wind}and the boundary moves.',
        }
      : {
          claim: learns,
          otherwise: '{train}Then it is trained: the weights change, {loss}but the loss {wind}hardly falls.',
        }),
  },
  {
    text: '{done}In the end, every dot lies on its own side.',
    rest: 0.3,
    claim: separates,
    otherwise: `{done}In the end, ${formatPercent(accuracy(facts))} of the dots lie on their own side.`,
  },
  { text: '{but}But what did each layer do? {first}Let us look at one.', rest: 0.4 },
];
