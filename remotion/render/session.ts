import { rm } from 'node:fs/promises';
import path from 'node:path';
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

/**
 * Runs a command's work, stops it cleanly on Ctrl-C, closes what it opened and releases the cache's lock.
 * A second Ctrl-C ends the program at once: the cache takes that too.
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
    return await work({
      store,
      signal: stop.signal,
      report,
      hold,
      atEnd: (close) => void closers.push(close),
    });
  } finally {
    for (const close of closers.reverse())
      await close().catch((error: unknown) => report.say(`while closing: ${String(error)}`));
    report.close();
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  }
}
