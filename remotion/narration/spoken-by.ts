import type { TimedWord } from './lexicon';

/** Who reads the script. */

/** A spoken sentence without silence at its ends. */
export interface VoiceClip {
  readonly sampleRate: number;
  /** Mono, in [−1, 1]. */
  readonly pcm: Float32Array;
  /** One a token of the text (split at white space); seconds since the clip began, in order, inside the clip. */
  readonly words: readonly TimedWord[];
  /** True where word times were guessed and not measured. */
  readonly estimated: boolean;
}

export interface Voice {
  readonly id: string;
  /** All that decides its sound besides the text: part of the key of what it says. */
  readonly versions: Readonly<Record<string, string>>;
  /** Decibels that bring it to about −14 LUFS, played on two channels. */
  readonly gainDb: number;
  /**
   * @param text one sentence that {@link lint} lets through
   * @throws FliteError and its like when the engine fails
   */
  speak(text: string): Promise<VoiceClip>;
}
