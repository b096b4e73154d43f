import path from 'node:path';
import { projectRoot } from '../cache/paths';
import type { Step } from '../cache/step';
import { requireAsRegistered } from './import-check';
import type { Imported, Imports } from './imported';
import { inWorker } from './offload';
import { stageStep } from './stage-step';

/**
 * The arrows from activations that were brought to the frame cache: `training:<name>` takes the place of a training, with the
 * file's hash in its key, and `projection:<name>`. Both in worker processes. The file is read only where the cache lacks it.
 */
export const importSteps = (imports: Imports): Step[] =>
  Object.entries(imports).flatMap(([name, imported]) => [
    stageStep({
      stage: 'training',
      name,
      inputs: [],
      parameters: { sha256: imported.sha256, file: path.basename(imported.file) },
      modules: ['training-activations'],
      make: (work) =>
        inWorker(
          work,
          'training-activations',
          { experiment: name, file: path.resolve(projectRoot, imported.file), sha256: imported.sha256 },
          { step: `training:${name}`, artefacts: [] },
        ),
    }),
    judged(
      name,
      imported,
      stageStep({
        stage: 'projection',
        name,
        inputs: ['training'],
        parameters: {},
        modules: ['projection-activations'],
        make: (work) =>
          inWorker(
            work,
            'projection-activations',
            { experiment: name },
            { step: `projection:${name}`, artefacts: [work.artefact(`training:${name}`)] },
          ),
      }),
    ),
  ]);

/**
 * The same step, which first holds the registry against what the file turned out to be: scenes were chosen by the registry, and
 * a plan, a training and a film all come by here before anything is drawn.
 */
const judged = (name: string, imported: Imported, step: Step): Step => ({
  ...step,
  reads: [`training:${name}`],
  parts: async (read) => {
    requireAsRegistered(name, imported, read(`training:${name}`).meta);
    return step.parts(read);
  },
});
