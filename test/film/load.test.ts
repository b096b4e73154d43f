import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadGiven } from '../../remotion/film/load';
import { momentAt } from '../../remotion/film/moment';
import { openPageServer, type PageServer } from '../../remotion/render/canvas/server';
import { isDrawn } from '../../remotion/stage/scene';
import { motion } from '../support/film/scenes';
import { TINY, tinyStore, type TinyStore } from '../support/tiny-store';

let store: TinyStore;
let server: PageServer;

beforeEach(async () => {
  store = await tinyStore(['motion']);
  server = await openPageServer(store.storeDir, new Uint8Array());
});
afterEach(async () => {
  await server.close();
  await store.remove();
});

const load = (change: Partial<Parameters<typeof loadGiven>[1]> = {}, scene = motion) =>
  loadGiven(scene, {
    run: store.run,
    width: 1280,
    height: 720,
    theme: 'night',
    props: {},
    urlOf: (place) => `${server.url}store/${place}`,
    ...change,
  });

const file = (step: string, name: string): string => path.join(store.storeDir, store.run[step] ?? '', name);

describe('loadGiven', () => {
  it('gives what the scene reads: arrays, cues, captions, formulas, length, layout', async () => {
    const given = await load();
    expect(given.tensor('dataset', 'dots', 'points').shape).toEqual([40, 2]);
    expect(given.cues).toEqual(TINY.cues);
    expect(given.duration).toBeCloseTo(TINY.frames / TINY.fps, 12);
    expect(given.captions[0]?.lines).toHaveLength(2);
    expect(Object.keys(given.formulas)).toEqual(['layer']);
    expect(given.layout.name).toBe('wide');
    expect(momentAt(given, 0.5).cue('go')).toBe(TINY.cues.go);
  });

  it('loads every array where the scene asks for all', async () => {
    const given = await load({}, { ...motion, reads: [{ stage: 'dataset', name: 'dots', arrays: '*' }] });
    expect(given.tensor('dataset', 'dots', 'points').data).toHaveLength(80);
  });

  it('lets props of the composition stand before the scene’s defaults', async () => {
    expect((await load()).props).toEqual({ count: 40 });
    expect((await load({ props: { count: 3 } })).props).toEqual({ count: 3 });
    expect(isDrawn(motion)).toBe(true);
  });

  it('refuses arrays that the scene’s reads do not name', async () => {
    const given = await load();
    expect(() => given.tensor('dataset', 'dots', 'other')).toThrow(/dataset:dots\/other.*`reads`/);
  });

  it('refuses a formula that was not made, and says what makes it', async () => {
    const { formulas } = await load();
    expect(formulas['layer']?.width).toBeGreaterThan(0);
    expect(() => formulas['other']).toThrow(
      /motion draws the formula "other", which was not made.*npm run studio/,
    );
  });

  it('refuses a cue that no sentence has, and names those there are', async () => {
    const moment = momentAt(await load(), 0);
    expect(() => moment.cue('nowhere')).toThrow(/\{nowhere\}; there are go/);
  });

  it('never gives what does not match its checksum', async () => {
    const bytes = await readFile(file('dataset:dots', 'points.npy'));
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    await writeFile(file('dataset:dots', 'points.npy'), bytes);
    await expect(load()).rejects.toThrow(/points\.npy does not match its checksum; run npm run film/);
  });

  it('does not keep a failure: what was mended is read again', async () => {
    const name = file('narration:motion', 'timeline.json');
    const good = await readFile(name);
    await writeFile(name, '{}');
    await expect(load()).rejects.toThrow(/timeline\.json does not match/);
    await writeFile(name, good);
    await expect(load()).resolves.toBeDefined();
  });

  it('says which step is missing from the run, and which artefact from the cache', async () => {
    const run = Object.fromEntries(Object.entries(store.run).filter(([id]) => id !== 'dataset:dots'));
    await expect(load({ run })).rejects.toThrow(/no dataset:dots/);
    const gone = { ...store.run, 'dataset:dots': 'dataset/dots-000000000000' };
    await expect(load({ run: gone })).rejects.toThrow(
      /dots-000000000000\/manifest\.json is not in the cache/,
    );
  });

  it('refuses a theme that is not there, and names those that are', async () => {
    await expect(load({ theme: 'noon' })).rejects.toThrow(/theme: noon is unknown; there are .*night/);
  });
});
