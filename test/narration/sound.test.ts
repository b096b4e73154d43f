import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ffmpegBytes, ffprobe } from '../../remotion/narration/ffmpeg';
import { assemble, filmSound, TARGET } from '../../remotion/narration/film-sound';
import { measureLoudness, parseLoudnorm } from '../../remotion/narration/loudness';
import { SAMPLE_RATE, samplesBefore, sceneSound } from '../../remotion/narration/scene-sound';
import { chooseVoice } from '../../remotion/narration/voice';
import { decodeWav } from '../../remotion/narration/wav';
import { temporaryFolder } from '../support/temporary';

const TEXT =
  'The network turns, stretches and bends the plane, until a single line can tell the two spirals apart.';

/** A scene of 30 frames a second that says one sentence after 0.8 s of quiet. */
async function spokenScene(voiceName: string): Promise<{ samples: Float32Array; frames: number }> {
  const voice = await chooseVoice(voiceName);
  const { pcm, sampleRate } = await voice.speak(TEXT);
  const frames = Math.ceil((pcm.length / sampleRate + 1.8) * 30);
  const sentences = [
    { text: TEXT, start: 0.8, end: 0.8 + pcm.length / sampleRate, words: [], estimated: false },
  ];
  const timeline = { scene: 'demo', fps: 30, durationInFrames: frames, sentences };
  return { samples: await sceneSound(timeline, [{ sampleRate, samples: pcm }], voice.gainDb), frames };
}

const clickAt = (index: number, length: number): Float32Array =>
  Float32Array.from({ length }, (_, i) => (i === index ? 0.5 : 0));
const loudest = (samples: Float32Array): number =>
  samples.reduce((best, sample, i) => (Math.abs(sample) > Math.abs(samples[best] ?? 0) ? i : best), 0);

describe('sceneSound', () => {
  const sentence = (start: number) => ({ text: '', start, end: start + 1, words: [], estimated: false });

  it('puts clips at their times, at 48 kHz, for exactly the scene’s frames', async () => {
    const timeline = { scene: 'demo', fps: 24, durationInFrames: 60, sentences: [sentence(1.25)] };
    const clip = { sampleRate: 16000, samples: clickAt(800, 1600) };
    const sound = await sceneSound(timeline, [clip], 0);
    expect(sound).toHaveLength((60 / 24) * SAMPLE_RATE);
    expect(loudest(sound)).toBe(1.3 * SAMPLE_RATE);
  });

  it('applies its gain', async () => {
    const timeline = { scene: 'demo', fps: 24, durationInFrames: 24, sentences: [sentence(0)] };
    const clip = { sampleRate: SAMPLE_RATE, samples: clickAt(10, 20) };
    expect((await sceneSound(timeline, [clip], -6.0206))[10]).toBeCloseTo(0.25, 5);
  });

  it('is silence where nothing is said', async () => {
    const sound = await sceneSound({ scene: 'demo', fps: 30, durationInFrames: 3, sentences: [] }, [], 0);
    expect([...sound]).toEqual(new Array(4800).fill(0));
  });

  it('refuses clips that do not fit the sentences or each other', async () => {
    const timeline = { scene: 'demo', fps: 30, durationInFrames: 3, sentences: [sentence(0), sentence(0)] };
    const clip = { sampleRate: 16000, samples: new Float32Array(1) };
    await expect(sceneSound(timeline, [clip], 0)).rejects.toThrow(RangeError);
    await expect(sceneSound(timeline, [clip, { ...clip, sampleRate: 8000 }], 0)).rejects.toThrow(RangeError);
  });
});

