import type { z } from 'zod';
import type { Json } from '../../cache/manifest';
import { experimentFactsSchema, projectionFactsSchema, type Facts } from '../stage/facts';
import type { Read } from '../stage/scene';

/** Thrown when a scene asks for facts that its `reads` does not name, or that are not in the cache. */
export class FactsError extends Error {
  override readonly name = 'FactsError';
  readonly exitCode = 1;
}

/**
 * The facts a scene may see: of the trainings and projections that it reads, and of no other.
 * @param meta the `meta` of a step's manifest, by the step's id
 */
export function factsFrom(
  reads: readonly Pick<Read, 'stage' | 'name'>[],
  meta: (stepId: string) => Json | undefined,
): Facts {
  const known = new Map<string, unknown>();
  function facts<T>(stage: Read['stage'], name: string, schema: z.ZodType<T>): T {
    const id = `${stage}:${name}`;
    const earlier = known.get(id);
    // Parsed by this very schema when it was put in.
    if (earlier !== undefined) return earlier as T;
    if (!reads.some((read) => read.stage === stage && read.name === name))
      throw new FactsError(
        `the scene asks for facts of ${id}, which its \`reads\` does not name; add it there`,
      );
    const parsed = schema.safeParse(meta(id));
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      const where = issue ? ` (${issue.path.join('.') || 'meta'}: ${issue.message})` : '';
      throw new FactsError(`the manifest of ${id} does not hold its facts${where}; run npm run train`);
    }
    known.set(id, parsed.data);
    return parsed.data;
  }
  return {
    experiment: (name) => facts('training', name, experimentFactsSchema),
    projection: (name) => facts('projection', name, projectionFactsSchema),
  };
}
