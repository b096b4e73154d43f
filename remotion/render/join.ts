import path from 'node:path';
import { WorkError } from '../../cache/errors';
import { ffmpeg } from '../narration/ffmpeg';
import { frameTimes, probeVideo, type VideoFacts } from './probe';

export interface Segment {
  readonly file: string;
  /** Frames that the timeline gives it. */
  readonly frames: number;
}

export interface JoinRequest {
  readonly segments: readonly Segment[];
  readonly fps: number;
  readonly outFile: string;
  readonly signal?: AbortSignal;
}

const AGAIN = 'run again with cache cleared of it: npm run cache -- verify';

/** Between two frames' times, less than any player would notice and more than a container's rounding. */
const TOLERANCE = 1e-4;

/**
 * Joins muted segments by stream copy.
 * @throws WorkError when a segment has not its frames, when decoder configurations differ, or when the joined frames are not
 *   at constant intervals
 */
export async function joinSegments({ segments, fps, outFile, signal }: JoinRequest): Promise<void> {
  const facts = await Promise.all(segments.map(({ file }) => probeVideo(file)));
  segments.forEach(({ file, frames }, i) => {
    const found = facts[i]?.frames;
    if (found !== frames)
      throw new WorkError(`${file} has ${found} frames, the timeline gives it ${frames}; ${AGAIN}`);
  });
  checkEqual(segments, facts);
  // Without durations the last frame of a segment would count as long as its container says, and a join could start early.
  const list = segments.flatMap(({ file, frames }) => [
    `file 'file:${path.resolve(file).replaceAll("'", String.raw`'\''`)}'`,
    `duration ${(frames / fps).toFixed(9)}`,
  ]);
  const input = Buffer.from(`ffconcat version 1.0\n${list.join('\n')}\n`);
  await ffmpeg(
    [
      ...['-f', 'concat', '-safe', '0', '-protocol_whitelist', 'file,pipe', '-i', 'pipe:0'],
      ...[
        '-map',
        '0:v:0',
        '-c',
        'copy',
        '-map_metadata',
        '-1',
        '-map_metadata:s:v:0',
        '-1',
        '-fflags',
        '+bitexact',
        '-video_track_timescale',
        String(timescale(fps)),
      ],
      ...['-f', 'mp4', outFile],
    ],
    { input, ...(signal ? { signal } : {}) },
  );
  const total = segments.reduce((sum, { frames }) => sum + frames, 0);
  checkTimes(await frameTimes(outFile), total, fps);
}

/** A clock in which a frame lasts a whole number of ticks, also at 23.976 and its like. */
const timescale = (fps: number): number => (Number.isInteger(fps) ? fps * 512 : Math.round(fps * 1001));

function checkEqual(segments: readonly Segment[], facts: readonly VideoFacts[]): void {
  const decoderOf = ({ codec, width, height, pixelFormat, range, colors, decoder }: VideoFacts): string =>
    [codec, `${width}×${height}`, pixelFormat, range, ...colors, decoder].join(' ');
  const [first, ...others] = facts;
  if (!first) throw new WorkError('a film needs at least one scene');
  others.forEach((other, i) => {
    if (decoderOf(other) !== decoderOf(first))
      throw new WorkError(
        `${segments[i + 1]?.file} and ${segments[0]?.file} were encoded differently (${decoderOf(other)}; ${decoderOf(first)}); ${AGAIN}`,
      );
  });
}

/** @throws WorkError when frames are missing or not at constant intervals from nought */
export function checkTimes(times: readonly number[], frames: number, fps: number): void {
  if (times.length !== frames)
    throw new WorkError(`the joined film has ${times.length} frames, the timeline has ${frames}; ${AGAIN}`);
  const off = times.findIndex((time, i) => Math.abs(time - i / fps) > TOLERANCE);
  if (off >= 0)
    throw new WorkError(
      `frame ${off} of the joined film stands at ${times[off]} s, not at ${off / fps} s; ${AGAIN}`,
    );
}
