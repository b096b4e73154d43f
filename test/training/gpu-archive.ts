import { writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { Header, type types } from 'tar';

/** An entry of an archive as an attacker could write it: nothing is corrected. */
export interface Entry {
  readonly path: string;
  readonly type?: types.EntryTypeName;
  readonly content?: Uint8Array | string;
  readonly linkpath?: string;
  /** What the header claims; the length of the content unless said. */
  readonly size?: number;
}

const BLOCK = 512;

/** Writes a .tar.gz with exactly these entries. */
export async function writeArchive(file: string, entries: readonly Entry[]): Promise<Buffer> {
  const blocks: Buffer[] = [];
  for (const { path, type = 'File', content = '', linkpath, size } of entries) {
    const body = Buffer.from(content);
    const header = Buffer.alloc(BLOCK);
    new Header({
      path,
      type,
      mode: 0o644,
      size: size ?? body.length,
      mtime: new Date(0),
      ...(linkpath === undefined ? {} : { linkpath }),
    }).encode(header, 0);
    blocks.push(header, body, Buffer.alloc((BLOCK - (body.length % BLOCK)) % BLOCK));
  }
  const archive = gzipSync(Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]));
  await writeFile(file, archive);
  return archive;
}

/** The first bytes of a shared library for Linux x64, and nothing after them. */
export function elfHeader(machine = 62): Buffer {
  const head = Buffer.alloc(64);
  head.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  head.writeUInt16LE(3, 16);
  head.writeUInt16LE(machine, 18);
  return head;
}
