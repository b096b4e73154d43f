import type { Manifest } from '../../cache/manifest';
import type { Artefact, Step, Work } from '../../cache/step';

export const never = new AbortController().signal;

/** A step for tests of the graph: it writes the text `value` and remembers how often it was made. */
export interface CountedStep extends Step {
  made: number;
}

export function textStep(
  id: string,
  value: string | ((read: (id: string) => Artefact) => Promise<string>),
  needs: { inputs?: string[]; reads?: string[]; before?: (work: Work) => Promise<void> } = {},
): CountedStep {
  const [stage = '', name = ''] = id.split(':');
  const step: CountedStep = {
    id,
    stage,
    name,
    area: 'store',
    inputs: needs.inputs ?? [],
    reads: needs.reads ?? [],
    made: 0,
    async parts(read): Promise<Manifest['parts']> {
      return { value: typeof value === 'string' ? value : await value(read) };
    },
    async make(work) {
      await needs.before?.(work);
      step.made++;
      await work.draft.json('value.json', work.parts['value'] ?? null);
      return { value: work.parts['value'] ?? null };
    },
  };
  return step;
}
