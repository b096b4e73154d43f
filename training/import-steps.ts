import path from 'node:path';
import { projectRoot } from '../cache/paths';
import type { Step } from '../cache/step';
import type { Imports } from './imported';
import { inWorker } from './offload';
import { stageStep } from './stage-step';

/**
 * The arrows from activations that were brought to the frame cache: `training:<name>` takes the place of a training, with the
 * file's hash in its key, and `projection:<name>`. Both in worker processes. The file is read only where the cache lacks it.
 */
export const importSteps = (imports: Imports): Step[] =>
  Object.entries(imports).flatMap(([name, { file, sha256, widths }]) => [
    stageStep({
      stage: 'training',
      name,
      inputs: [],
      parameters: { sha256, file: path.basename(file) },
      modules: ['training-activations'],
      make: (work) =>
        inWorker(
          work,
          'training-activations',
          { experiment: name, file: path.resolve(projectRoot, file), sha256 },
          { step: `training:${name}`, artefacts: [] },
        ),
    }),
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
          { experiment: name, widths },
          { step: `projection:${name}`, artefacts: [work.artefact(`training:${name}`)] },
        ),
    }),
  ]);
