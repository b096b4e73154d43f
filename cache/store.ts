import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { isMissing, toldFileError, WorkError } from './errors';
import { directoryOf, jsonSchema, manifestSchema, type FileEntry, type Manifest } from './manifest';
import { decodeNpy, decodeNpyHeader, encodeNpy } from './npy';
import type { Area, Artefact, Draft } from './step';
import { Verified } from './verified';

/** Where an artefact lies, or would lie. */
export interface Place {
  readonly id: string;
  readonly area: Area;
  readonly stage: string;
  readonly name: string;
  readonly key: string;
}

export type Found =
  | { readonly state: 'whole'; readonly artefact: Artefact }
  | { readonly state: 'absent' }
  | { readonly state: 'damaged'; readonly reason: string };

const MANIFEST = 'manifest.json';

/**
 * The artefacts on disk. Each is a directory that was built in `tmp/` and renamed into place, so a reader sees a
 * whole one or none; each file is checked against the SHA-256 of its manifest before anybody draws from it.
 */
export class Store {
  readonly #verified: Verified;

  constructor(readonly root: string) {
    this.#verified = new Verified(path.join(root, 'verified.json'));
  }

  areaDir(area: Area): string {
    return path.join(this.root, area);
  }

  dirOf(place: Omit<Place, 'id'>): string {
    return path.join(this.areaDir(place.area), directoryOf(place.stage, place.name, place.key));
  }

  /** Looks for an artefact and checks every file of it against its checksum. */
  async find(place: Place): Promise<Found> {
    const dir = this.dirOf(place);
    let manifest: Manifest;
    try {
      manifest = manifestSchema.parse(JSON.parse(await readFile(path.join(dir, MANIFEST), 'utf8')));
    } catch (error) {
      if (!isMissing(error)) return { state: 'damaged', reason: `${MANIFEST} cannot be read` };
      const exists = await stat(dir).then(
        () => true,
        () => false,
      );
      return exists ? { state: 'damaged', reason: `${MANIFEST} is missing` } : { state: 'absent' };
    }
    if (manifest.key !== place.key) return { state: 'damaged', reason: `${MANIFEST} is another artefact's` };
    const reason = await this.check(dir, manifest);
    if (reason !== undefined) return { state: 'damaged', reason };
    return { state: 'whole', artefact: openArtefact(place, dir, manifest) };
  }

