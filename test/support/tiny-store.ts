import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { keyOf } from '../../cache/key';
import type { Json } from '../../cache/manifest';
import type { Draft } from '../../cache/step';
import { Store } from '../../cache/store';
import type { FormulaPaths } from '../../remotion/stage/formula';

/** A store of test scenes in a temporary folder: no training, no voice, everything as the film's own steps write it. */
export interface TinyStore {
  readonly root: string;
  readonly storeDir: string;
  readonly run: Readonly<Record<string, string>>;
  remove(): Promise<void>;
}

export const TINY = { fps: 30, frames: 24, cues: { go: 0.3 } } as const;

/** Silence, 16-bit mono at 8 kHz. */
export function silentWav(seconds: number): Uint8Array {
  const samples = Math.round(8000 * seconds);
  const bytes = new Uint8Array(44 + samples * 2);
  const view = new DataView(bytes.buffer);
  const text = (at: number, value: string): void => {
    for (let i = 0; i < value.length; i++) bytes[at + i] = value.charCodeAt(i);
  };
  text(0, 'RIFF');
  view.setUint32(4, 36 + samples * 2, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, 8000, true);
  view.setUint32(28, 16000, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, samples * 2, true);
  return bytes;
}

const timeline = (scene: string): Json => ({
  scene,
  fps: TINY.fps,
  durationInFrames: TINY.frames,
  cues: TINY.cues,
  sentences: [],
  captions: [
    { lines: ['A caption stands in its band.', 'It has two lines: σ(0) = ½.'], start: 0.1, end: 0.7 },
  ],
});

const formula: FormulaPaths = {
  width: 1,
  height: 1,
  depth: 0,
  shapes: [{ d: 'M0 0H1V1H0Z', parts: ['W'] }],
  boxes: {},
};

/** Makes the store; call `remove` when done. */
export async function tinyStore(sceneIds: readonly string[] = ['patches', 'motion']): Promise<TinyStore> {
  const root = await mkdtemp(path.join(os.tmpdir(), 'untangle-tiny-'));
  const store = new Store(root);
  const run: Record<string, string> = {};
  const put = async (stage: string, name: string, write: (draft: Draft) => Promise<void>): Promise<void> => {
    const id = `${stage}:${name}`;
    const place = { id, area: 'store', stage, name, key: keyOf(id) } as const;
    const artefact = await store.build(place, {}, async (draft) => {
      await write(draft);
      return {};
    });
    run[id] = artefact.path;
  };
  for (const id of sceneIds) {
    await put('narration', id, async (draft) => {
      await draft.json('timeline.json', timeline(id));
      await draft.bytes('voice.wav', silentWav(TINY.frames / TINY.fps));
    });
    await put('formulas', id, (draft) => draft.json('formulas.json', { layer: formula } as unknown as Json));
  }
  await put('dataset', 'dots', (draft) => {
    const points = Float32Array.from({ length: 80 }, (_, i) => ((i * 7919) % 101) / 101);
    return draft.npy('points.npy', [40, 2], points);
  });
  const storeDir = store.areaDir('store');
  await writeFile(
    path.join(storeDir, 'index.json'),
    JSON.stringify({ run, scenes: [...sceneIds], fps: TINY.fps }),
  );
  return { root, storeDir, run, remove: () => rm(root, { recursive: true, force: true }) };
}
