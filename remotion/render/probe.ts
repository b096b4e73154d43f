import { z } from 'zod';
import { ffprobe } from '../narration/ffmpeg';

/** What ffprobe says of our files, validated. */

const count = z.coerce.number().int().nonnegative();
const seconds = z.coerce.number();
/** "30/1". */
const ratio = z
  .string()
  .regex(/^\d+\/\d+$/)
  .transform((text) => {
    const [over, under] = text.split('/').map(Number);
    return (over ?? 0) / (under || 1);
  });

const videoSchema = z.object({
  codec_name: z.string(),
  profile: z.string(),
  width: count,
  height: count,
  pix_fmt: z.string(),
  level: z.coerce.number(),
  color_range: z.string().default('unknown'),
  color_space: z.string().default('unknown'),
  color_transfer: z.string().default('unknown'),
  color_primaries: z.string().default('unknown'),
  avg_frame_rate: ratio,
  time_base: z.string(),
  nb_frames: count,
  duration: seconds,
  extradata_hash: z.string().default(''),
});

const soundSchema = z.object({
  codec_name: z.string(),
  sample_rate: count,
  channels: count,
  duration: seconds,
});

export interface VideoFacts {
  /** "h264". */
  readonly codec: string;
  /** "High", or the number the ffprobe at hand has for it. */
  readonly profile: string;
  readonly width: number;
  readonly height: number;
  /** "yuv420p". */
  readonly pixelFormat: string;
  readonly level: number;
  /** "tv" (limited) or "pc" (full). */
  readonly range: string;
  /** Matrix, transfer, primaries: "bt709" each. */
  readonly colors: readonly [string, string, string];
  readonly fps: number;
  readonly timeBase: string;
  readonly frames: number;
  readonly seconds: number;
  /** Hash of the decoder configuration (SPS and PPS). */
  readonly decoder: string;
}

export interface SoundFacts {
  readonly codec: string;
  readonly sampleRate: number;
  readonly channels: number;
  readonly seconds: number;
}

async function streams<T>(file: string, kind: 'v:0' | 'a:0', schema: z.ZodType<T>): Promise<T | undefined> {
  const args = ['-select_streams', kind, '-show_streams', '-show_data_hash', 'sha256', '-of', 'json', file];
  const { stdout } = await ffprobe(args);
  const parsed = z.object({ streams: z.array(z.unknown()) }).parse(JSON.parse(stdout));
  return parsed.streams[0] === undefined ? undefined : schema.parse(parsed.streams[0]);
}

/** The picture of a file. @throws FfmpegError when it cannot be read; Error when it has none */
export async function probeVideo(file: string): Promise<VideoFacts> {
  const video = await streams(file, 'v:0', videoSchema);
  if (!video) throw new Error(`${file} has no picture`);
  return {
    codec: video.codec_name,
    profile: video.profile,
    width: video.width,
    height: video.height,
    pixelFormat: video.pix_fmt,
    level: video.level,
    range: video.color_range,
    colors: [video.color_space, video.color_transfer, video.color_primaries],
    fps: video.avg_frame_rate,
    timeBase: video.time_base,
    frames: video.nb_frames,
    seconds: video.duration,
    decoder: video.extradata_hash,
  };
}

/** The sound of a file, or undefined. @throws FfmpegError when it cannot be read */
export async function probeSound(file: string): Promise<SoundFacts | undefined> {
  const sound = await streams(file, 'a:0', soundSchema);
  return (
    sound && {
      codec: sound.codec_name,
      sampleRate: sound.sample_rate,
      channels: sound.channels,
      seconds: sound.duration,
    }
  );
}

/** Times at which frames are shown, in seconds, sorted: packets come in decoding order. */
export async function frameTimes(file: string): Promise<number[]> {
  const args = ['-select_streams', 'v:0', '-show_entries', 'packet=pts_time', '-of', 'json', file];
  const { stdout } = await ffprobe(args);
  const { packets } = z
    .object({ packets: z.array(z.object({ pts_time: seconds })) })
    .parse(JSON.parse(stdout));
  return packets.map(({ pts_time }) => pts_time).sort((a, b) => a - b);
}
