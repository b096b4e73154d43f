import type { Voice } from './spoken-by';

const WORDS_PER_MINUTE = 148;
const SILENT_RATE = 16_000;
/** A comma or a full stop takes about as long as this many letters. */
const PAUSE_LETTERS = 3;

/** No sound: words last as long as they would at 148 a minute, long ones longer than short ones. */
export const silentVoice: Voice = {
  id: 'silent',
  versions: { wordsPerMinute: String(WORDS_PER_MINUTE) },
  gainDb: 0,
  async speak(text) {
    const tokens = text.split(/\s+/).filter((token) => token !== '');
    const seconds = (tokens.length * 60) / WORDS_PER_MINUTE;
    const weights = tokens.map((token) => ({
      // Two letters more than it has: even "a" takes its time.
      word: token.replaceAll(/[^A-Za-z0-9]/g, '').length + 2,
      pause: /[.,;:?!]$/.test(token) ? PAUSE_LETTERS : 0,
    }));
    const total = weights.reduce((sum, { word, pause }) => sum + word + pause, 0);
    let passed = 0;
    const words = weights.map(({ word, pause }, i) => {
      const start = (passed / total) * seconds;
      const end = ((passed + word) / total) * seconds;
      passed += word + pause;
      return { text: tokens[i] ?? '', start, end };
    });
    return {
      sampleRate: SILENT_RATE,
      pcm: new Float32Array(Math.round(seconds * SILENT_RATE)),
      words,
      estimated: true,
    };
  },
};
