import { checkpointsIn } from '../cache/checkpoints';
import { DivergedError, isTold, WorkError } from '../cache/errors';
import type { Json } from '../cache/manifest';
import type { Artefact, Checkpoints, Draft, Work } from '../cache/step';
import { draftIn, Store } from '../cache/store';
import { makers, type Maker } from './makers';
import { type FromWorker, type ToWorker, toWorkerSchema } from './worker-messages';

/** The program of a worker process: makes one step's files as it is told by the process that started it, and ends. */

const stop = new AbortController();

function send(message: FromWorker): Promise<void> {
  return new Promise((resolve) => {
    if (!process.connected || !process.send) return resolve();
    process.send(message, () => resolve());
  });
}

// Ctrl-C reaches every process of the terminal; the one that started us decides, and tells us.
process.on('SIGINT', () => undefined);
// Without it nobody waits for the result any more.
process.on('disconnect', () => process.exit(1));
process.on('message', (raw) => {
  const message = toWorkerSchema.parse(raw);
  if (message.type === 'stop') return stop.abort();
  make(message)
    .then(
      (meta) => send({ type: 'made', meta }),
      (error: unknown) => send(failureOf(error)),
    )
    .finally(() => process.exit());
});

async function make({
  maker,
  args,
  root,
  draft,
  parts,
  artefacts,
}: ToWorker & { type: 'make' }): Promise<Record<string, Json>> {
  const load = Object.hasOwn(makers, maker) ? makers[maker as keyof typeof makers] : undefined;
  if (!load) throw new Error(`there is no maker ${maker}`);
  const store = new Store(root);
  const opened = new Map<string, Artefact>();
  for (const place of artefacts) {
    const found = await store.find(place);
    if (found.state !== 'whole') throw new WorkError(`${place.id} changed while it was read; run again`);
    opened.set(place.id, found.artefact);
  }
  const say = (line: string): void => void send({ type: 'say', line });
  const work: Work = {
    draft: draft === null ? NO_DRAFT : draftIn(draft),
    root,
    checkpoints: draft === null ? NO_CHECKPOINTS : checkpointsIn(store, say),
    parts,
    signal: stop.signal,
    say,
    progress: (progress) => void send({ type: 'progress', progress: { ...progress } }),
    artefact(id) {
      const artefact = opened.get(id);
      if (!artefact) throw new Error(`${maker} uses ${id} without saying so`);
      return artefact;
    },
  };
  return ((await load()) as Maker)(work, args as never);
}

/** For what is tried and only measured. */
const NO_DRAFT: Draft = {
  dir: '',
  npy: async () => undefined,
  json: async () => undefined,
  bytes: async () => undefined,
  file: () => {
    throw new Error('nothing is kept');
  },
};
const NO_CHECKPOINTS: Checkpoints = { find: async () => undefined, keep: async () => undefined };

function failureOf(error: unknown): FromWorker {
  const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  const diverged = error instanceof DivergedError;
  return { type: 'failed', message, stack, diverged, exitCode: isTold(error) ? error.exitCode : null };
}
