import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { RequestError } from '../../cache/errors';
import { projectRoot } from '../../cache/paths';

/** Errors that nobody has put into words for the user. */

/** `/path/file.ts:61:23: ERROR: Expected ":"`, as esbuild tells what it cannot read, below a line that says so. */
const SYNTAX = /^(.+?):(\d+):\d+: ERROR: (.+)$/m;

/**
 * A slip of the user's in a file of the program, most likely in `training/experiments.ts`, as an error that tells where.
 * Undefined for any other error.
 */
export function syntaxError(error: unknown): RequestError | undefined {
  const [, file, line, what] = (error instanceof Error && SYNTAX.exec(error.message)) || [];
  if (file === undefined) return undefined;
  return new RequestError(`${path.relative(projectRoot, file)}, line ${line}: ${what}`);
}

/** One line about any error, with the place in our files where it arose. */
export function unforeseen(error: unknown): string {
  if (!(error instanceof Error)) return `something unforeseen went wrong: ${String(error)}`;
  const first = error.message.split('\n').find((line) => line.trim() !== '') ?? '';
  const place = placeOf(error.stack ?? '');
  return `something unforeseen went wrong: ${error.name}: ${first}${place} (--verbose shows more)`;
}

/** ` at training/experiments.ts:36`: the innermost line of a stack that is ours. */
function placeOf(stack: string): string {
  for (const [, found = '', line] of stack.matchAll(/((?:file:\/\/)?\/[^\s():]+):(\d+):\d+/g)) {
    const file = found.startsWith('file:') ? fileURLToPath(found) : found;
    const ours = path.relative(projectRoot, file);
    if (!ours.startsWith('..') && !ours.includes('node_modules')) return ` at ${ours}:${line}`;
  }
  return '';
}
