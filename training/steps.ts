import path from 'node:path';
import { z } from 'zod';
import { DivergedError } from '../cache/errors';
import type { Json } from '../cache/manifest';
import { projectRoot } from '../cache/paths';
import type { Artefact, Step, Work } from '../cache/step';
import { hashPoints } from '../data/csv';
import type { BackendChoice } from './backend';
import { type Experiment, type Experiments, learningOf } from './hyperparameters';
import { inWorker, type OffloadOptions } from './offload';
import { makeCsv } from './stages/dataset-csv';
import { makeDisks } from './stages/dataset-disks';
import { makeSpirals } from './stages/dataset-spirals';
import { projectNarrow } from './stages/projection-narrow';
import { type Parameters, stageStep } from './stage-step';

export interface ExperimentOptions {
  /** Only these experiments; all of them unless said. */
  readonly only?: readonly string[];
}

/**
 * The arrows from hyperparameters to the frame cache: `dataset:<experiment>`, `training:<experiment>`,
 * `projection:<experiment>`, and of images `neighbours:<experiment>`. Each one's key holds the parameters it reads and no others, so that switching the gauge
 * retrains nothing. Training runs in worker processes.
 */
export function experimentSteps(
  experiments: Experiments,
  backend: BackendChoice,
  { only }: ExperimentOptions = {},
): Step[] {
  return Object.entries(experiments)
    .filter(([name]) => !only || only.includes(name))
    .flatMap(([name, experiment]) => [
      datasetStep(name, experiment),
      ...(experiment.data === 'mnist' ? [neighboursStep(name)] : []),
      trainingStep(name, experiment, backend),
      projectionStep(name, experiment),
    ]);
}

/**
 * Steps that train one experiment with another seed, measure it and keep nothing else: `trial:<experiment>-<seed>`
 * and the data set it learns.
 */
export function trialSteps(
  name: string,
  experiment: Experiment,
  seed: number,
  backend: BackendChoice,
): Step[] {
  const seeded = { ...experiment, seed };
  const dataset = datasetStep(name, seeded);
  const id = (stage: string): string => `${stage}:${name}-${seed}`;
  const training = trainingStep(name, seeded, backend, true);
  return [
    // What is only tried stays out of the folder that browsers read.
    { ...dataset, id: id('dataset'), area: 'checkpoints' },
    {
      ...training,
      make: async (work) => {
        try {
          return await training.make(work);
        } catch (error) {
          if (!(error instanceof DivergedError)) throw error;
          return { diverged: error.message };
        }
      },
      id: id('trial'),
      stage: 'trial',
      name: `${name}-${seed}`,
      area: 'checkpoints',
      inputs: [id('dataset')],
    },
  ];
}

function datasetStep(name: string, experiment: Experiment): Step {
  const { seed } = experiment;
  switch (experiment.data) {
    case 'spirals': {
      const { turns, noise, samplesPerClass } = experiment;
      const parameters = { seed, turns, noise, samplesPerClass };
      return step('dataset', name, parameters, ['dataset-spirals'], (work) => makeSpirals(work, parameters));
    }
    case 'disks': {
      const { samplesPerClass, innerRadius, ringRadii } = experiment;
      const parameters = { seed, samplesPerClass, innerRadius, ringRadii };
      return step('dataset', name, parameters, ['dataset-disks'], (work) => makeDisks(work, parameters));
    }
    case 'csv': {
      const { dimensions, heldOutShare } = experiment;
      const file = path.resolve(projectRoot, experiment.file);
      const own = { seed, dimensions, heldOutShare };
      const parameters = async () => ({ ...own, sha256: await hashPoints(file) });
      return step('dataset', name, parameters, ['dataset-csv'], (work) =>
        // The hash that is in the key: a file that changed since must not be kept under it.
        makeCsv(work, { ...own, ...hashedSchema.parse(work.parts['parameters']), file }),
      );
    }
    case 'mnist': {
      const { source, validationShare, heldOutShare } = experiment;
      // MNIST's own test images are held out of the full set: neither the seed nor a share has a say.
      const parameters =
        source === 'full' ? { source } : { source, seed, validation: validationShare, heldOut: heldOutShare };
      const make = (work: Work) =>
        inWorker(
          work,
          'dataset-mnist',
          {
            seed,
            source,
            validation: validationShare,
            heldOut: heldOutShare,
            downloads: path.join(work.root, 'downloads'),
          },
          { step: `dataset:${name}`, artefacts: [] },
        );
      // Read by its path, so that no import names it.
      const packages = source === 'embedded' ? ['mnist'] : [];
      return step('dataset', name, parameters, ['dataset-mnist'], make, packages);
    }
  }
}

