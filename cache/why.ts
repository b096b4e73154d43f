import { canonicalJson } from './key';
import type { Json, Manifest } from './manifest';
import type { Store } from './store';
import type { Step } from './step';

/** More reasons than this only repeat one another. */
const MOST_REASONS = 4;
const LONGEST_VALUE = 40;

/** Why a step must be made: what differs from the last artefact of its name, or that there is none. */
export async function whyStale(store: Store, step: Step, parts: Manifest['parts']): Promise<string[]> {
  const before = (await store.list(step.area)).find(
    ({ manifest }) => manifest?.stage === step.stage && manifest.name === step.name,
  );
  if (!before?.manifest) return ['it was never made'];
  const reasons = differences(before.manifest.parts, parts);
  if (reasons.length === 0) return ['it is no longer in the cache'];
  const rest = reasons.length - MOST_REASONS;
  return rest > 0 ? [...reasons.slice(0, MOST_REASONS), `and ${rest} more`] : reasons;
}

/** The differences between two values of JSON, a line each: `hyperparameters.seed: 3 → 7`. */
export function differences(before: Json, after: Json, path = ''): string[] {
  if (canonicalJson(before) === canonicalJson(after)) return [];
  if (isRecord(before) && isRecord(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) => {
      const [was, is] = [before[name], after[name]];
      if (path === 'inputs' && was !== undefined && is !== undefined)
        return was === is ? [] : [`${name} changed`];
      const inner = path === '' ? name : `${path}.${name}`;
      if (was === undefined) return is === undefined ? [] : [`${inner} is new`];
      if (is === undefined) return [`${inner} is gone`];
      return differences(was, is, inner);
    });
  }
  const [was, is] = [canonicalJson(before), canonicalJson(after)];
  return [
    was.length > LONGEST_VALUE || is.length > LONGEST_VALUE ? `${path} changed` : `${path}: ${was} → ${is}`,
  ];
}

const isRecord = (value: Json): value is Record<string, Json> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
