import { availableParallelism } from 'node:os';
import { plan, run } from '../../cache/graph';
import type { Artefact, Step } from '../../cache/step';
import type { BackendChoice } from '../../training/backend';
import { readRates, workAhead, writeRates } from './estimate';
import type { Session } from './session';

const cores = availableParallelism();
/** Worker processes that train at once: TensorFlow.js keeps one core busy; more than four do not pay for their memory. */
const workers = Math.max(1, Math.min(cores, 4));
/** How many steps of a stage run at once. */
export const lanes = {
  /**
   * Pages that draw. A page, its rasteriser and its encoder keep two cores busy; a second page on two cores was slower once
   * (45 frames a second against 56) and faster once (80 s against 90 for all segments). More than four do not pay for
   * their memory.
   */
  segment: Math.max(1, Math.min(Math.floor(cores / 2), 4)),
  training: workers,
  trial: workers,
};

export interface Done {
  readonly artefacts: ReadonlyMap<string, Artefact>;
  /** How many steps were made, not reused. */
  readonly made: number;
}

export interface WorkOptions {
  /** Told to the user where something is to be trained. */
  readonly backend?: BackendChoice;
  readonly onArtefact?: (artefact: Artefact) => void;
}

/** Brings steps up to date, telling before what it will take and meanwhile how it goes. */
export async function bringUpToDate(
  steps: readonly Step[],
  session: Session,
  { backend, onArtefact }: WorkOptions = {},
): Promise<Done> {
  const { store, report, signal } = session;
  const rates = await readRates(store);
  const planned = await plan(steps, store);
  const ahead = workAhead(planned, rates, lanes);
  if (ahead !== undefined) report.say(ahead);
  const trains = planned.some(
    ({ stage, action }) => (stage === 'training' || stage === 'trial') && action !== 'reuse',
  );
  if (backend && trains) report.say(`training on ${backend.name} ${backend.version}: ${backend.why}`);
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
        if (event.type === 'done' || event.type === 'reuse') onArtefact?.(event.artefact);
      },
    });
    return { artefacts, made };
  } finally {
    if (made > 0) await writeRates(store, measured);
  }
}
