import { codeParts } from '../../cache/code';
import type { Artefact, Step } from '../../cache/step';
import type { Facts } from '../stage/facts';
import type { Scene } from '../stage/scene';
import { formulaPaths } from './tex';

/** Makes a scene's formulas into paths, so that browsers need no TeX. Writes `formulas.json`. */
export function formulasStep(
  scene: Scene,
  factsOf: (read: (id: string) => Artefact) => Facts,
  reads: readonly string[],
): Step {
  return {
    id: `formulas:${scene.id}`,
    stage: 'formulas',
    name: scene.id,
    area: 'store',
    inputs: [],
    reads,
    parts: async (read) => ({
      tex: { ...scene.formulas(factsOf(read)) },
      ...(await codeParts(['remotion/render/tex.ts'])),
    }),
    async make({ draft, parts }) {
      const tex = parts['tex'] as Record<string, string>;
      const paths = Object.entries(tex).map(([name, source]) => [name, formulaPaths(source)] as const);
      await draft.json('formulas.json', Object.fromEntries(paths));
      return {};
    },
  };
}
