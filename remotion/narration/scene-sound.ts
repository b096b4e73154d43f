import type { SceneTimeline } from '../film/timeline';
import { ffmpegBytes } from './ffmpeg';
import { decodeWav, encodeWav, type Pcm } from './wav';

/** A scene's whole sound: its clips at their places, for Remotion's `<Audio>` and for the film's track alike. */

/** Samples a second of everything that is delivered. */
export const SAMPLE_RATE = 48_000;

/** Samples from the start of a film or scene to the start of a frame. */
export const samplesBefore = (frame: number, fps: number): number => Math.round((frame / fps) * SAMPLE_RATE);

/**
 * @param clips one a sentence of the timeline, all of one sample rate
 * @param gainDb decibels added to every clip
 * @returns mono at 48 kHz, exactly as long as the scene's frames
 * @throws FfmpegError when the sample rate cannot be changed; RangeError when there are not as many clips as sentences,
 *   or clips of two rates
 */
export async function sceneSound(
  timeline: Pick<SceneTimeline, 'scene' | 'durationInFrames' | 'fps' | 'sentences'>,
  clips: readonly Pcm[],
  gainDb: number,
  signal?: AbortSignal,
): Promise<Float32Array> {
  const { scene, durationInFrames, fps, sentences } = timeline;
  const sampleRate = clips[0]?.sampleRate ?? SAMPLE_RATE;
  if (clips.length !== sentences.length)
    throw new RangeError(`scene ${scene} has ${sentences.length} sentences and ${clips.length} clips`);
  if (clips.some((clip) => clip.sampleRate !== sampleRate))
    throw new RangeError(`the clips of scene ${scene} are of different sample rates`);
  const gain = 10 ** (gainDb / 20);
  const laid = new Float32Array(Math.ceil((durationInFrames / fps) * sampleRate));
  sentences.forEach(({ start }, i) => {
    const at = Math.round(start * sampleRate);
    clips[i]?.samples.forEach((sample, k) => {
      if (at + k < laid.length) laid[at + k] = (laid[at + k] ?? 0) + sample * gain;
    });
  });
  const sound = new Float32Array(samplesBefore(durationInFrames, fps));
  const resampled = await resample({ sampleRate, samples: laid }, signal);
  sound.set(resampled.subarray(0, sound.length));
  return sound;
}

/** To 48 kHz, by ffmpeg's resampler. */
async function resample(
  { sampleRate, samples }: Pcm,
  signal: AbortSignal | undefined,
): Promise<Float32Array> {
  if (sampleRate === SAMPLE_RATE || samples.length === 0) return samples;
  const bytes = await ffmpegBytes(
    // Double the default filter length: a steeper edge at the old Nyquist frequency.
    [
      '-i',
      'pipe:0',
      '-af',
      `aresample=${SAMPLE_RATE}:filter_size=64`,
      '-c:a',
      'pcm_s16le',
      '-f',
      'wav',
      'pipe:1',
    ],
    { input: encodeWav({ sampleRate, samples }), ...(signal ? { signal } : {}) },
  );
  return decodeWav(bytes).samples;
}
