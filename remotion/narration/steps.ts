import { readFile } from 'node:fs/promises';
import { codeParts } from '../../cache/code';
import type { Artefact, Step } from '../../cache/step';
import { sceneTimelineSchema } from '../film/timeline';
import type { Facts } from '../stage/facts';
import type { Scene } from '../stage/scene';
import { filmSound } from './film-sound';
import { sceneSound, SAMPLE_RATE } from './scene-sound';
import { resolveSentences, type Script } from './script';
import { clipFile, speakAll, SPEECH_FILE, speechSchema } from './speech';
import { timelineOf } from './timeline-of';
import type { Voice } from './voice';
import { decodeWav, encodeWav } from './wav';

export { filmCaptions } from './subtitles';

/** The steps from a scene's script to its sound and timeline, and on to the film's one track. */

/** A scene's facts from the artefacts that hold them. */
export type FactsOf = (read: (id: string) => Artefact) => Facts;

export const TIMELINE_FILE = 'timeline.json';
export const VOICE_FILE = 'voice.wav';
export const SOUND_FILE = 'sound.m4a';

/** Every sentence as a clip. Captions, cues and rests stay out of its key: only what is spoken is in it. */
export function speechStep(scene: Scene, voice: Voice, factsOf: FactsOf, reads: readonly string[]): Step {
  const texts = (read: (id: string) => Artefact): string[] =>
    resolveSentences(scene, factsOf(read)).sentences.map(({ reading }) => reading.spoken);
  return {
    id: `speech:${scene.id}`,
    stage: 'speech',
    name: scene.id,
    area: 'store',
    inputs: [],
    reads,
    parts: async (read) => ({
      voice: voice.id,
      versions: { ...voice.versions },
      spoken: texts(read),
      ...(await codeParts(['flite', 'silent', 'speech'].map((name) => `remotion/narration/${name}.ts`))),
    }),
    async make(work) {
      const { clips } = await speakAll(voice, texts(work.artefact), work);
      return {
        clips: clips.length,
        words: clips.reduce((sum, { words }) => sum + words.length, 0),
        seconds: clips.reduce((sum, { duration }) => sum + duration, 0),
        estimated: clips.some(({ estimated }) => estimated),
      };
    },
  };
}

/** When everything in a scene happens, and its sound: `timeline.json` and `voice.wav` (mono, 48 kHz, 16 bit). */
export function narrationStep(scene: Scene, fps: number, factsOf: FactsOf, reads: readonly string[]): Step {
  const speech = `speech:${scene.id}`;
  const scriptOf = (read: (id: string) => Artefact): Script => resolveSentences(scene, factsOf(read));
  return {
    id: `narration:${scene.id}`,
    stage: 'narration',
    name: scene.id,
    area: 'store',
    inputs: [speech],
    reads,
    async parts(read) {
      const { sentences, cues, claims } = scriptOf(read);
      return {
        fps,
        captions: sentences.map(({ text }) => text),
        rests: sentences.map(({ rest }) => rest ?? null),
        cues: cues.map((cue) => ({ ...cue })),
        claims: claims.map((claim) => ({ ...claim })),
        lead: scene.lead ?? null,
        tail: scene.tail ?? null,
        ...(await codeParts([
          'remotion/narration/timeline-of.ts',
          'remotion/narration/lexicon.ts',
          'remotion/narration/scene-sound.ts',
          'remotion/narration/wav.ts',
        ])),
      };
    },
    async make({ draft, artefact, signal }) {
      const script = scriptOf(artefact);
      const { voice, clips, gainDb } = speechSchema.parse(await artefact(speech).json(SPEECH_FILE));
      const timeline = timelineOf({ scene, script, clips, fps, voice });
      const sounds = await Promise.all(
        clips.map(async (_, i) => decodeWav(await readFile(artefact(speech).file(clipFile(i))))),
      );
      const samples = await sceneSound(timeline, sounds, gainDb, signal);
      await draft.bytes(VOICE_FILE, encodeWav({ sampleRate: SAMPLE_RATE, samples }));
      await draft.json(TIMELINE_FILE, timeline);
      return {
        durationInFrames: timeline.durationInFrames,
        fps,
        seconds: timeline.durationInFrames / fps,
        estimated: timeline.sentences.some(({ estimated }) => estimated),
        claims: script.claims.map((claim) => ({ ...claim })),
      };
    },
  };
}

/**
 * The film's sound, `sound.m4a`. It reads the narrations and takes only their sound and length into its key: a
 * caption's new wording leaves it alone.
 */
export function soundStep(sceneIds: readonly string[], fps: number): Step {
  const narrations = sceneIds.map((id) => `narration:${id}`);
  return {
    id: 'sound:film',
    stage: 'sound',
    name: 'film',
    area: 'segments',
    inputs: [],
    reads: narrations,
    parts: async (read) => ({
      fps,
      scenes: await Promise.all(
        narrations.map(async (id) => ({
          sound: read(id).manifest.files[VOICE_FILE]?.sha256 ?? null,
          frames: (await timelineIn(read(id))).durationInFrames,
        })),
      ),
      ...(await codeParts(['remotion/narration/film-sound.ts'])),
    }),
    async make({ draft, artefact, signal }) {
      const tracks = await Promise.all(
        narrations.map(async (id) => {
          const narration = artefact(id);
          const { samples } = decodeWav(await readFile(narration.file(VOICE_FILE)));
          return { samples, frames: (await timelineIn(narration)).durationInFrames };
        }),
      );
      return { ...(await filmSound(tracks, fps, draft.file(SOUND_FILE), signal)) };
    },
  };
}

const timelineIn = async (narration: Artefact): Promise<ReturnType<typeof sceneTimelineSchema.parse>> =>
  sceneTimelineSchema.parse(await narration.json(TIMELINE_FILE));
