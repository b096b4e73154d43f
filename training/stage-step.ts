import { codeParts, packageVersions } from '../cache/code';
import type { Json } from '../cache/manifest';
import type { Step } from '../cache/step';

/** What decides a result besides its inputs and its code; read when the key is made where it is a function. */
export type Parameters = Json | (() => Promise<Json>);

interface StageStep {
  readonly stage: string;
  readonly name: string;
  /** Stages of the same name that it works on. */
  readonly inputs: readonly string[];
  readonly parameters: Parameters;
  /** Modules of `training/stages` whose code decides the result. */
  readonly modules: readonly string[];
  readonly make: Step['make'];
  /** Packages whose versions decide it and that no import names. */
  readonly packages?: readonly string[];
}

/** One arrow on the way to the frame cache, `<stage>:<name>`. */
export function stageStep({
  stage,
  name,
  inputs,
  parameters,
  modules,
  make,
  packages = [],
}: StageStep): Step {
  return {
    id: `${stage}:${name}`,
    stage,
    name,
    area: 'store',
    inputs: inputs.map((input) => `${input}:${name}`),
    reads: [],
    parts: async () => {
      const { code, packages: imported } = await codeParts(
        modules.map((module) => `training/stages/${module}.ts`),
      );
      return {
        parameters: typeof parameters === 'function' ? await parameters() : parameters,
        code,
        packages: { ...imported, ...(await packageVersions(packages)) },
      };
    },
    make,
  };
}
