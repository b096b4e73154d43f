import { describe, expect, it } from 'vitest';
import { isTold, RequestError } from '../../cache/errors';
import { Flite, FliteError, parsePhones } from '../../remotion/narration/flite';
import { readingOf } from '../../remotion/narration/lexicon';
import { chooseVoice, voiceNames, type VoiceClip } from '../../remotion/narration/voice';
import { encodeWav } from '../../remotion/narration/wav';

const sentence = readingOf(
  'First the matrix W turns it, then tanh bends it: each of the 784-128-64-10 numbers is squeezed.',
).spoken;

/** Decibels below full scale of a stretch of sound, from its root mean square. */
function level({ pcm, sampleRate }: VoiceClip, start: number, end: number): number {
  const part = pcm.subarray(Math.round(start * sampleRate), Math.round(end * sampleRate));
  return 10 * Math.log10(part.reduce((sum, sample) => sum + sample * sample, 0) / part.length + 1e-12);
}

describe('chooseVoice', () => {
  it('refuses a name it does not know, and says which it knows', async () => {
    const failure = chooseVoice('hal');
    await expect(failure).rejects.toThrow(RequestError);
    await expect(failure).rejects.toThrow('--voice: "hal" is not a voice; allowed: flite, flite-rms, silent');
    await expect(chooseVoice('toString')).rejects.toThrow(RequestError);
  });

  it.each(voiceNames)('gives %s, with all that decides its sound', async (name) => {
    const voice = await chooseVoice(name);
    expect(voice.id).toBe(name);
    expect(Object.values(voice.versions).every((version) => version !== '' && version !== 'none')).toBe(true);
  });
});

describe.each(voiceNames)('the voice %s', (name) => {
  it('gives every word its time, in order and inside the clip', async () => {
    const { words, pcm, sampleRate, estimated } = await (await chooseVoice(name)).speak(sentence);
    expect(estimated).toBe(name === 'silent');
    expect(words.map(({ text }) => text)).toEqual(sentence.split(' '));
    let last = 0;
    for (const { start, end } of words) {
      expect(start).toBeGreaterThanOrEqual(last);
      expect(end).toBeGreaterThan(start);
      last = end;
    }
    expect(last).toBeLessThanOrEqual(pcm.length / sampleRate);
  });

  it('gives the same bytes every time, from a fresh engine too', async () => {
    const bytes = await Promise.all(
      [await chooseVoice(name), await chooseVoice(name)].map(async (voice) => {
        const { pcm, sampleRate } = await voice.speak(sentence);
        return Buffer.from(encodeWav({ sampleRate, samples: pcm })).toString('base64');
      }),
    );
    expect(bytes[0]).toBe(bytes[1]);
  });
});

describe('flite', () => {
  it.each([
    ['tanh', 't ae n ch'],
    ['W', 'd ah b ax l y uw'],
    ['MNIST', 'eh m n ih s t'],
    ['PCA', 'p iy s iy ey'],
    ['σ', 's ih g m ax'],
    ['logits', 'l ow jh ih t s'],
    ['affine', 'ax f ay n'],
  ])('says %s as it is meant', async (caption, phones) => {
    const flite = new Flite({ voice: 'slt', stretch: 1 });
    expect((await flite.phones(readingOf(caption).spoken)).join(' ')).toBe(phones);
  });

  it('is trimmed to its first and last word', async () => {
    const clip = await (await chooseVoice('flite')).speak(sentence);
    expect(clip.words[0]?.start).toBeCloseTo(0.03, 2);
    expect(clip.pcm.length / clip.sampleRate - (clip.words.at(-1)?.end ?? 0)).toBeLessThan(0.061);
    expect(Math.abs(clip.pcm[0] ?? 1)).toBeLessThan(0.001);
    expect(Math.abs(clip.pcm.at(-1) ?? 1)).toBeLessThan(0.001);
  });

  it('is silent between the times of its words and sounds within them', async () => {
    const clip = await (await chooseVoice('flite')).speak(sentence);
    const pauses = clip.words.flatMap(({ end }, i) => {
      const next = clip.words[i + 1]?.start ?? end;
      return next - end > 0.05 ? [{ end, next }] : [];
    });
    expect(pauses.length).toBeGreaterThanOrEqual(4);
    for (const { end, next } of pauses) expect(level(clip, end + 0.02, next - 0.02)).toBeLessThan(-40);
    for (const { start, end } of clip.words) expect(level(clip, start, end)).toBeGreaterThan(-35);
  });

  it('says so when there is nothing to say', async () => {
    await expect(new Flite({ voice: 'slt', stretch: 1 }).speak('...')).rejects.toThrow(FliteError);
    expect(isTold(new FliteError(''))).toBe(true);
  });
});

describe('parsePhones', () => {
  it('reads names and end times', () => {
    expect(parsePhones('pau:0.2 t:0.35 uw:0.5 \n')).toEqual([
      { name: 'pau', start: 0, end: 0.2 },
      { name: 't', start: 0.2, end: 0.35 },
      { name: 'uw', start: 0.35, end: 0.5 },
    ]);
  });

  it('refuses what is not a phone', () => {
    for (const line of ['pau', 'pau:', ':0.1', 'pau:x']) expect(() => parsePhones(line)).toThrow(FliteError);
  });
});

describe('the silent voice', () => {
  it('takes as long as 148 words a minute do', async () => {
    const { pcm, sampleRate } = await (await chooseVoice('silent')).speak('one two three four '.repeat(37));
    expect(pcm.length / sampleRate).toBeCloseTo(60, 3);
    expect(pcm.every((sample) => sample === 0)).toBe(true);
  });
});
