import { rm } from 'node:fs/promises';
import path from 'node:path';
import { StoppedError } from '../../cache/errors';
import { acquireLock } from '../../cache/lock';
import { cacheRoot } from '../../cache/paths';
import { Store } from '../../cache/store';
import { reporter, type Reporter } from './reporter';

/** What every command that works has at hand. */
export interface Session {
  readonly store: Store;
  readonly signal: AbortSignal;
  readonly report: Reporter;
  /** Takes the cache's lock, waiting for it if need be, and keeps it until the work ends. Ask it before anything is written. */
  hold(): Promise<void>;
  /** Called when the work ends, in whatever way, last first. */
  atEnd(close: () => Promise<void>): void;
}

/** Work that was told to stop, and what closes after it, is waited for so long. */
const GRACE_MS = 3000;

/** Settles as the promise does, or is rejected with `late` when that takes too long after `begin`. */
function within<T>(promise: Promise<T>, begin: AbortSignal, late: () => Error): Promise<T> {
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    const start = (): void => {
      timer = setTimeout(() => reject(late()), GRACE_MS);
    };
    begin.addEventListener('abort', start, { once: true });
    if (begin.aborted) start();
    promise.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      begin.removeEventListener('abort', start);
    });
  });
}

const stopped = (): StoppedError => new StoppedError('stopped; what was finished is kept in the cache');

/**
 * Runs a command's work, stops it cleanly on Ctrl-C, closes what it opened and releases the cache's lock.
 * A second Ctrl-C ends the program at once: the cache takes that too.
 *
 * A terminal sends Ctrl-C to our browser and to esbuild as well: whatever fails then, or never answers, was stopped.
 * @throws StoppedError when it was stopped; else what the work throws
 */
export async function withSession<T>(command: string, work: (session: Session) => Promise<T>): Promise<T> {
  const store = new Store(cacheRoot());
  const stop = new AbortController();
  const report = reporter();
  const closers: (() => Promise<void>)[] = [];
  let asked = 0;
  const onSignal = (): void => {
    asked++;
    if (asked > 1) process.exit(1);
    report.say('stopping; what is finished is kept (Ctrl-C again to end at once)');
    stop.abort();
  };
  const hold = async (): Promise<void> => {
    const lock = await acquireLock(store.root, command, {
      signal: stop.signal,
      onWait: ({ command: other, pid, since }) =>
        report.say(
          `another run holds the cache (${other}, process ${pid}, since ${since.slice(11, 19)} UTC); waiting for it`,
        ),
    });
    closers.unshift(() => lock.release());
    // With the lock held nobody else writes there: whatever lies in tmp was left by a run that died.
    await rm(path.join(store.root, 'tmp'), { recursive: true, force: true });
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  try {
    const working = work({
      store,
      signal: stop.signal,
      report,
      hold,
      atEnd: (close) => void closers.push(close),
    });
    return await within(working, stop.signal, stopped);
  } catch (error) {
    throw stop.signal.aborted ? stopped() : error;
  } finally {
    const closing = AbortSignal.abort();
    for (const close of closers.reverse())
      await within(close(), closing, () => new Error('it takes too long')).catch(
        (error: unknown) => stop.signal.aborted || report.say(`while closing: ${String(error)}`),
      );
    report.close();
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  }
}
