import { z } from 'zod';
import type { Json } from '../../cache/manifest';
import { CannotShowError } from '../scenes/about';
import type { Facts } from '../stage/facts';
import type { Scene, Sentence } from '../stage/scene';
import { factsFrom } from './facts-of';

/** What the sentences of scenes claim, and whether a run bears it out. Pure. */

/** What became of a sentence that makes a claim, as the narration's manifest keeps it. */
export const claimResultSchema = z.object({
  scene: z.string(),
  claim: z.string(),
  /** The sentence that makes the claim, without cue marks. */
  sentence: z.string(),
  measured: z.string(),
  needed: z.string(),
  holds: z.boolean(),
  /** The sentence was said, another was said instead, or it was left out. */
  outcome: z.enum(['said', 'otherwise', 'left out']),
});
export const claimResultsSchema = z.array(claimResultSchema);
export type ClaimResult = z.infer<typeof claimResultSchema>;

/** A sentence without its cue marks; whether they are right is for the narration to check. */
const withoutMarks = (text: string): string =>
  text
    .replaceAll(/\{[^{}]*\}/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** What becomes of one sentence in this run; undefined where it makes no claim. */
export function judge(scene: string, sentence: Sentence, facts: Facts): ClaimResult | undefined {
  const { claim, otherwise, text } = sentence;
  if (!claim) return undefined;
  const holds = claim.holds(facts);
  return {
    scene,
    claim: claim.id,
    sentence: withoutMarks(text),
    measured: claim.measured(facts),
    needed: claim.needed,
    holds,
    outcome: holds ? 'said' : otherwise === undefined ? 'left out' : 'otherwise',
  };
}

/**
 * The claims of a scene's sentences, in their order; no voice is needed.
 * @throws CannotShowError when the scene cannot show this run
 */
export const claimsOf = (scene: Pick<Scene, 'id' | 'sentences'>, facts: Facts): ClaimResult[] =>
  scene.sentences(facts).flatMap((sentence) => judge(scene.id, sentence, facts) ?? []);

export interface ClaimReport {
  readonly claims: readonly ClaimResult[];
  /** One line for each scene that cannot show its experiment as this run has it. */
  readonly cannotShow: readonly string[];
}

/**
 * The claims of those scenes whose trainings and projections are there; of others nothing is known.
 * @param meta the `meta` of a step's manifest by the step's id, undefined where this run did not make it
 */
export function claimsOfRun(
  scenes: readonly Scene[],
  meta: (stepId: string) => Json | undefined,
): ClaimReport {
  const claims: ClaimResult[] = [];
  const cannotShow: string[] = [];
  for (const scene of scenes) {
    const measured = scene.reads.filter(({ stage }) => stage !== 'dataset');
    if (measured.some(({ stage, name }) => meta(`${stage}:${name}`) === undefined)) continue;
    try {
      claims.push(...claimsOf(scene, factsFrom(scene.reads, meta)));
    } catch (error) {
      if (!(error instanceof CannotShowError)) throw error;
      cannotShow.push(error.message);
    }
  }
  return { claims, cannotShow };
}

/** One line a claim: ✓ or ✗, the scene, what was measured, what is needed. Sentences that share a claim share its line. */
export function claimTable(results: readonly ClaimResult[]): string {
  const lines = [...new Map(results.map((result) => [`${result.scene} ${result.claim}`, result])).values()];
  const width = (column: (result: ClaimResult) => string): number =>
    Math.max(0, ...lines.map((line) => column(line).length));
  const [scenes, measures] = [width(({ scene }) => scene), width(({ measured }) => measured)];
  return lines
    .map(
      ({ scene, holds, measured, needed }) =>
        `${holds ? '✓' : '✗'} ${scene.padEnd(scenes)}  ${measured.padEnd(measures)}  needed: ${needed}`,
    )
    .join('\n');
}
