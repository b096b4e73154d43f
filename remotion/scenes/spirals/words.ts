import type { ExperimentFacts, Facts } from '../../stage/facts';
import type { ExperimentOutline, Showable } from '../../stage/outline';
import type { Claim, Sentence } from '../../stage/scene';

/** What the film's own scene is about. */
export const EXPERIMENT = 'spirals';

/** Only spirals: their boundary winds between two arms. */
export function canShow({ data, inputs }: ExperimentOutline): Showable {
  // Runs recorded before their data's kind was are those of the film's own experiment.
  if (data !== undefined && data !== 'spirals')
    return `its data are ${data}, and the scene draws two spirals`;
  if (inputs !== 2) return `its points have ${inputs} dimensions, and the scene draws points with 2`;
  return true;
}

const hyperparameter = ({ hyperparameters }: ExperimentFacts, name: string, otherwise: number): number => {
  const value = hyperparameters[name];
  return typeof value === 'number' ? value : otherwise;
};

/** What decides about the dots; what an old run does not say is as in the film's own experiment. */
const shapeOf = (facts: Facts) => {
  const run = facts.experiment(EXPERIMENT);
  return {
    turns: hyperparameter(run, 'turns', 0.75),
    noise: hyperparameter(run, 'noise', 0.06),
    samples: hyperparameter(run, 'samplesPerClass', 200),
  };
};

/**
 * The second arm is the first one mirrored at the origin, so a straight line parts the two exactly where the first fits into
 * less than half a turn; with a little more than that, and dots enough, it leaves many of them on the wrong side.
 */
const [TURNS, SAMPLES] = [0.65, 20];

const isWound = (facts: Facts): boolean => shapeOf(facts).turns >= TURNS;

const wound: Claim = {
  id: 'spirals-wound',
  holds: isWound,
  measured: (facts) => `turns ${shapeOf(facts).turns}`,
  needed: `turns at least ${TURNS}`,
};

const entangled: Claim = {
  id: 'spirals-entangled',
  holds: (facts) => {
    return isWound(facts) && shapeOf(facts).samples >= SAMPLES;
  },
  measured: (facts) => {
    const { turns, samples } = shapeOf(facts);
    return `turns ${turns}, samplesPerClass ${samples}`;
  },
  needed: `turns at least ${TURNS}, samplesPerClass at least ${SAMPLES}`,
};

/**
 * How much noise leaves every dot on its own side: the boundary is a quarter turn from each arm, nearest at the inner end
 * (radius 0.5), where it is (π/2)·r / √(1 + (rate·r)²) away with rate = π·turns; a fifth of it, since hardly one dot in a
 * million is five standard deviations off, and the boundary sways a little.
 */
const noiseAllowed = (turns: number): number => Math.PI / 4 / Math.hypot(1, (Math.PI * turns) / 2) / 5.5;

const parted: Claim = {
  id: 'spirals-boundary',
  holds: (facts) => {
    const { turns, noise, samples } = shapeOf(facts);
    return isWound(facts) && samples >= SAMPLES && noise <= noiseAllowed(turns);
  },
  measured: (facts) => {
    const { turns, noise, samples } = shapeOf(facts);
    return `turns ${turns}, noise ${noise}, samplesPerClass ${samples}`;
  },
  needed: `turns at least ${TURNS}, samplesPerClass at least ${SAMPLES}, noise well below the room between the arms`,
};

export const sentences = (facts: Facts): readonly Sentence[] => [
  {
    text: '{blue}Here are blue dots along a spiral, {orange}and orange dots, wound into it.',
    rest: 0.4,
    claim: wound,
    otherwise: '{blue}Here are blue dots in one arm, {orange}and orange dots in another.',
  },
  {
    text: '{line}No straight line can part them: {turn}however it turns, both colours stay on both sides.',
    rest: 0.3,
    claim: entangled,
    otherwise: '{line}A straight line can try to part them: {turn}it matters how it turns.',
  },
  {
    text: '{best}Even the best one leaves many dots on the wrong side.',
    rest: 0.6,
    claim: entangled,
    otherwise: '{best}This is the best one.',
  },
  {
    text: '{curve}The boundary must wind between the arms, {centre}through the centre, and out again.',
    rest: 0.4,
    claim: entangled,
    otherwise: '{curve}Another boundary goes between the arms, {centre}through the centre, and out again.',
  },
  {
    text: '{sides}It bends and bends, but every dot is on its own side.',
    rest: 0.5,
    claim: parted,
    otherwise: isWound(facts)
      ? '{sides}It bends and bends, to keep between the arms.'
      : '{sides}It keeps between the arms.',
  },
];
