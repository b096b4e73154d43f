import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WorkError } from '../../cache/errors';
import { findBrowser } from '../../remotion/render/browser';
import { openCanvasEngine, type CanvasEngine } from '../../remotion/render/canvas/engine';
import type { Engine } from '../../remotion/render/engine';
import { joinSegments } from '../../remotion/render/join';
import { frameTimes, probeVideo } from '../../remotion/render/probe';
import { decodeFrame, planesOfPng, psnr, type Planes } from '../../remotion/render/psnr';
import { openReferenceEngine } from '../../remotion/render/reference/engine';
import { night } from '../../remotion/stage/theme';
import { PATCH_COLUMNS, PATCH_ROWS, patchColors } from '../support/film/scenes';
import { never } from '../support/steps';
import { TINY, tinyStore, type TinyStore } from '../support/tiny-store';

const size = { width: 1280, height: 720 } as const;
const FLOOR = 38;

let store: TinyStore;
let canvas: CanvasEngine;
let remotion: Engine;
const segments = new Map<string, string>();

const drawing = (compositionId: string, props: Record<string, unknown> = {}) => ({
  compositionId,
  inputProps: { run: store.run, ...size, ...props },
});

beforeAll(async () => {
  store = await tinyStore();
  const options = {
    browser: await findBrowser(),
    storeDir: store.storeDir,
    entry: 'test/support/film/index.ts',
  };
  canvas = await openCanvasEngine({ ...options, page: 'test/support/film/page.ts' });
  remotion = await openReferenceEngine(options);
  await mkdir(path.join(store.root, 'segments'), { recursive: true });
  for (const id of ['patches', 'motion'])
    for (const engine of [canvas, remotion]) {
      const outFile = path.join(store.root, 'segments', `${engine.name}-${id}.mp4`);
      await engine.renderSegment({ ...drawing(id), outFile, signal: never, onFrame: () => undefined });
      segments.set(`${engine.name} ${id}`, outFile);
    }
}, 180_000);

afterAll(async () => {
  await canvas?.close();
  await remotion?.close();
  await store?.remove();
});

const segment = (engine: string, id: string): string => segments.get(`${engine} ${id}`) ?? '';

/** Limited-range BT.709 back to 8-bit RGB, by the standard's own formula. */
function rgbAt({ width, height, data }: Planes, x: number, y: number): number[] {
  const chroma = (y >> 1) * (width / 2) + (x >> 1);
  const luma = ((data[y * width + x] ?? 0) - 16) / 219;
  const cb = ((data[width * height + chroma] ?? 0) - 128) / 224;
  const cr = ((data[(width * height * 5) / 4 + chroma] ?? 0) - 128) / 224;
  const r = luma + 1.5748 * cr;
  const b = luma + 1.8556 * cb;
  const g = (luma - 0.2126 * r - 0.0722 * b) / 0.7152;
  return [r, g, b].map((value) => Math.round(255 * value));
}

const rgbOf = (hex: string): number[] => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

describe.each(['canvas', 'remotion'])('the %s engine', (engine) => {
  it('encodes H.264 High, 4:2:0, BT.709 in limited range, with every frame at its time', async () => {
    const file = segment(engine, 'motion');
    const facts = await probeVideo(file);
    expect(facts).toMatchObject({
      ...size,
      codec: 'h264',
      pixelFormat: 'yuv420p',
      range: 'tv',
      colors: ['bt709', 'bt709', 'bt709'],
      fps: TINY.fps,
      frames: TINY.frames,
    });
    expect(['High', '100']).toContain(facts.profile);
    const times = await frameTimes(file);
    expect(times).toHaveLength(TINY.frames);
    times.forEach((time, frame) => expect(time).toBeCloseTo(frame / TINY.fps, 4));
  });

  it("keeps the theme's colours within 3 levels of what was drawn", async () => {
    const frame = await decodeFrame(segment(engine, 'patches'), 12, { ...size, fps: TINY.fps });
    // Captions stand in the last row; no patch does.
    patchColors(night)
      .slice(0, PATCH_COLUMNS * (PATCH_ROWS - 1))
      .forEach((color, i) => {
        const x = Math.round((((i % PATCH_COLUMNS) + 0.5) * size.width) / PATCH_COLUMNS);
        const y = Math.round(((Math.floor(i / PATCH_COLUMNS) + 0.5) * size.height) / PATCH_ROWS);
        const off = rgbAt(frame, x, y).map((value, channel) =>
          Math.abs(value - (rgbOf(color)[channel] ?? 0)),
        );
        expect(Math.max(...off), `${color} in ${engine}`).toBeLessThanOrEqual(3);
      });
  });

  it('makes segments that can be joined with exact times', async () => {
    const files = ['motion', 'patches', 'motion'].map((id) => segment(engine, id));
    const outFile = path.join(store.root, 'segments', `${engine}-joined.mp4`);
    const parts = files.map((file) => ({ file, frames: TINY.frames }));
    await joinSegments({ segments: parts, fps: TINY.fps, outFile });
    expect(await frameTimes(outFile)).toHaveLength(3 * TINY.frames);
    // The first frame of the second segment is not the last of the first.
    const at = { ...size, fps: TINY.fps };
    const first = await decodeFrame(segment(engine, 'patches'), 0, at);
    expect(psnr(await decodeFrame(outFile, TINY.frames, at), first)).toBeGreaterThan(45);
  });

  it('decodes to its own stills above the quality floor', async () => {
    const frames = [0, 11, TINY.frames - 1];
    const stills = await (engine === 'canvas' ? canvas : remotion).stills({ ...drawing('motion'), frames });
    for (const [i, frame] of frames.entries()) {
      const decoded = await decodeFrame(segment(engine, 'motion'), frame, { ...size, fps: TINY.fps });
      expect(psnr(decoded, planesOfPng(stills[i] ?? new Uint8Array()))).toBeGreaterThanOrEqual(FLOOR);
    }
  });
});

