import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { DivergedError, RequestError, StoppedError, WorkError } from '../cache/errors';
import type { Json } from '../cache/manifest';
import { projectRoot } from '../cache/paths';
import type { Artefact, Work } from '../cache/step';
import type { ArgumentsOf, MakerName } from './makers';
import { type FromWorker, fromWorkerSchema, type ToWorker } from './worker-messages';

const WORKER = fileURLToPath(new URL('./worker.ts', import.meta.url));

/** A worker that was told to stop and does not end by itself in this time is ended: the cache takes that. */
const GRACE_MS = 2000;

export interface OffloadOptions {
  /** Artefacts the maker reads. */
  readonly artefacts: readonly Artefact[];
  /** What is made, for messages: `training:spirals`. */
  readonly step: string;
  /** Whether only the result counts: no array is kept, and no checkpoint. */
  readonly discard?: boolean;
  /** Whether the maker goes on from checkpoints. */
  readonly resumes?: boolean;
}

/**
 * Makes a step's artefact in a process of its own, which computes beside the others and leaves this one free to draw.
 * @returns the manifest's `meta`
 * @throws WorkError when the process ends without a result; what the maker throws.
 */
export async function inWorker<Name extends MakerName>(
  work: Work,
  maker: Name,
  args: ArgumentsOf<Name>,
  { artefacts, step, discard = false, resumes = false }: OffloadOptions,
): Promise<Record<string, Json>> {
  const child = fork(WORKER, {
    cwd: projectRoot,
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let last = '';
  child.stderr?.on('data', (chunk: Buffer) => (last = (last + chunk.toString()).slice(-2000)));
  const send = (message: ToWorker): void => void (child.connected && child.send(message, () => undefined));
  let grace: NodeJS.Timeout | undefined;
  const stop = (): void => {
    send({ type: 'stop' });
    grace = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
  };
  try {
    return await new Promise((resolve, reject) => {
      let outcome: (() => void) | undefined;
      child.on('error', reject);
      child.on('message', (raw) => {
        const message = fromWorkerSchema.parse(raw) satisfies FromWorker;
        if (message.type === 'progress') {
          const { note, ...progress } = message.progress;
          work.progress(note === undefined ? progress : { ...progress, note });
        } else if (message.type === 'say') work.say(message.line);
        else if (message.type === 'made') outcome = () => resolve(message.meta);
        else outcome = () => reject(errorOf(message));
      });
      // Only when it has ended: then nothing is written into the draft any more.
      child.on('close', (code, signal) => {
        if (work.signal.aborted) reject(new StoppedError('stopped'));
        else if (outcome) outcome();
        else reject(new WorkError(diedOf(step, resumes, signal ?? `code ${code}`, last)));
      });
      work.signal.addEventListener('abort', stop, { once: true });
      if (work.signal.aborted) stop();
      send({
        type: 'make',
        maker,
        // Parameters are plain values; arrays pass through the cache.
        args: args as unknown as Json,
        root: work.root,
        draft: discard ? null : work.draft.dir,
        parts: work.parts,
        artefacts: artefacts.map(({ id, area, manifest: { stage, name, key } }) => ({
          id,
          area,
          stage,
          name,
          key,
        })),
      });
    });
  } finally {
    clearTimeout(grace);
    work.signal.removeEventListener('abort', stop);
  }
}

function errorOf({ message, stack, exitCode, diverged }: FromWorker & { type: 'failed' }): Error {
  const error = diverged
    ? new DivergedError(message)
    : exitCode === 1
      ? new WorkError(message)
      : exitCode === 2
        ? new RequestError(message)
        : new Error(message);
  error.stack = stack;
  return error;
}

function diedOf(step: string, resumes: boolean, how: string, stderr: string): string {
  const said = stderr.trim().split('\n').at(-1) ?? '';
  return (
    `the process of ${step} ended (${how})${said === '' ? '' : `, saying “${said}”`}; often there was too little memory; ` +
    `run again${resumes ? ': it goes on from its last checkpoint' : ''}`
  );
}
