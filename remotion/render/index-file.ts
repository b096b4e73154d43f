import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { toldFileError } from '../../cache/errors';
import type { Store } from '../../cache/store';
import type { Artefact } from '../../cache/step';
import { indexSchema, type Index, type Run } from '../film/run';

const fileOf = (store: Store): string => path.join(store.areaDir('store'), 'index.json');

/** What Studio and a plain `npx remotion render` show by default; undefined where no run has written it yet. */
export async function readIndex(store: Store): Promise<Index | undefined> {
  try {
    return indexSchema.parse(JSON.parse(await readFile(fileOf(store), 'utf8')));
  } catch {
    return undefined;
  }
}

/** The browser's view of artefacts: their paths below the store, by step id. */
export const runOf = (artefacts: Iterable<Artefact>): Run =>
  Object.fromEntries([...artefacts].map((artefact) => [artefact.id, artefact.path]));

/** Makes these artefacts the default, beside what other runs made of other scenes. */
export async function writeIndex(store: Store, index: Index): Promise<void> {
  const before = await readIndex(store);
  await replaceIndex(store, before, { ...index, run: { ...before?.run, ...index.run } });
}

/** Takes artefacts out of the default, so that the cache may let go of them. */
export async function dropFromIndex(store: Store, ids: readonly string[]): Promise<void> {
  const before = await readIndex(store);
  if (!before) return;
  const run = Object.fromEntries(Object.entries(before.run).filter(([id]) => !ids.includes(id)));
  await replaceIndex(store, before, { ...before, run });
}

async function replaceIndex(store: Store, before: Index | undefined, index: Index): Promise<void> {
  const file = fileOf(store);
  const part = path.join(store.root, 'tmp', `index-${process.pid}.json`);
  try {
    if (JSON.stringify(before) === JSON.stringify(index)) return;
    await mkdir(path.dirname(part), { recursive: true });
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(part, `${JSON.stringify(index, null, 1)}\n`);
    await rename(part, file);
  } catch (error) {
    throw toldFileError(error, store.root);
  }
}
