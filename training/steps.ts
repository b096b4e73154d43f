import { codeParts } from '../cache/code';
import type { Json } from '../cache/manifest';
import type { Step, Work } from '../cache/step';
import type { Backend } from './backend';
import type { ExperimentName, Hyperparameters, TrainingHyperparameters } from './hyperparameters';
import { makeMnist } from './stages/dataset-mnist';
import { makeSpirals } from './stages/dataset-spirals';
import { projectNarrow } from './stages/projection-narrow';
import { projectWide } from './stages/projection-wide';
import { trainMnist } from './stages/training-mnist';
import { trainSpirals } from './stages/training-spirals';

export interface ExperimentOptions {
  /** Only these experiments; all of them unless said. */
  readonly only?: readonly ExperimentName[];
}

/**
 * The arrows from hyperparameters to the frame cache: `dataset:<experiment>`, `training:<experiment>`,
 * `projection:<experiment>`. Each one's key holds the parameters it reads and no others, so that switching the gauge
 * retrains nothing.
 */
export function experimentSteps(
  { spirals, mnist }: Hyperparameters,
  { name, version }: Backend,
  { only }: ExperimentOptions = {},
): Step[] {
  const backend = { name, version };
  const steps: Record<ExperimentName, () => Step[]> = {
    spirals: () => {
      const { seed, turns, noise, samplesPerClass, gauge } = spirals;
      const data = { seed, turns, noise, samplesPerClass };
      const learning = learningOf(spirals);
      const widths = [2, ...spirals.hidden, 1];
      return [
        step('dataset', 'spirals', data, ['dataset-spirals'], (work) => makeSpirals(work, data)),
        step('training', 'spirals', { ...learning, backend }, ['training-spirals'], (work) =>
          trainSpirals(work, backend, learning, { ...data, ...learning }),
        ),
        projectionStep('spirals', widths, spirals.activation, gauge, 'last'),
      ];
    },
    mnist: () => {
      const { seed, validationShare, heldOutShare, trainSamples, recordedSamples, shift } = mnist;
      const data = { seed, validation: validationShare, heldOut: heldOutShare };
      const learning = { ...learningOf(mnist), trainSamples, recordedSamples, shift };
      const widths = [784, ...mnist.hidden, 10];
      return [
        step('dataset', 'mnist', data, ['dataset-mnist'], (work) => makeMnist(work, data)),
        step('training', 'mnist', { ...learning, backend }, ['training-mnist'], (work) =>
          trainMnist(work, backend, learning, { ...learning, validationShare, heldOutShare }),
        ),
        projectionStep('mnist', widths, mnist.activation, false, mnist.basis),
      ];
    },
  };
  return (Object.keys(steps) as ExperimentName[])
    .filter((experiment) => !only || only.includes(experiment))
    .flatMap((experiment) => steps[experiment]());
}

/** Without what belongs to one experiment only. */
function learningOf(hyperparameters: TrainingHyperparameters): TrainingHyperparameters {
  const { seed, epochs, learningRate, learningRateDecay, optimizer, batchSize, hidden, activation, record } =
    hyperparameters;
  return { seed, epochs, learningRate, learningRateDecay, optimizer, batchSize, hidden, activation, record };
}

/** Spaces of up to three dimensions are drawn as they are, wider ones along three principal axes. */
const isNarrow = (widths: readonly number[]): boolean => widths.every((width) => width <= 3);

function projectionStep(
  experiment: ExperimentName,
  widths: number[],
  activation: Hyperparameters[ExperimentName]['activation'],
  gauge: boolean,
  basis: 'last' | 'pooled',
): Step {
  return isNarrow(widths)
    ? step('projection', experiment, { widths, activation, gauge }, ['projection-narrow'], (work) =>
        projectNarrow(work, { experiment, widths, activation, gauge }),
      )
    : step('projection', experiment, { widths, basis }, ['projection-wide'], (work) =>
        projectWide(work, { experiment, widths, basis }),
      );
}

const inputs = { dataset: [], training: ['dataset'], projection: ['training'] } as const;

function step(
  stage: keyof typeof inputs,
  name: ExperimentName,
  parameters: Json,
  modules: readonly string[],
  make: (work: Work) => Promise<Record<string, Json>>,
): Step {
  return {
    id: `${stage}:${name}`,
    stage,
    name,
    area: 'store',
    inputs: inputs[stage].map((input) => `${input}:${name}`),
    reads: [],
    parts: async () => ({
      parameters,
      ...(await codeParts(modules.map((module) => `training/stages/${module}.ts`))),
    }),
    make,
  };
}
