/** Errors whose message is written for the user: printed as one line, without a stack. */
export interface ToldError extends Error {
  /** 1: failed while working. 2: the request was wrong. */
  readonly exitCode: 1 | 2;
}

export const isTold = (error: unknown): error is ToldError =>
  error instanceof Error && 'exitCode' in error && (error.exitCode === 1 || error.exitCode === 2);

/** Something failed while working: the message says what to do next. */
export class WorkError extends Error implements ToldError {
  override readonly name = 'WorkError';
  readonly exitCode = 1;
}

/** A training whose loss is no longer a number: other seeds of the same experiment may do better. */
export class DivergedError extends WorkError {}

/** The request was wrong: the message names the field, the value and what is allowed. */
export class RequestError extends Error implements ToldError {
  override readonly name = 'RequestError';
  readonly exitCode = 2;
}

/** The user interrupted the work (Ctrl-C); what was finished is in the cache. */
export class StoppedError extends Error implements ToldError {
  override readonly name = 'StoppedError';
  readonly exitCode = 1;
}

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

export const isMissing = (error: unknown): boolean => hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR');

/** Turns what the file system says of a full disk or forbidden folder into a line a user can act on. */
export function toldFileError(error: unknown, where: string): unknown {
  if (hasCode(error, 'ENOSPC') || hasCode(error, 'EDQUOT'))
    return new WorkError(
      `no space left on the disk of ${where}; free some (npm run cache -- gc) and run again: what was finished is kept`,
    );
  if (hasCode(error, 'EACCES') || hasCode(error, 'EPERM') || hasCode(error, 'EROFS'))
    return new WorkError(`${where} cannot be written; change its permissions or choose another place`);
  if (hasCode(error, 'EEXIST') || hasCode(error, 'ENOTDIR'))
    return new WorkError(
      `${where} cannot be made: a file lies where a folder is needed; remove it or choose another place`,
    );
  if (hasCode(error, 'ENOENT'))
    return new WorkError(`${where} cannot be made or has gone; choose another place`);
  return error;
}
