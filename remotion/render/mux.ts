import { stat } from 'node:fs/promises';
import { WorkError } from '../../cache/errors';
import { ffmpeg } from '../narration/ffmpeg';
import { probeSound, probeVideo } from './probe';

export interface MuxRequest {
  /** The joined, muted picture. */
  readonly video: string;
  /** The whole sound track, AAC. */
  readonly sound: string;
  /** Frames that the timeline has. */
  readonly frames: number;
  readonly fps: number;
  readonly outFile: string;
  readonly signal?: AbortSignal;
}

/** What was delivered, measured on the finished file. */
export type FilmFacts = Readonly<Record<string, string | number>>;

/** Seconds by which sound and picture may end apart. */
const END_TOLERANCE = 0.05;

/**
 * Puts picture and sound into one MP4 that starts to play before it is loaded; nothing is encoded again.
 * @throws WorkError when a track is missing, frames are lost or the ends lie apart
 */
export async function muxFilm({
  video,
  sound,
  frames,
  fps,
  outFile,
  signal,
}: MuxRequest): Promise<FilmFacts> {
  await ffmpeg(
    [
      ...['-i', video, '-i', sound, '-map', '0:v:0', '-map', '1:a:0', '-c', 'copy', '-map_metadata', '-1'],
      ...['-fflags', '+bitexact', '-movflags', '+faststart', '-f', 'mp4', outFile],
    ],
    signal ? { signal } : {},
  );
  const [picture, heard, { size }] = await Promise.all([
    probeVideo(outFile),
    probeSound(outFile),
    stat(outFile),
  ]);
  if (!heard) throw new WorkError('the film has no sound; run npm run film again');
  if (picture.frames !== frames)
    throw new WorkError(
      `the film has ${picture.frames} frames, the timeline has ${frames}; run npm run film again`,
    );
  const apart = Math.abs(picture.seconds - heard.seconds);
  if (apart > END_TOLERANCE)
    throw new WorkError(
      `picture and sound end ${apart.toFixed(3)} s apart, ${END_TOLERANCE} s are allowed; run npm run film again`,
    );
  return {
    frames,
    fps,
    width: picture.width,
    height: picture.height,
    bytes: size,
    videoSeconds: picture.seconds,
    soundSeconds: heard.seconds,
    bitsPerSecond: Math.round((size * 8) / picture.seconds),
    video: `${picture.codec} ${picture.pixelFormat} ${picture.range} ${picture.colors.join('/')}`,
    sound: `${heard.codec} ${heard.sampleRate} Hz, ${heard.channels} channels`,
  };
}
