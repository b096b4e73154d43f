import { availableParallelism } from 'node:os';
import { plan, run } from '../../cache/graph';
import type { Artefact, Step } from '../../cache/step';
import { readRates, workAhead, writeRates } from './estimate';
import type { Session } from './session';

/**
 * Pages that draw at once. A page, its rasteriser and its encoder keep two cores busy: on two cores a second page made the whole
 * slower (measured in one run: 56 frames a second with one page, 45 with two). More than four do not pay for their memory.
 */
export const lanes = { segment: Math.max(1, Math.min(Math.floor(availableParallelism() / 2), 4)) };

export interface Done {
  readonly artefacts: ReadonlyMap<string, Artefact>;
  /** How many steps were made, not reused. */
  readonly made: number;
}

/** Brings steps up to date, telling before what it will take and meanwhile how it goes. */
export async function bringUpToDate(
  steps: readonly Step[],
  session: Session,
  onArtefact: (artefact: Artefact) => void = () => undefined,
): Promise<Done> {
  const { store, report, signal } = session;
  const rates = await readRates(store);
  const ahead = workAhead(await plan(steps, store), rates, lanes);
  if (ahead !== undefined) report.say(ahead);
  let made = 0;
  const measured = { ...rates };
  try {
    const artefacts = await run(steps, store, {
      signal,
      lanes,
      onEvent: (event) => {
        report.event(event);
        if (event.type === 'done') {
          made++;
          measured[event.step.id] = event.seconds;
        }
        if (event.type === 'done' || event.type === 'reuse') onArtefact(event.artefact);
      },
    });
    return { artefacts, made };
  } finally {
    if (made > 0) await writeRates(store, measured);
  }
}