describe('the film’s track', () => {
  it('starts every scene at its first frame, however the rate divides', () => {
    const fps = 30000 / 1001;
    const frames = [7, 11, 5];
    const track = assemble(
      frames.map((count) => ({ frames: count, samples: clickAt(0, samplesBefore(count, fps)) })),
      fps,
    );
    expect(track).toHaveLength(samplesBefore(23, fps));
    expect([0, 7, 18].map((frame) => track[samplesBefore(frame, fps)])).toEqual([0.5, 0.5, 0.5]);
  });

  it.each(['flite', 'flite-rms'])('is at −14 LUFS, its peaks below −1 dBTP, when %s reads', async (voice) => {
    const file = path.join(await temporaryFolder(), 'sound.m4a');
    const scene = await spokenScene(voice);
    const facts = await filmSound([scene, scene], 30, file);
    const { integrated, truePeak } = await measureLoudness(file);
    expect(Math.abs(integrated - TARGET.integrated)).toBeLessThanOrEqual(TARGET.tolerance);
    expect(truePeak).toBeLessThanOrEqual(TARGET.truePeak);
    expect(facts).toMatchObject({ integrated, truePeak });
  });

  it('is stereo AAC at 48 kHz, as long as its frames, with the sound where it was', async () => {
    const file = path.join(await temporaryFolder(), 'sound.m4a');
    const scene = await spokenScene('flite');
    await filmSound([scene, scene], 30, file);
    const { stdout } = await ffprobe([
      ...['-show_entries', 'stream=codec_name,sample_rate,channels:format=duration'],
      ...['-of', 'default=noprint_wrappers=1', file],
    ]);
    const seconds = (scene.frames * 2) / 30;
    expect(stdout).toContain('codec_name=aac\nsample_rate=48000\nchannels=2\n');
    expect(Number(/duration=(.*)/.exec(stdout)?.[1])).toBeCloseTo(seconds, 3);

    const decoded = decodeWav(
      await ffmpegBytes(['-i', file, '-ac', '1', '-c:a', 'pcm_s16le', '-f', 'wav', 'pipe:1']),
    ).samples;
    expect(Math.abs(lag(assemble([scene, scene], 30), decoded))).toBeLessThanOrEqual(1);
  });

  it('is as long as its frames also where peaks leave no room for a single gain', async () => {
    const { samples, frames } = await spokenScene('flite');
    const peaked = samples.map((sample, i) => (i % 24_000 === 50 ? 0.99 : sample * 0.3));
    for (const extra of [0, 1, 2]) {
      const file = path.join(await temporaryFolder(), 'sound.m4a');
      const longer = Float32Array.from({ length: peaked.length + extra * 1600 }, (_, i) => peaked[i] ?? 0);
      const facts = await filmSound([{ samples: longer, frames: frames + extra }], 30, file);
      expect(facts.normalisation).toBe('dynamic');
      expect(facts.seconds).toBeCloseTo((frames + extra) / 30, 2);
    }
  });

  it('is the same bytes for the same scenes', async () => {
    const dir = await temporaryFolder();
    const scene = await spokenScene('flite');
    const hashes = await Promise.all(
      ['a.m4a', 'b.m4a'].map(async (name) => {
        await filmSound([scene], 30, path.join(dir, name));
        return createHash('sha256')
          .update(await readFile(path.join(dir, name)))
          .digest('hex');
      }),
    );
    expect(hashes[0]).toBe(hashes[1]);
  });

  it('may be silent', async () => {
    const file = path.join(await temporaryFolder(), 'sound.m4a');
    const facts = await filmSound([{ samples: new Float32Array(SAMPLE_RATE), frames: 30 }], 30, file);
    expect(facts).toMatchObject({ integrated: null, truePeak: null, normalisation: 'none' });
    expect(facts.seconds).toBeCloseTo(1, 3);
  });
});

/** Samples by which `b` comes later than `a`: where their correlation is highest, over ±3000. */
function lag(a: Float32Array, b: Float32Array): number {
  let best = { shift: 0, sum: -Infinity };
  for (let shift = -3000; shift <= 3000; shift++) {
    let sum = 0;
    for (let i = 60_000; i < 84_000; i++) sum += (a[i] ?? 0) * (b[i + shift] ?? 0);
    if (sum > best.sum) best = { shift, sum };
  }
  return best.shift;
}

describe('parseLoudnorm', () => {
  it('reads silence as −∞', () => {
    const stderr =
      'x\n{\n"input_i" : "-inf",\n"input_tp" : "-inf",\n"input_lra" : "0.00",\n"input_thresh" : "-70.00",\n"normalization_type" : "dynamic"\n}\n';
    expect(parseLoudnorm(stderr)).toMatchObject({ integrated: -Infinity, truePeak: -Infinity, range: 0 });
  });

  it('says so when nothing was measured', () => {
    expect(() => parseLoudnorm('nothing')).toThrow('ffmpeg measured no loudness');
  });
});
