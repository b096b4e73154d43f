import { RenderInternals } from '@remotion/renderer';

/**
 * The one door to ffmpeg and ffprobe: the binaries inside Remotion's compositor package, so that nothing has to
 * be installed. Its build is small (no `ebur128`, no raw `s16le` muxer, no subtitles): see README of the package.
 */

/** Thrown when ffmpeg or ffprobe cannot be started or ends with an error; the message holds its own last line. */
export class FfmpegError extends Error {
  override readonly name = 'FfmpegError';
  readonly exitCode = 1;
  /** All that the program wrote to its error output. */
  readonly stderr: string;
  /** True when it ended because the disk is full. */
  readonly diskFull: boolean;

  constructor(message: string, stderr: string, diskFull: boolean) {
    super(message);
    this.stderr = stderr;
    this.diskFull = diskFull;
  }
}

export interface FfmpegOptions {
  /** Kills the program; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Bytes for its standard input (`pipe:0`). */
  readonly input?: Uint8Array;
  /** Folder that relative paths start from; the process's own unless said. */
  readonly cwd?: string;
}

export interface FfmpegResult {
  readonly stdout: string;
  readonly stderr: string;
}

type Program = 'ffmpeg' | 'ffprobe';

/** ffmpeg's last line is the reason ("Conversion failed!" and its like only say that there was one). */
function lastLine(stderr: string): string {
  const lines = stderr
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && line !== 'Conversion failed!' && !line.startsWith('frame='));
  return lines.at(-1) ?? 'it said nothing';
}

const isDiskFull = (text: string): boolean => /No space left on device|ENOSPC|Disk quota exceeded/.test(text);

async function call(
  bin: Program,
  args: readonly string[],
  encoding: 'utf8' | 'buffer',
  { signal, input, cwd }: FfmpegOptions,
): Promise<{ stdout: string | Uint8Array; stderr: string }> {
  signal?.throwIfAborted();
  const task = RenderInternals.callFf({
    bin,
    args: [...args],
    indent: false,
    logLevel: 'error',
    binariesDirectory: null,
    cancelSignal: undefined,
    options: {
      cwd: cwd ?? process.cwd(),
      reject: false,
      stripFinalNewline: false,
      // Remotion's type of the call is narrowed to text; execa 5 gives a Buffer for `null`.
      encoding: encoding === 'buffer' ? (null as unknown as string) : 'utf8',
      maxBuffer: 1 << 30,
      stdin: input ? 'pipe' : 'ignore',
    },
  });
  // Not execa's own `input`: when the program ends early its EPIPE would hide what the program said.
  task.stdin?.on('error', () => undefined);
  if (input) task.stdin?.end(input);
  // SIGKILL, because on SIGTERM ffmpeg would first finish the file it writes.
  const kill = (): void => void task.kill('SIGKILL');
  signal?.addEventListener('abort', kill, { once: true });
  try {
    const result = await task;
    signal?.throwIfAborted();
    const stderr = Buffer.isBuffer(result.stderr) ? result.stderr.toString('utf8') : (result.stderr ?? '');
    if (result.failed) {
      const unsaid = stderr === '' || result.signal !== undefined;
      const reason = unsaid && 'shortMessage' in result ? String(result.shortMessage) : lastLine(stderr);
      throw isDiskFull(stderr) || isDiskFull(reason)
        ? new FfmpegError(`${bin}: No space left on device; free some and run again`, stderr, true)
        : new FfmpegError(`${bin} failed: ${reason}`, stderr, false);
    }
    return { stdout: result.stdout, stderr };
  } finally {
    signal?.removeEventListener('abort', kill);
  }
}

/**
 * Runs ffmpeg with these arguments; `-nostdin -hide_banner -y` are added in front.
 * @throws FfmpegError when it ends with an error; the signal's reason when it was aborted.
 */
export async function ffmpeg(args: readonly string[], options: FfmpegOptions = {}): Promise<FfmpegResult> {
  const { stdout, stderr } = await call('ffmpeg', [...COMMON, ...args], 'utf8', options);
  return { stdout: String(stdout), stderr };
}

/** As {@link ffmpeg}, for output to `pipe:1` that is not text. */
export async function ffmpegBytes(args: readonly string[], options: FfmpegOptions = {}): Promise<Uint8Array> {
  const { stdout } = await call('ffmpeg', [...COMMON, ...args], 'buffer', options);
  return typeof stdout === 'string' ? Buffer.from(stdout) : new Uint8Array(stdout);
}

const COMMON = ['-nostdin', '-hide_banner', '-nostats', '-y'] as const;

/**
 * Runs ffprobe with these arguments (`-v error` is added in front).
 * @throws FfmpegError when it ends with an error.
 */
export async function ffprobe(args: readonly string[], options: FfmpegOptions = {}): Promise<FfmpegResult> {
  const { stdout, stderr } = await call('ffprobe', ['-v', 'error', ...args], 'utf8', options);
  return { stdout: String(stdout), stderr };
}

let version: Promise<string> | undefined;

/** "n7.1": part of the key of whatever ffmpeg decides. */
export const ffmpegVersion = (): Promise<string> =>
  (version ??= ffmpeg(['-version']).then(
    ({ stdout }) => /^ffmpeg version (\S+)/.exec(stdout)?.[1] ?? 'unknown',
  ));
