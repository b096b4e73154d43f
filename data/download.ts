import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { z } from 'zod';
import { isMissing, StoppedError, toldFileError } from '../cache/errors';

/** Thrown when no address gave the file; the message says for each of them why, and what to do. */
export class DownloadError extends Error {
  override readonly name = 'DownloadError';
  readonly exitCode = 1;
}

export interface DownloadOptions {
  /** Why the file at this path is not the one that is wanted, in a few words, or null when it is. */
  check(path: string): Promise<string | null>;
  /** Stops the download; what has arrived is kept for the next run. */
  readonly signal: AbortSignal;
  /** Bytes that are there, of all, where the server says how many these are. */
  progress(done: number, total: number | undefined): void;
  /** A longer file is refused. */
  readonly maxBytes: number;
  /** Milliseconds without a byte after which an address counts as dead; 30,000 unless said. */
  readonly stallMs?: number;
  /** What the user can do where no address helps, as the end of the message; to bring the file unless said. */
  readonly advice?: string;
}

/** Why an address did not give the file, and what becomes of the part. */
class Failure extends Error {
  constructor(
    message: string,
    /** `again`: the connection broke, asking once more may help. `next`: the part is good for the next address. */
    readonly part: 'again' | 'next' | 'discard',
  ) {
    super(message);
  }
}

const STALL_MS = 30_000;
/** How often an address is asked to go on after a cut, as long as each time brings bytes. */
const CUTS = 5;

/**
 * Brings a file from the first address that gives the right one. It grows as `<file>.part`, from which later runs and
 * further addresses go on (HTTP Range, with If-Range where the server gave a strong ETag), and gets its name only
 * after `check`. A part that turns out wrong is deleted. What stood at `file` before stays until then.
 *
 * @param urls In the order in which they are tried; http or https.
 * @throws DownloadError when all of them fail. StoppedError when `signal` fires. WorkError when the disk is full or
 * the folder forbidden. What `check` throws passes through.
 */
export async function download(
  urls: readonly string[],
  file: string,
  options: DownloadOptions,
): Promise<void> {
  const part = `${file}.part`;
  const failures: string[] = [];
  await told(mkdir(dirname(file), { recursive: true }), dirname(file));
  for (const url of urls) {
    const failure = await fromOne(url, file, part, options);
    if (failure === null) return;
    failures.push(`${shownAddress(url)}: ${failure}`);
  }
  const kept = (await sizeOf(part)) > 0 ? ' (what has arrived is kept)' : '';
  const proxy = (process.env['HTTPS_PROXY'] ?? process.env['https_proxy']) ? ' (a proxy is not used)' : '';
  throw new DownloadError(
    `${basename(file)} could not be downloaded: ${failures.join('; ') || 'no address is known'}; ` +
      `check the network${proxy} and run again${kept}, or ${options.advice ?? `put the file at ${file} yourself`}`,
  );
}

/** Asks one address until the file is there or asking makes no sense; says why it is not there, or null. */
async function fromOne(
  url: string,
  file: string,
  part: string,
  options: DownloadOptions,
): Promise<string | null> {
  let cuts = 0;
  for (;;) {
    stopIfAborted(options.signal);
    const before = await sizeOf(part);
    try {
      await transfer(url, part, before, options);
    } catch (error) {
      stopIfAborted(options.signal);
      if (!(error instanceof Failure)) throw toldFileError(error, part);
      if (error.part === 'discard') await discard(part);
      if (error.part === 'again' && cuts++ < CUTS && (await sizeOf(part)) > before) continue;
      return error.message;
    }
    const wrong = await options.check(part);
    if (wrong === null) {
      await told(rename(part, file), file);
      await discard(part);
      return null;
    }
    await discard(part);
    // What an earlier run or another address left may have been the wrong piece: then a whole one decides.
    if (before === 0) return wrong;
  }
}

/** Brings what is missing of the part. @throws Failure when it stays incomplete or is refused. */
async function transfer(url: string, part: string, have: number, options: DownloadOptions): Promise<void> {
  const { signal, progress, maxBytes, stallMs = STALL_MS } = options;
  assertWeb(url);
  const stalled = new AbortController();
  const timer = setTimeout(() => stalled.abort(), stallMs);
  const stop = AbortSignal.any([signal, stalled.signal]);
  try {
    const { body, start, total } = await ask(url, part, have, stop);
    if ((total ?? 0) > maxBytes) {
      await body?.cancel();
      throw new Failure(`it is ${total} bytes long, where at most ${maxBytes} are expected`, 'discard');
    }
    const done = body ? await append(body, part, start, total, options, timer) : start;
    if (!body) progress(done, total);
    if (total !== undefined && done < total)
      throw new Failure(`the connection ended after ${done} of ${total} bytes`, 'again');
  } catch (error) {
    if (stalled.signal.aborted) throw new Failure(`nothing came for ${stallMs / 1000} s`, 'next');
    throw error instanceof TypeError ? new Failure(networkReason(error), 'again') : error;
  } finally {
    clearTimeout(timer);
  }
}

