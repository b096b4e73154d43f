import type { Stats } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';

const schema = z.record(z.string(), z.object({ stamp: z.string(), sha256: z.string() }));

/** Any write to a file, and any rename over it, changes one of these; the change time cannot be set by hand. */
const stampOf = (info: Stats): string => `${info.ino}:${info.size}:${info.mtimeMs}:${info.ctimeMs}`;

/** Remembers which files were hashed when they looked as they look now, so that an untouched file is not hashed twice. */
export class Verified {
  #known: Promise<Map<string, { stamp: string; sha256: string }>> | undefined;
  #changed = false;

  constructor(readonly file: string) {}

  async knows(file: string, info: Stats, sha256: string): Promise<boolean> {
    const entry = (await this.#load()).get(file);
    return entry !== undefined && entry.stamp === stampOf(info) && entry.sha256 === sha256;
  }

  async remember(file: string, info: Stats, sha256: string): Promise<void> {
    (await this.#load()).set(file, { stamp: stampOf(info), sha256 });
    this.#changed = true;
  }

  /** Losing this file costs time and nothing else, so a failure to write it is not an error. */
  async save(): Promise<void> {
    if (!this.#changed) return;
    const text = JSON.stringify(Object.fromEntries(await this.#load()));
    const part = `${this.file}.${process.pid}`;
    await writeFile(part, text)
      .then(() => rename(part, this.file))
      .catch(() => undefined);
    this.#changed = false;
  }

  #load(): Promise<Map<string, { stamp: string; sha256: string }>> {
    this.#known ??= readFile(this.file, 'utf8').then(
      (text) => {
        try {
          return new Map(Object.entries(schema.parse(JSON.parse(text))));
        } catch {
          return new Map();
        }
      },
      () => new Map(),
    );
    return this.#known;
  }
}
