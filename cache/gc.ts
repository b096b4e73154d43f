import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { areas } from './step';
import type { Store } from './store';

export interface Collected {
  readonly removed: readonly string[];
  readonly bytes: number;
}

/**
 * Removes what nobody needs: what interrupted runs left in `tmp/`, directories without a readable manifest, and
 * artefacts that no run has used for `days` days. Nothing in `keep` is removed. Call it with the lock held.
 * @param keep paths `<stage>/<name>-<12 hex>` of the current run
 */
export async function collectGarbage(
  store: Store,
  keep: ReadonlySet<string>,
  days: number,
  now = Date.now(),
): Promise<Collected> {
  const removed: string[] = [];
  let bytes = 0;
  const tmp = path.join(store.root, 'tmp');
  for (const name of await readdir(tmp).catch(() => [])) {
    bytes += await sizeOnDisk(path.join(tmp, name));
    await rm(path.join(tmp, name), { recursive: true, force: true });
    removed.push(`tmp/${name}`);
  }
  for (const area of areas)
    for (const { dir, path: place, used, manifest } of await store.list(area)) {
      const old = now - used.getTime() >= days * 86_400_000;
      if (manifest && (keep.has(place) || !old)) continue;
      bytes += await sizeOnDisk(dir);
      await store.remove(dir);
      removed.push(`${area}/${place}`);
    }
  return { removed, bytes };
}

/** Bytes of a file, or of all files below a folder. */
export async function sizeOnDisk(place: string): Promise<number> {
  const info = await stat(place).catch(() => undefined);
  if (!info) return 0;
  if (!info.isDirectory()) return info.size;
  const sizes = await Promise.all((await readdir(place)).map((name) => sizeOnDisk(path.join(place, name))));
  return sizes.reduce((a, b) => a + b, 0);
}
