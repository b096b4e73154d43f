import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ffmpeg } from '../../remotion/narration/ffmpeg';
import { findBrowser } from '../../remotion/render/browser';
import { openCanvasEngine, type CanvasEngine } from '../../remotion/render/canvas/engine';
import { checkTimes, joinSegments } from '../../remotion/render/join';
import { muxFilm } from '../../remotion/render/mux';
import { frameTimes, probeSound, probeVideo } from '../../remotion/render/probe';
import { never } from '../support/steps';
import { silentWav, TINY, tinyStore, type TinyStore } from '../support/tiny-store';

let store: TinyStore;
let canvas: CanvasEngine;
let dir: string;

const size = { width: 320, height: 180 } as const;

async function render(id: string, name: string, props: Record<string, unknown> = {}): Promise<string> {
  const outFile = path.join(dir, `${name}.mp4`);
  const inputProps = { run: store.run, ...size, ...props };
  await canvas.renderSegment({
    compositionId: id,
    inputProps,
    outFile,
    signal: never,
    onFrame: () => undefined,
  });
  return outFile;
}

beforeAll(async () => {
  store = await tinyStore();
  dir = path.join(store.root, "it's a folder");
  await mkdir(dir);
  canvas = await openCanvasEngine({
    browser: await findBrowser(),
    storeDir: store.storeDir,
    entry: 'test/support/film/index.ts',
    page: 'test/support/film/page.ts',
  });
}, 120_000);

afterAll(async () => {
  await canvas?.close();
  await store?.remove();
});

describe('joinSegments', () => {
  it.each([30, 24, 25, 60])('keeps exact times across three joins at %d frames a second', async (fps) => {
    const frames = (TINY.frames / TINY.fps) * fps;
    const segments = [];
    for (const id of ['motion', 'patches', 'motion', 'patches'])
      segments.push({ file: await render(id, `${id}-${fps}`, { fps }), frames: Math.round(frames) });
    const outFile = path.join(dir, `joined-${fps}.mp4`);
    await joinSegments({ segments, fps, outFile });
    const total = segments.reduce((sum, one) => sum + one.frames, 0);
    const times = await frameTimes(outFile);
    expect(times).toHaveLength(total);
    times.forEach((time, i) => expect(time).toBeCloseTo(i / fps, 5));
    const facts = await probeVideo(outFile);
    expect(facts).toMatchObject({ frames: total, range: 'tv', colors: ['bt709', 'bt709', 'bt709'] });
    expect(facts.fps).toBeCloseTo(fps, 6);
    expect(facts.seconds).toBeCloseTo(total / fps, 4);
  });

  it('refuses a segment that has not the frames of its timeline', async () => {
    const file = await render('motion', 'short');
    const request = { segments: [{ file, frames: 25 }], fps: 30, outFile: path.join(dir, 'never.mp4') };
    await expect(joinSegments(request)).rejects.toThrow(/has 24 frames, the timeline gives it 25/);
  });

  it('refuses segments that were encoded differently', async () => {
    const files = [
      await render('motion', 'small'),
      await render('motion', 'large', { width: 640, height: 360 }),
    ];
    const segments = files.map((file) => ({ file, frames: TINY.frames }));
    const request = { segments, fps: 30, outFile: path.join(dir, 'never.mp4') };
    await expect(joinSegments(request)).rejects.toThrow(/encoded differently/);
  });
});

describe('checkTimes', () => {
  it('takes frames at constant intervals and nothing else', () => {
    const times = Array.from({ length: 5 }, (_, i) => i / 30);
    expect(() => checkTimes(times, 5, 30)).not.toThrow();
    expect(() => checkTimes(times, 6, 30)).toThrow(/has 5 frames/);
    expect(() => checkTimes([...times.slice(0, 4), 5 / 30], 5, 30)).toThrow(/frame 4/);
  });
});

describe('muxFilm', () => {
  const silence = async (seconds: number): Promise<string> => {
    const wav = path.join(dir, `silence-${seconds}.wav`);
    const file = path.join(dir, `silence-${seconds}.m4a`);
    await writeFile(wav, silentWav(seconds));
    await ffmpeg(['-i', wav, '-ar', '48000', '-ac', '2', '-c:a', 'libfdk_aac', '-f', 'mp4', file]);
    return file;
  };

  it('puts picture and sound together without encoding either again', async () => {
    const video = await render('motion', 'picture');
    const sound = await silence(0.8);
    const outFile = path.join(dir, 'film.mp4');
    const facts = await muxFilm({ video, sound, frames: TINY.frames, fps: 30, outFile });
    expect(facts).toMatchObject({ frames: TINY.frames, ...size });
    expect((await probeVideo(outFile)).decoder).toBe((await probeVideo(video)).decoder);
    expect(await probeSound(outFile)).toMatchObject({ codec: 'aac', sampleRate: 48000, channels: 2 });
  });

  it('refuses sound that ends elsewhere than the picture', async () => {
    const video = await render('motion', 'picture');
    const sound = await silence(1.5);
    const request = { video, sound, frames: TINY.frames, fps: 30, outFile: path.join(dir, 'apart.mp4') };
    await expect(muxFilm(request)).rejects.toThrow(/end 0\.\d+ s apart/);
  });
});
