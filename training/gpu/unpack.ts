import { createReadStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { UnpackSync, type ReadEntry } from 'tar';
import { isTold, StoppedError, toldFileError, WorkError } from '../../cache/errors';

/** Unpacks what came from elsewhere: only plain things, only inside the folder, only so much. */

export interface UnpackLimits {
  readonly maxBytes: number;
  readonly maxEntries: number;
}

/** Six times libtensorflow 2.9.1, and room for a Python TensorFlow's 12,000 headers. */
export const unpackLimits: UnpackLimits = { maxBytes: 8 * 2 ** 30, maxEntries: 50_000 };

/**
 * Unpacks a .tar or .tar.gz into a new folder. The first entry that is not allowed ends it; what is there by then is
 * left for the caller to remove.
 * @throws WorkError for an archive that is damaged, too large or holds what is not allowed. StoppedError on `signal`.
 */
export async function unpack(
  archive: string,
  into: string,
  signal: AbortSignal,
  limits: UnpackLimits = unpackLimits,
): Promise<void> {
  await mkdir(into, { recursive: true });
  const name = path.basename(archive);
  let entries = 0;
  let bytes = 0;
  const refuse = (reason: string): WorkError => new WorkError(`${name} is not unpacked: ${reason}`);
  // The one that works entry by entry: its sibling waits for ever for a link to a folder around it.
  const sink = new UnpackSync({
    cwd: into,
    // A warning (a wrong checksum, an entry that tar itself would skip) makes the whole archive wrong.
    strict: true,
    noMtime: true,
    preserveOwner: false,
    filter: (place, entry) => {
      if (!('type' in entry)) return false;
      entries++;
      bytes += entry.size;
      const wrong =
        entryFault(place, entry) ??
        (entries > limits.maxEntries ? `it has more than ${limits.maxEntries} entries` : null) ??
        (bytes > limits.maxBytes ? `it holds more than ${limits.maxBytes} bytes` : null);
      // Neither a stranger's set-user-ID bit nor a folder that others may write.
      entry.mode = (entry.mode ?? 0o644) & 0o755;
      if (wrong === null) return true;
      sink.abort(refuse(wrong));
      return false;
    },
  });
  try {
    await pipeline(createReadStream(archive), sink as unknown as NodeJS.WritableStream, { signal });
  } catch (error) {
    if (signal.aborted) throw new StoppedError('stopped while unpacking; nothing was installed');
    // A hard link to a folder is not permitted either (EPERM), which says nothing about the place.
    const told = (error as NodeJS.ErrnoException).code === 'EPERM' ? error : toldFileError(error, into);
    if (isTold(told)) throw told;
    throw refuse(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
  }
  if (entries === 0) throw refuse('there is nothing in it');
}

const allowed: ReadonlySet<string> = new Set([
  'File',
  'OldFile',
  'ContiguousFile',
  'Directory',
  'SymbolicLink',
  'Link',
]);

/**
 * Why an entry may not be unpacked, or null. Without a `..` in any path or link, no chain of links leaves the folder.
 */
function entryFault(place: string, { type, linkpath }: ReadEntry): string | null {
  if (!allowed.has(type)) return `"${shown(place)}" is a ${type}`;
  if (leavesFolder(place)) return `"${shown(place)}" lies outside its folder`;
  if ((type === 'SymbolicLink' || type === 'Link') && (!linkpath || leavesFolder(linkpath)))
    return `"${shown(place)}" is a link to "${shown(linkpath ?? '')}", outside its folder`;
  return null;
}

const leavesFolder = (place: string): boolean =>
  path.isAbsolute(place) ||
  path.win32.isAbsolute(place) ||
  place.includes('\0') ||
  place.split(/[\\/]/).includes('..');

/** A name from an archive as one short line without control characters. */
const shown = (text: string): string => JSON.stringify(text.slice(0, 200)).slice(1, -1);