describe('the two engines', () => {
  it('draw the same pixels, text and caption included', async () => {
    for (const frame of [0, 12]) {
      const [a, b] = await Promise.all(
        [canvas, remotion].map((one) => one.still({ ...drawing('motion'), frame })),
      );
      const [left, right] = [a, b].map((png) => PNG.sync.read(Buffer.from(png ?? [])));
      expect(left?.data.equals(right?.data ?? Buffer.alloc(0))).toBe(true);
    }
  });

  it("agree: the canvas engine's film against the reference's stills", async () => {
    const frame = 12;
    const still = planesOfPng(await remotion.still({ ...drawing('motion'), frame }));
    const decoded = await decodeFrame(segment('canvas', 'motion'), frame, { ...size, fps: TINY.fps });
    expect(psnr(decoded, still)).toBeGreaterThanOrEqual(FLOOR);
  });
});

describe('the canvas engine', () => {
  it('draws the same pixels in another page, in any order', async () => {
    const frames = [12, 0, 23];
    const once = await canvas.probes({ ...drawing('motion'), frames });
    const again = await canvas.probes({ ...drawing('motion'), frames: [...frames].reverse() });
    expect([...again].reverse()).toEqual(once);
    expect(new Set(once.map(({ sha256 }) => sha256)).size).toBe(3);
  });

  it('hashes the pixels of the first, middle and last frame and of every cue as it encodes them', async () => {
    const outFile = path.join(store.root, 'segments', 'probed.mp4');
    const seen: number[] = [];
    const onFrame = (done: number): void => void seen.push(done);
    const result = await canvas.renderSegment({ ...drawing('motion'), outFile, signal: never, onFrame });
    expect(result.probes.map(({ frame }) => frame)).toEqual([0, 9, 11, 23]);
    expect(result.probes).toEqual(await canvas.probes({ ...drawing('motion'), frames: [0, 9, 11, 23] }));
    expect(result).toMatchObject({ frames: TINY.frames, bytes: (await stat(outFile)).size });
    expect(seen.at(-1)).toBe(TINY.frames);
  });

  it('takes size, rate and the scene’s own props from the composition’s props', async () => {
    const small = { width: 640, height: 640, fps: 60, scene: { count: 0 } };
    const outFile = path.join(store.root, 'segments', 'small.mp4');
    const request = { ...drawing('motion', small), outFile, signal: never, onFrame: () => undefined };
    await canvas.renderSegment(request);
    expect(await probeVideo(outFile)).toMatchObject({
      width: 640,
      height: 640,
      fps: 60,
      frames: TINY.frames * 2,
    });
  });

  it('refuses what does not match its checksum', async () => {
    const other = await tinyStore();
    try {
      const { writeFile } = await import('node:fs/promises');
      const points = path.join(other.storeDir, other.run['dataset:dots'] ?? '', 'points.npy');
      const { size: bytes } = await stat(points);
      await writeFile(points, Buffer.alloc(bytes, 1));
      const engine = await openCanvasEngine({
        browser: canvas.browser,
        storeDir: other.storeDir,
        entry: 'test/support/film/index.ts',
        page: 'test/support/film/page.ts',
      });
      try {
        await expect(engine.still({ ...drawing('motion'), frame: 0 })).rejects.toThrow(
          /does not match its checksum/,
        );
      } finally {
        await engine.close();
      }
    } finally {
      await other.remove();
    }
  });

  it('stops when it is told to, and says why', async () => {
    const controller = new AbortController();
    const outFile = path.join(store.root, 'segments', 'stopped.mp4');
    const stopped = new Error('stopped by the test');
    const request = {
      ...drawing('motion', { width: 1920, height: 1080, fps: 120 }),
      outFile,
      signal: controller.signal,
      onFrame: () => controller.abort(stopped),
    };
    await expect(canvas.renderSegment(request)).rejects.toBe(stopped);
  });

  it('says what is missing from the run', async () => {
    const run = Object.fromEntries(Object.entries(store.run).filter(([id]) => id !== 'dataset:dots'));
    const asked = canvas.still({ ...drawing('motion', { run }), frame: 0 });
    await expect(asked).rejects.toThrow(WorkError);
    await expect(canvas.still({ ...drawing('motion', { run }), frame: 0 })).rejects.toThrow(/dataset:dots/);
  });

  it('refuses props that no composition takes, naming the field', async () => {
    await expect(canvas.still({ ...drawing('motion', { width: 1281 }), frame: 0 })).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(/width/) as string,
    });
  });
});
