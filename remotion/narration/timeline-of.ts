import type { SceneTimeline } from '../film/timeline';
import { captionPages } from './captions';
import { captionTimes, type TimedWord } from './lexicon';
import type { Script } from './script';

/** From what is said and how long it takes to when everything happens. Pure. */

/** Seconds of quiet before the first word, after the last, and between sentences, where a scene does not say. */
export const QUIET = { lead: 0.8, tail: 1, rest: 0.35 } as const;

/** What the voice made of a sentence; times in seconds since the clip began. */
export interface ClipTimes {
  readonly duration: number;
  /** One a spoken token. */
  readonly words: readonly TimedWord[];
  readonly estimated: boolean;
}

export interface TimelineInput {
  readonly scene: { readonly id: string; readonly lead?: number; readonly tail?: number };
  readonly script: Pick<Script, 'sentences' | 'cues'>;
  /** One a sentence of the script. */
  readonly clips: readonly ClipTimes[];
  readonly fps: number;
  /** The voice's name. */
  readonly voice?: string | null;
}

/** Times are kept to a tenth of a millisecond: shorter than three samples at 16 kHz, and readable. */
const round = (seconds: number): number => Math.round(seconds * 1e4) / 1e4;

/**
 * Lays sentences one after another: lead, sentence, its rest, …, sentence, tail. A rest that the script gives the last
 * sentence comes before the tail. The scene is as long as that, rounded up to a whole frame.
 * @throws Error when there are not as many clips as sentences: a mistake of ours
 */
export function timelineOf({ scene, script, clips, fps, voice = null }: TimelineInput): SceneTimeline {
  const { sentences, cues } = script;
  if (sentences.length !== clips.length)
    throw new Error(`scene ${scene.id} has ${sentences.length} sentences and ${clips.length} clips`);
  let time = scene.lead ?? QUIET.lead;
  // Where another sentence would begin: the cues of one that is left out at the end fall there.
  let next = time;
  const said = sentences.map((sentence, i): SceneTimeline['sentences'][number] => {
    const clip = clips[i] ?? { duration: 0, words: [], estimated: true };
    const start = time;
    const last = i === sentences.length - 1;
    next = start + clip.duration + (sentence.rest ?? QUIET.rest);
    time = last && sentence.rest === undefined ? start + clip.duration : next;
    return {
      text: sentence.text,
      start: round(start),
      end: round(start + clip.duration),
      words: captionTimes(sentence.reading, clip.words).map((word) => ({
        text: word.text,
        start: round(start + word.start),
        end: round(start + word.end),
      })),
      estimated: clip.estimated,
    };
  });
  const seconds = time + (scene.tail ?? QUIET.tail);
  const durationInFrames = Math.max(1, Math.ceil(seconds * fps - 1e-6));
  const duration = durationInFrames / fps;
  return {
    scene: scene.id,
    voice,
    fps,
    durationInFrames,
    cues: Object.fromEntries(
      cues.map(({ name, sentence, word }) => [
        name,
        round(said[sentence]?.words[word]?.start ?? Math.min(next, duration)),
      ]),
    ),
    sentences: said,
    captions: captionPages(said, duration).map(({ lines, start, end }) => ({
      lines: [...lines],
      start: round(start),
      end: round(end),
    })),
  };
}