/** Every pair is compared: four thousand images take a few seconds. */
const COMPARED = { samples: 4000, neighbours: 10 } as const;

function neighboursStep(name: string): Step {
  return step('neighbours', name, COMPARED, ['neighbours'], (work) =>
    inWorker(
      work,
      'neighbours',
      { experiment: name, ...COMPARED },
      { step: `neighbours:${name}`, artefacts: [work.artefact(`dataset:${name}`)] },
    ),
  );
}

const hashedSchema = z.object({ sha256: z.string() });

function trainingStep(name: string, experiment: Experiment, backend: BackendChoice, discard = false): Step {
  const hyperparameters = learningOf(experiment);
  const common = { experiment: name, backend, hyperparameters, told: toldOf(experiment) };
  const key = { ...hyperparameters, backend: { name: backend.name, version: backend.version } };
  const options = (work: Work): OffloadOptions => ({
    step: discard ? `the trial of ${name} with seed ${experiment.seed}` : `training:${name}`,
    artefacts: [datasetOf(work, name)],
    resumes: !discard,
    discard,
  });
  if (experiment.data === 'mnist') {
    const { trainSamples, recordedSamples, augment } = experiment;
    const own = { trainSamples, recordedSamples, augment };
    return step('training', name, { ...key, ...own }, ['training-mnist'], (work) =>
      inWorker(work, 'training-mnist', { ...common, ...own }, options(work)),
    );
  }
  return step('training', name, key, ['training-points'], (work) =>
    inWorker(work, 'training-points', common, options(work)),
  );
}

/** Hyperparameters for the manifest, without those that have no say: what the projection alone reads, where a file lies. */
function toldOf(experiment: Experiment): Record<string, Json> {
  const shares =
    experiment.data === 'mnist' && experiment.source === 'full' ? ['validationShare', 'heldOutShare'] : [];
  const silent = ['gauge', 'basis', 'file', ...shares];
  return Object.fromEntries(Object.entries(experiment).filter(([field]) => !silent.includes(field)));
}

const trainedSchema = z.object({ widths: z.array(z.int().positive()) });

/** Spaces of up to three dimensions are drawn as they are, wider ones along three principal axes. */
const isNarrow = (widths: readonly number[]): boolean => widths.every((width) => width <= 3);

function projectionStep(name: string, experiment: Experiment): Step {
  const { activation, basis } = experiment;
  const gauge = 'gauge' in experiment && experiment.gauge;
  // How many outputs there are, a file's labels may decide: known when the network is trained.
  const seen = isNarrow(experiment.hidden) ? { activation, gauge, basis } : { basis };
  return step('projection', name, seen, ['projection-narrow', 'projection-wide'], async (work) => {
    const training = work.artefact(`training:${name}`);
    const { widths } = trainedSchema.parse(training.meta);
    return isNarrow(widths)
      ? projectNarrow(work, { experiment: name, widths, activation, gauge })
      : inWorker(
          work,
          'projection-wide',
          { experiment: name, widths, basis },
          { step: `projection:${name}`, artefacts: [training] },
        );
  });
}

/** The data set of a training or a trial, under the name by which makers ask for it. */
function datasetOf(work: Work, name: string): Artefact {
  const [id = ''] = Object.keys(inputsSchema.parse(work.parts['inputs']));
  return { ...work.artefact(id), id: `dataset:${name}` };
}
const inputsSchema = z.record(z.string(), z.string());

const inputs = {
  dataset: [],
  neighbours: ['dataset'],
  training: ['dataset'],
  projection: ['training'],
} as const;

const step = (
  stage: keyof typeof inputs,
  name: string,
  parameters: Parameters,
  modules: readonly string[],
  make: Step['make'],
  packages: readonly string[] = [],
): Step => stageStep({ stage, name, inputs: inputs[stage], parameters, modules, make, packages });
