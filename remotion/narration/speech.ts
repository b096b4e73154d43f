import { z } from 'zod';
import type { Draft, Progress } from '../../cache/step';
import type { Voice } from './spoken-by';
import { encodeWav } from './wav';

/** Sentences as clips in the cache: `clip-0.wav`, …, and `speech.json` that says what is in them. */

export const SPEECH_FILE = 'speech.json';
export const clipFile = (index: number): string => `clip-${index}.wav`;

export const speechSchema = z.object({
  voice: z.string(),
  /** Decibels that bring the clips to the film's loudness. */
  gainDb: z.number(),
  clips: z.array(
    z.object({
      text: z.string(),
      /** Seconds. */
      duration: z.number().nonnegative(),
      words: z.array(z.object({ text: z.string(), start: z.number(), end: z.number() })),
      estimated: z.boolean(),
    }),
  ),
});
export type SpeechRecord = z.infer<typeof speechSchema>;

export interface SpeakWork {
  readonly draft: Pick<Draft, 'bytes' | 'json'>;
  readonly signal: AbortSignal;
  progress(progress: Progress): void;
}

/** Speaks every text and writes the clips. @returns what `speech.json` holds */
export async function speakAll(
  voice: Voice,
  texts: readonly string[],
  { draft, signal, progress }: SpeakWork,
): Promise<SpeechRecord> {
  const clips: SpeechRecord['clips'] = [];
  for (const [i, text] of texts.entries()) {
    signal.throwIfAborted();
    const { pcm, sampleRate, words, estimated } = await voice.speak(text);
    await draft.bytes(clipFile(i), encodeWav({ sampleRate, samples: pcm }));
    clips.push({
      text,
      duration: pcm.length / sampleRate,
      words: words.map((word) => ({ ...word })),
      estimated,
    });
    progress({ done: i + 1, total: texts.length, unit: 'sentences' });
  }
  const record = { voice: voice.id, gainDb: voice.gainDb, clips };
  await draft.json(SPEECH_FILE, record);
  return record;
}
