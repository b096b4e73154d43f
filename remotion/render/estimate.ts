import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { PlannedStep } from '../../cache/graph';
import type { Store } from '../../cache/store';

const ratesSchema = z.record(z.string(), z.number().nonnegative());

/** What a step took when it was last made here, in seconds, by id. */
export type Rates = z.infer<typeof ratesSchema>;

/** Seconds of a step that was never made here, measured on two cores; only ever shown as "about". */
const TYPICAL_SECONDS: Readonly<Record<string, number>> = {
  dataset: 3,
  neighbours: 8,
  training: 12,
  trial: 5,
  projection: 3,
  speech: 1,
  narration: 1,
  formulas: 1,
  segment: 35,
  sound: 4,
  film: 3,
};

const fileOf = (store: Store): string => path.join(store.root, 'rates.json');

export async function readRates(store: Store): Promise<Rates> {
  try {
    return ratesSchema.parse(JSON.parse(await readFile(fileOf(store), 'utf8')));
  } catch {
    return {};
  }
}

/** Losing the rates costs a worse estimate and nothing else. */
export async function writeRates(store: Store, rates: Rates): Promise<void> {
  const part = `${fileOf(store)}.${process.pid}`;
  await writeFile(part, JSON.stringify(rates))
    .then(() => rename(part, fileOf(store)))
    .catch(() => undefined);
}

/** One line before the work begins: how many steps of which kind, and about how long. Undefined when nothing is to do. */
export function workAhead(
  steps: readonly PlannedStep[],
  rates: Rates,
  lanes: Readonly<Record<string, number>>,
): string | undefined {
  const stale = steps.filter(({ action }) => action !== 'reuse');
  if (stale.length === 0) return undefined;
  const counts = new Map<string, number>();
  for (const { stage } of stale) counts.set(stage, (counts.get(stage) ?? 0) + 1);
  const seconds = stale.reduce(
    (sum, { id, stage }) => sum + (rates[id] ?? TYPICAL_SECONDS[stage] ?? 1) / (lanes[stage] ?? 1),
    0,
  );
  const measured = stale.every(({ id }) => id in rates);
  const whole = Math.max(1, Math.round(seconds));
  const time =
    whole < 90 ? `${whole} ${whole === 1 ? 'second' : 'seconds'}` : `${Math.round(seconds / 60)} minutes`;
  const list = [...counts].map(([stage, count]) => `${count} ${stage}`).join(', ');
  return `to do: ${list}; about ${time}${measured ? ', going by the last time' : ' on two cores'}`;
}