  /** What is wrong with an artefact's files, or undefined. Files untouched since they were hashed are not hashed again, unless `all`. */
  async check(dir: string, manifest: Manifest, all = false): Promise<string | undefined> {
    for (const [name, entry] of Object.entries(manifest.files)) {
      const file = path.join(dir, name);
      const info = await stat(file).catch(() => undefined);
      if (!info) return `${name} is missing`;
      if (info.size !== entry.bytes) return `${name} has ${info.size} bytes, not ${entry.bytes}`;
      if (!all && (await this.#verified.knows(file, info, entry.sha256))) continue;
      if ((await hashFile(file)) !== entry.sha256) return `${name} does not match its checksum`;
      await this.#verified.remember(file, info, entry.sha256);
    }
    return undefined;
  }

  /** Keeps what was verified for the next run. */
  save(): Promise<void> {
    return this.#verified.save();
  }

  /** Marks an artefact as used now, which is what `gc` goes by. */
  async touch(artefact: Artefact): Promise<void> {
    const now = new Date();
    await utimes(artefact.dir, now, now).catch(() => undefined);
  }

  /** Removes an artefact. It leaves its place in one rename, so no reader sees half of it. */
  async remove(dir: string): Promise<void> {
    const away = path.join(await this.#scratch(), 'removed');
    await rename(dir, away);
    await rm(path.dirname(away), { recursive: true, force: true });
  }

  /**
   * Builds an artefact in `tmp/` and renames it into place; nothing is left behind when `write` throws.
   * @param write fills the draft and returns the manifest's `meta`
   */
  async build(
    place: Place,
    parts: Manifest['parts'],
    write: (draft: Draft) => Promise<Manifest['meta']>,
  ): Promise<Artefact> {
    const dir = this.dirOf(place);
    let scratch: string | undefined;
    try {
      scratch = await this.#scratch();
      const made = path.join(scratch, 'made');
      await mkdir(made);
      const meta = await write(draftIn(made));
      const files: Record<string, FileEntry> = {};
      for (const name of (await readdir(made)).sort()) {
        const file = path.join(made, name);
        files[name] = {
          bytes: (await stat(file)).size,
          sha256: await hashFile(file),
          ...(name.endsWith('.npy') && (await shapeOf(file))),
        };
      }
      const { stage, name, key } = place;
      const manifest = manifestSchema.parse({ stage, name, key, parts, files, meta });
      await writeFile(path.join(made, MANIFEST), `${JSON.stringify(manifest, null, 1)}\n`);
      await mkdir(path.dirname(dir), { recursive: true });
      // A damaged artefact of the same key is in the way of the rename.
      await rename(dir, path.join(scratch, 'old')).catch((error: unknown) => {
        if (!isMissing(error)) throw error;
      });
      await rename(made, dir);
      for (const [file, entry] of Object.entries(files)) {
        const target = path.join(dir, file);
        await this.#verified.remember(target, await stat(target), entry.sha256);
      }
      return openArtefact(place, dir, manifest);
    } catch (error) {
      throw toldFileError(error, this.root);
    } finally {
      if (scratch !== undefined) await rm(scratch, { recursive: true, force: true });
    }
  }

  /** All artefacts of an area whose manifests can be read, newest use first; directories that cannot be read have none. */
  async list(
    area: Area,
  ): Promise<{ dir: string; path: string; used: Date; manifest: Manifest | undefined }[]> {
    const found = [];
    for (const stage of await subdirectories(this.areaDir(area)))
      for (const name of await subdirectories(path.join(this.areaDir(area), stage))) {
        const dir = path.join(this.areaDir(area), stage, name);
        const manifest = await readFile(path.join(dir, MANIFEST), 'utf8').then(
          (text) => {
            try {
              return manifestSchema.safeParse(JSON.parse(text)).data;
            } catch {
              return undefined;
            }
          },
          () => undefined,
        );
        found.push({ dir, path: `${stage}/${name}`, used: (await stat(dir)).mtime, manifest });
      }
    return found.sort((a, b) => b.used.getTime() - a.used.getTime());
  }

  async #scratch(): Promise<string> {
    const dir = path.join(this.root, 'tmp', `${process.pid}-${randomBytes(6).toString('hex')}`);
    await mkdir(dir, { recursive: true });
    return dir;
  }
}

async function subdirectories(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { withFileTypes: true }).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}

/** SHA-256 of a file of any size, in lower-case hex. @throws what the file system says; the signal's reason. */
export async function hashFile(file: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20, ...(signal && { signal }) }))
    hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** Read from the file itself: another process may have written it. */
async function shapeOf(file: string): Promise<Pick<FileEntry, 'shape' | 'dtype'>> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4096), 0, 4096, 0);
    const { shape, dtype } = decodeNpyHeader(buffer.subarray(0, bytesRead));
    return { shape: [...shape], dtype };
  } finally {
    await handle.close();
  }
}

/** A draft that writes into a folder. */
export function draftIn(dir: string): Draft {
  const bytes = async (name: string, value: Uint8Array): Promise<void> =>
    writeFile(path.join(dir, name), value);
  return {
    dir,
    bytes,
    npy: (name, shape, data) => bytes(name, encodeNpy({ shape, data })),
    json: (name, value) => writeFile(path.join(dir, name), `${JSON.stringify(value, null, 1)}\n`),
    file: (name) => path.join(dir, name),
  };
}

function openArtefact(place: Place, dir: string, manifest: Manifest): Artefact {
  const file = (name: string): string => {
    if (!(name in manifest.files)) throw new WorkError(`${place.id} has no file ${name} in the cache`);
    return path.join(dir, name);
  };
  return {
    id: place.id,
    area: place.area,
    key: place.key,
    dir,
    path: directoryOf(place.stage, place.name, place.key),
    manifest,
    meta: manifest.meta,
    file,
    npy: async (name) => decodeNpy(await readFile(file(name))),
    json: async (name) => jsonSchema.parse(JSON.parse(await readFile(file(name), 'utf8'))),
  };
}
