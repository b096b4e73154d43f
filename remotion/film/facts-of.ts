import type { z } from 'zod';
import type { Json } from '../../cache/manifest';
import {
  datasetFactsSchema,
  experimentFactsSchema,
  neighboursFactsSchema,
  projectionFactsSchema,
  recordingFactsSchema,
  type Facts,
} from '../stage/facts';
import type { Read } from '../stage/scene';

/** Thrown when a scene asks for facts that its `reads` does not name, or that are not in the cache. */
export class FactsError extends Error {
  override readonly name = 'FactsError';
  readonly exitCode = 1;
}

/**
 * The facts a scene may see: of what it reads, and of nothing else.
 * @param meta the `meta` of a step's manifest, by the step's id
 */
export function factsFrom(
  reads: readonly Pick<Read, 'stage' | 'name'>[],
  meta: (stepId: string) => Json | undefined,
): Facts {
  const known = new Map<z.ZodType, Map<string, unknown>>();
  function facts<T>(stage: Read['stage'], name: string, schema: z.ZodType<T>): T {
    const id = `${stage}:${name}`;
    const parsedBy = known.get(schema) ?? new Map<string, unknown>();
    known.set(schema, parsedBy);
    const earlier = parsedBy.get(id);
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
    parsedBy.set(id, parsed.data);
    return parsed.data;
  }
  return {
    experiment: (name) => facts('training', name, experimentFactsSchema),
    recording: (name) => facts('training', name, recordingFactsSchema),
    dataset: (name) => facts('dataset', name, datasetFactsSchema),
    neighbours: (name) => facts('neighbours', name, neighboursFactsSchema),
    projection: (name) => facts('projection', name, projectionFactsSchema),
  };
}
