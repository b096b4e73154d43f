import { z } from 'zod';
import { ffmpeg, FfmpegError, type FfmpegOptions } from './ffmpeg';

/** Loudness as ITU-R BS.1770 and EBU R 128 measure it, by ffmpeg's loudnorm (its `ebur128` is not in our build). */

export interface Loudness {
  /** Integrated loudness, LUFS; −∞ for silence. */
  readonly integrated: number;
  /** True peak, dBTP; −∞ for silence. */
  readonly truePeak: number;
  /** Loudness range, LU. */
  readonly range: number;
  /** LUFS below which blocks were not counted. */
  readonly threshold: number;
}

const text = z.string().transform((value) => Number(value.replace('inf', 'Infinity')));
const reportSchema = z.object({
  input_i: text,
  input_tp: text,
  input_lra: text,
  input_thresh: text,
  normalization_type: z.string(),
});

/**
 * What loudnorm prints with `print_format=json`, from ffmpeg's error output.
 * @throws FfmpegError when there is none
 */
export function parseLoudnorm(stderr: string): Loudness & { readonly mode: string } {
  const json = /\{[^{}]*"input_i"[^{}]*\}/.exec(stderr)?.[0];
  const parsed = reportSchema.safeParse(json === undefined ? undefined : JSON.parse(json));
  if (!parsed.success) throw new FfmpegError('ffmpeg measured no loudness', stderr, false);
  const { input_i, input_tp, input_lra, input_thresh, normalization_type } = parsed.data;
  return {
    integrated: input_i,
    truePeak: input_tp,
    range: input_lra,
    threshold: input_thresh,
    mode: normalization_type,
  };
}

/**
 * Measures a file, or `pipe:0` with `options.input`.
 * @param before filters the sound goes through first
 */
export async function measureLoudness(
  file: string,
  options: FfmpegOptions = {},
  before: readonly string[] = [],
): Promise<Loudness> {
  const filters = [...before, 'loudnorm=print_format=json'].join(',');
  const { stderr } = await ffmpeg(['-i', file, '-map', '0:a:0', '-af', filters, '-f', 'null', '-'], options);
  return parseLoudnorm(stderr);
}
