import { ffmpeg, ffprobe, type FfmpegOptions } from './ffmpeg';
import { measureLoudness, parseLoudnorm, type Loudness } from './loudness';
import { SAMPLE_RATE, samplesBefore } from './scene-sound';
import { encodeWav } from './wav';

/** The film's one sound track: scenes' sounds at their frames, brought to −14 LUFS, as AAC. */

/** What is delivered, measured on the finished file (the level YouTube and its like play at). */
export const TARGET = { integrated: -14, tolerance: 1, truePeak: -1 } as const;
/** We aim closer than we must. */
const AIM = 0.5;
/** As far below the target a single gain may stay for the sake of the peaks: better than a gain that breathes. */
const QUIETER = 0.6;
/** Encoding moved peaks by less than 0.2 dB; where it moves them more, the next attempt aims lower. */
const FIRST_PEAK = -1.3;
const ATTEMPTS = 4;
const BITRATE = '160k';
const TWO_CHANNELS = 'pan=stereo|c0=c0|c1=c0';

/** Thrown when no gain brings the sound to its loudness with its peaks below the limit. */
export class SoundError extends Error {
  override readonly name = 'SoundError';
  readonly exitCode = 1;
}

export interface SceneTrack {
  /** Mono at 48 kHz. */
  readonly samples: Float32Array;
  readonly frames: number;
}

export interface FilmSoundFacts {
  readonly seconds: number;
  /** LUFS and dBTP of the encoded file; null where it is silent. */
  readonly integrated: number | null;
  readonly truePeak: number | null;
  /** `linear`: one gain for the whole film. `dynamic`: peaks asked for more. `none`: silent. */
  readonly normalisation: string;
  readonly encoder: string;
}

/** One after another, each at the sample where its first frame begins: rounding never adds up. */
export function assemble(scenes: readonly SceneTrack[], fps: number): Float32Array {
  const total = scenes.reduce((sum, { frames }) => sum + frames, 0);
  const track = new Float32Array(samplesBefore(total, fps));
  let frame = 0;
  for (const { samples, frames } of scenes) {
    const begin = samplesBefore(frame, fps);
    frame += frames;
    track.set(samples.subarray(0, samplesBefore(frame, fps) - begin), begin);
  }
  return track;
}

/**
 * Writes `outFile` (`.m4a`, stereo, 48 kHz), as long as the scenes' frames. The same bytes for the same scenes.
 * @throws SoundError when the finished file cannot be brought to −14 ± 1 LUFS and ≤ −1 dBTP; FfmpegError
 */
export async function filmSound(
  scenes: readonly SceneTrack[],
  fps: number,
  outFile: string,
  signal?: AbortSignal,
): Promise<FilmSoundFacts> {
  const samples = assemble(scenes, fps);
  const options: FfmpegOptions = {
    input: encodeWav({ sampleRate: SAMPLE_RATE, samples }),
    ...(signal ? { signal } : {}),
  };
  const encoder = await bestEncoder();
  const encode = async (filters: readonly string[]): Promise<string> => {
    const { stderr } = await ffmpeg(
      [
        ...['-i', 'pipe:0', '-map', '0:a:0', '-map_metadata', '-1', '-fflags', '+bitexact'],
        ...['-af', [TWO_CHANNELS, ...filters, ...exactly(samples.length)].join(',')],
        ...[
          '-c:a',
          encoder,
          '-b:a',
          BITRATE,
          '-flags:a',
          '+bitexact',
          '-movflags',
          '+faststart',
          '-f',
          'mp4',
        ],
        outFile,
      ],
      options,
    );
    return stderr;
  };
  const before = await measureLoudness('pipe:0', options, [TWO_CHANNELS]);
  if (!isAudible(before)) {
    await encode([]);
    return {
      seconds: await secondsOf(outFile),
      integrated: null,
      truePeak: null,
      normalisation: 'none',
      encoder,
    };
  }
  let peak = FIRST_PEAK;
  let gain = 0;
  let after = before;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const aim = aimFor(before, peak);
    const stderr = await encode([secondPass(before, aim, peak), `volume=${gain.toFixed(2)}dB`]);
    const { mode } = parseLoudnorm(stderr);
    after = await measureLoudness(outFile, signal ? { signal } : {});
    const off = aim - after.integrated;
    const over = after.truePeak - TARGET.truePeak;
    const last = attempt === ATTEMPTS - 1;
    if (
      over <= 0 &&
      (Math.abs(off) <= AIM || (last && Math.abs(TARGET.integrated - after.integrated) <= TARGET.tolerance))
    )
      return {
        seconds: await secondsOf(outFile),
        integrated: after.integrated,
        truePeak: after.truePeak,
        normalisation: mode,
        encoder,
      };
    if (over > 0) peak -= over + 0.2;
    else gain += off;
  }
  throw new SoundError(
    `the sound came out at ${after.integrated} LUFS with peaks of ${after.truePeak} dBTP; ` +
      `${TARGET.integrated} ± ${TARGET.tolerance} and ≤ ${TARGET.truePeak} are needed: choose another --voice`,
  );
}

const isAudible = ({ integrated }: Loudness): boolean => integrated > -70;

/** The loudness one gain can reach with its peaks at `peak`, where that is near enough to the target; else the target. */
function aimFor({ integrated, truePeak }: Loudness, peak: number): number {
  // A hundredth of rounding must not tip loudnorm over its limit.
  const reached = Math.floor((integrated + peak - truePeak) * 100 - 1) / 100;
  const { integrated: target } = TARGET;
  return reached >= target - QUIETER ? Math.min(target, reached) : target;
}

/** The second pass, with what the first measured: one gain for all where the peaks allow it. */
function secondPass({ integrated, truePeak, range, threshold }: Loudness, aim: number, peak: number): string {
  // loudnorm gives up its single gain when the range is above its target; 7 is its default.
  const targetRange = Math.min(50, Math.max(7, Math.ceil(range)));
  return (
    `loudnorm=I=${aim.toFixed(2)}:TP=${peak.toFixed(2)}:LRA=${targetRange}` +
    `:measured_I=${integrated}:measured_TP=${truePeak}:measured_LRA=${range}:measured_thresh=${threshold}` +
    `:linear=true:print_format=json`
  );
}

/**
 * loudnorm may work at 192 kHz, ends on its own block, and stamps that block late when its gain moves: the length is cut to the
 * sample, and the samples' times are counted anew.
 */
const exactly = (samples: number): string[] => [
  `aresample=${SAMPLE_RATE}`,
  'asetpts=N/SR/TB',
  `apad=whole_len=${samples}`,
  `atrim=end_sample=${samples}`,
];

/** Fraunhofer's encoder where this build has it; ffmpeg's own is second best. */
async function bestEncoder(): Promise<string> {
  const { stdout } = await ffmpeg(['-encoders']);
  return stdout.includes(' libfdk_aac ') ? 'libfdk_aac' : 'aac';
}

async function secondsOf(file: string): Promise<number> {
  const { stdout } = await ffprobe(['-show_entries', 'format=duration', '-of', 'csv=p=0', file]);
  return Number(stdout.trim());
}