/** Writes the body behind the first `start` bytes of the part; returns how many bytes there are then. */
async function append(
  body: ReadableStream<Uint8Array>,
  part: string,
  start: number,
  total: number | undefined,
  { progress, maxBytes }: DownloadOptions,
  timer: NodeJS.Timeout,
): Promise<number> {
  const handle = await open(part, start === 0 ? 'w' : 'a');
  try {
    let done = start;
    progress(done, total);
    for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
      timer.refresh();
      done += chunk.length;
      if (done > maxBytes) throw new Failure(`it is longer than the ${maxBytes} bytes expected`, 'discard');
      await handle.appendFile(chunk);
      progress(done, total);
    }
    return done;
  } finally {
    await handle.close();
  }
}

interface Answer {
  /** Nothing when the part is complete already. */
  readonly body: ReadableStream<Uint8Array> | undefined;
  /** Bytes of the part that stand; the body goes on from there. */
  readonly start: number;
  readonly total: number | undefined;
}

/** Asks for all after `have` bytes, and takes what the server is ready to give. */
async function ask(url: string, part: string, have: number, signal: AbortSignal): Promise<Answer> {
  // Ranges count the bytes that travel; compressed on the way they would not be those of the file.
  const headers: Record<string, string> = { 'accept-encoding': 'identity' };
  if (have > 0) {
    headers['range'] = `bytes=${have}-`;
    const etag = await etagOf(part, url);
    if (etag !== undefined) headers['if-range'] = etag;
  }
  const response = await fetch(url, { headers, signal });
  const { status, body } = response;
  const encoded = (response.headers.get('content-encoding') ?? 'identity') !== 'identity';
  const range = rangeOf(response.headers.get('content-range'));

  if (have > 0 && (status === 206 || status === 416)) {
    if (status === 206 && body && range.start === have && !encoded)
      return { body, start: have, total: range.total };
    await body?.cancel();
    if (status === 416 && range.total === have) return { body: undefined, start: have, total: have };
    await discard(part);
    return ask(url, part, 0, signal);
  }
  if (status !== 200 || !body) {
    await body?.cancel();
    throw new Failure(`HTTP ${status} ${response.statusText}`.trimEnd(), 'next');
  }
  // First away with the old piece: a run that is killed here must not go on from it under the new name.
  await writeFile(part, '');
  await keepOrigin(part, url, response.headers.get('etag'));
  const length = response.headers.get('content-length');
  return { body, start: 0, total: encoded || length === null ? undefined : Number(length) };
}

/** `bytes 500-999/1000`, or an asterisk for the range with status 416 (RFC 9110, 14.4). */
function rangeOf(header: string | null): { start: number | undefined; total: number | undefined } {
  const match = /^bytes (?:(\d+)-\d+|\*)\/(\d+|\*)$/.exec(header ?? '');
  const number = (text: string | undefined): number | undefined =>
    text === undefined || text === '*' ? undefined : Number(text);
  return { start: number(match?.[1]), total: number(match?.[2]) };
}

/** Which version of which address the part is a piece of, so that a changed file is not pieced together. */
const originSchema = z.object({ url: z.string(), etag: z.string() });
const originOf = (part: string): string => `${part}.json`;

async function keepOrigin(part: string, url: string, etag: string | null): Promise<void> {
  // Only strong validators are allowed in If-Range (RFC 9110, 13.1.5).
  if (etag === null || etag.startsWith('W/')) await rm(originOf(part), { force: true });
  else await writeFile(originOf(part), JSON.stringify({ url, etag }));
}

async function etagOf(part: string, url: string): Promise<string | undefined> {
  try {
    const origin = originSchema.safeParse(JSON.parse(await readFile(originOf(part), 'utf8')));
    return origin.success && origin.data.url === url ? origin.data.etag : undefined;
  } catch {
    return undefined;
  }
}

async function discard(part: string): Promise<void> {
  await rm(part, { force: true });
  await rm(originOf(part), { force: true });
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isMissing(error)) return 0;
    throw toldFileError(error, path);
  }
}

function stopIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new StoppedError('stopped; what was downloaded is kept for the next run');
}

async function told<T>(work: Promise<T>, where: string): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw toldFileError(error, where);
  }
}

function assertWeb(url: string): void {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || !/^https?:$/.test(parsed.protocol))
    throw new Failure('only http and https addresses can be downloaded from', 'next');
  if (parsed.username !== '' || parsed.password !== '')
    throw new Failure('an address with a name or password in it is not taken', 'next');
}

/** An address without what may be secret in it. */
export function shownAddress(url: string): string {
  if (!URL.canParse(url)) return url;
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ENOTFOUND: 'host name not found (DNS)',
  EAI_AGAIN: 'host name not found (DNS)',
  ENETUNREACH: 'network out of reach',
  EHOSTUNREACH: 'host out of reach',
  ETIMEDOUT: 'no connection in time',
  UND_ERR_CONNECT_TIMEOUT: 'no connection in time',
  ECONNRESET: 'the connection was cut',
  UND_ERR_SOCKET: 'the connection was cut',
};

/** What lies behind the "fetch failed" and "terminated" of Node's fetch. */
function networkReason({ message, cause }: TypeError): string {
  if (!(cause instanceof Error)) return message;
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  return reasons[code] ?? `${cause.message || message}${code && ` (${code})`}`;
}
